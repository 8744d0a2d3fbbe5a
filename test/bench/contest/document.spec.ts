import { withReport } from './document.js'

const document = `# Performance

<!-- bench relay -->

old

<!-- end -->

Words of ours.

<!-- bench seen -->
<!-- end -->
`

describe('the document of measured figures', () => {
  it('takes a report in where its bench has its place, and leaves the rest as it is', () => {
    const once = withReport(document, 'relay', '\n| new |\n')
    expect(once).toBe(document.replace('old', '| new |'))
    expect(withReport(once, 'relay', '| new |')).toBe(once)
    expect(withReport(document, 'seen', '| seen |')).toContain('<!-- bench seen -->\n\n| seen |\n\n<!-- end -->')
  })

  it('refuses a report that it has no place for', () => {
    expect(() => withReport(document, 'commands', 'x')).toThrow('no place for commands')
    expect(() => withReport('<!-- bench relay -->', 'relay', 'x')).toThrow('has no <!-- end -->')
  })
})
