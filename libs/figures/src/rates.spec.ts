import { initialStanding } from '@zhuji/contracts'
import { rateDefinitions, rateIds, rateOf } from './rates.js'
import { plannedStart, startMeasures } from './starts.js'

describe('a rate', () => {
  it('carries both parts and names its denominator', () => {
    expect(rateOf('disbursement-rate', { paidOfInPlaceFen: 30, inPlaceFen: 90, unknownInPlace: 2 })).toEqual({
      id: 'disbursement-rate',
      version: 2,
      value: 33.3333,
      numerator: 30,
      denominator: 90,
      denominatorIs: 'in-place',
      unknown: 2,
    })
  })

  it('is unknown where nothing is known, never 0', () => {
    for (const id of rateIds) expect(rateOf(id, {})).toMatchObject({ value: null, numerator: null, denominator: null })
    expect(rateOf('disbursement-rate', { paidOfInPlaceFen: 30 })).toMatchObject({ value: null, numerator: 30 })
  })

  it('is 0 where the denominator is known and nothing was done', () => {
    expect(rateOf('in-use-rate', { standing: 4 })).toMatchObject({ value: 0, numerator: 0, denominator: 4 })
  })

  it('says its definition in both languages', () => {
    for (const { definition } of Object.values(rateDefinitions))
      expect(Object.values(definition).every(Boolean)).toBe(true)
  })
})

describe('a project that is due to start', () => {
  const card = {
    ...initialStanding,
    cancelled: false,
    unbundled: false,
    plannedStartOn: '2026-03-01',
    takenOverOn: null,
  }

  it.each([
    ['2026-02-28', { dueProjects: 0, listProjects: 1 }],
    ['2026-03-01', { dueProjects: 1, listProjects: 1 }],
    ['2027-01-01', { dueProjects: 1, listProjects: 0 }],
  ])('on %s is %o', (day, expected) => expect(startMeasures(card, day)).toMatchObject(expected))

  it('is not due when it is cancelled or its start is not known', () => {
    expect(startMeasures({ ...card, cancelled: true }, '2026-03-01')).toMatchObject({ dueProjects: 0 })
    expect(startMeasures({ ...card, plannedStartOn: null }, '2026-03-01')).toMatchObject({ dueProjects: 0 })
  })

  it('is not due as a package that was taken apart: its parts are', () => {
    const unbundled = { ...card, unbundled: true }
    expect(startMeasures(unbundled, '2026-03-01')).toMatchObject({ dueProjects: 0, listProjects: 0 })
  })

  it('is not due where it came ready-built: it never starts', () => {
    const readyBuilt = { ...card, takenOverOn: '2026-02-01' }
    expect(startMeasures(readyBuilt, '2026-03-01')).toMatchObject({ dueProjects: 0, listProjects: 0 })
  })

  it('is due as the baseline in force plans, and as registered where no plan names a start', () => {
    expect(plannedStart('2026-05-01', '2026-03-01')).toBe('2026-05-01')
    expect(plannedStart(undefined, '2026-03-01')).toBe('2026-03-01')
    expect(plannedStart(undefined, null)).toBeNull()
  })
})
