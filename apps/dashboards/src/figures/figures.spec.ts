import { unknownCard } from '../card/card.js'
import { figureDefinitions, figureIds, figureOf, startMeasures } from './figures.js'

describe('a rate', () => {
  it('carries both parts and names its denominator', () => {
    expect(figureOf('disbursement-rate', { disbursedFen: 30, inPlaceFen: 90, unknownInPlace: 2 })).toEqual({
      id: 'disbursement-rate',
      value: 33.3333,
      numerator: 30,
      denominator: 90,
      denominatorIs: 'in-place',
      unknown: 2,
    })
  })

  it('is unknown where nothing is known, never 0', () => {
    for (const id of figureIds)
      expect(figureOf(id, {})).toMatchObject({ value: null, numerator: null, denominator: null })
    expect(figureOf('disbursement-rate', { disbursedFen: 30 })).toMatchObject({ value: null, numerator: 30 })
  })

  it('is 0 where the denominator is known and nothing was done', () => {
    expect(figureOf('in-use-rate', { standing: 4 })).toMatchObject({ value: 0, numerator: 0, denominator: 4 })
  })

  it('says its definition in both languages', () => {
    for (const { definition } of Object.values(figureDefinitions))
      expect(Object.values(definition).every(Boolean)).toBe(true)
  })
})

describe('a project that is due to start', () => {
  const card = { ...unknownCard('p'), plannedStartOn: '2026-03-01' }

  it.each([
    ['2026-02-28', { dueProjects: 0, listProjects: 1 }],
    ['2026-03-01', { dueProjects: 1, listProjects: 1 }],
    ['2027-01-01', { dueProjects: 1, listProjects: 0 }],
  ])('on %s is %o', (day, expected) => expect(startMeasures(card, day)).toMatchObject(expected))

  it('is not due when it is cancelled or its start is not known', () => {
    expect(startMeasures({ ...card, cancelled: true }, '2026-03-01')).toMatchObject({ dueProjects: 0 })
    expect(startMeasures({ ...card, plannedStartOn: null }, '2026-03-01')).toMatchObject({ dueProjects: 0 })
  })
})
