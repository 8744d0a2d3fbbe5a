import { filtersOf, pick, withFilters } from './question.js'

describe('the filters in an address', () => {
  it('are read by name and empty ones are none', () => {
    expect(filtersOf(new URLSearchParams('region=3401&q=%20&sort=name'))).toEqual({ region: '3401' })
  })

  it('change without touching the rest, and close an explanation', () => {
    const after = withFilters(new URLSearchParams('region=3401&sort=name&explain=x'), { region: undefined, q: '小学' })
    expect(after.toString()).toBe(new URLSearchParams({ sort: 'name', q: '小学' }).toString())
  })

  it('are handed on as far as a question takes them', () => {
    expect(pick({ region: '3401', stage: 'start' }, ['region', 'q'])).toEqual({ region: '3401' })
  })
})
