import { namedTarget } from './target-source.js'

const day = '2026-07-15'

describe('what a figure is measured against', () => {
  it('is what was planned by the day, by the end of its year, or at all', () => {
    expect(namedTarget({ from: 'planned-start', until: 'day' }, day).cutOffOn).toBe(day)
    expect(namedTarget({ from: 'planned-start', until: 'year' }, day).cutOffOn).toBe('2026-12-31')
    expect(namedTarget({ from: 'monthly-plan', until: 'end' }, day).cutOffOn).toBeNull()
  })

  it('has the version of the baseline that counts, where it is one project’s', () => {
    expect(namedTarget({ from: 'monthly-plan', until: 'day' }, day, [1, 2, 3]).version).toBe(3)
    expect(namedTarget({ from: 'first-planned-completion', until: 'end' }, day, [1, 2, 3]).version).toBe(1)
  })

  it('has no version where there is no baseline, where many projects have their own, and where nothing has versions', () => {
    expect(namedTarget({ from: 'monthly-plan', until: 'day' }, day, []).version).toBeNull()
    expect(namedTarget({ from: 'monthly-plan', until: 'day' }, day).version).toBeNull()
    expect(namedTarget({ from: 'allocated', until: 'day' }, day, [1]).version).toBeNull()
  })

  it('is said in both languages', () => {
    expect(namedTarget({ from: 'allocated', until: 'day' }, day).name).toEqual({
      zh: '台账中下达的投资计划',
      en: 'Allocations of the ledger',
    })
  })
})
