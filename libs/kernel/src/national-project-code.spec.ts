import { checkNationalProjectCode } from './national-project-code.js'

describe('a national project code', () => {
  it('is valid when its last digit is the ISO 7064 MOD 11,10 check digit', () => {
    expect(checkNationalProjectCode('2411-340104-04-01-881552')).toBe('valid')
  })

  it.each(['2411-340104-04-01-881553', '2411-340104-04-01-818552', '2412-340104-04-01-881552'])(
    'is noticed when a digit was mistyped: %s',
    (code) => expect(checkNationalProjectCode(code)).toBe('wrong-check-digit'),
  )

  it('is left alone when it has an older or local layout', () => {
    expect(checkNationalProjectCode('2016-340104-83-01-002345-X')).toBe('other-layout')
  })
})
