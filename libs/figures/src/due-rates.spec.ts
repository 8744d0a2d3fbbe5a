import { initialStanding } from '@zhuji/contracts'
import { type DueInputs, dueRates } from './due-rates.js'

/** Planned to be complete by June and needed by September of 2026. */
const school: DueInputs = {
  ...initialStanding,
  stage: 'start',
  cancelled: false,
  unbundled: false,
  takenOverOn: null,
  plannedStartOn: '2026-01-01',
  startedOn: '2026-01-31',
  firstPlannedCompletionOn: '2026-05-31',
  plannedCompletionOn: '2026-06-30',
  worksCompleteOn: null,
  needOn: '2026-09-01',
  inStatisticsOn: null,
  completedInvestmentFen: 500,
  investmentByYear: { 2026: { plannedFen: 800, completedFen: 500 } },
}

const counted = (id: string, project: Partial<DueInputs>, day: string) => {
  const { numerator, denominator, unknown } = dueRates
    .find((rate) => rate.id === id)!
    .of({ ...school, ...project }, day)
  return unknown > 0 ? 'unknown' : `${numerator}/${denominator}`
}
const complete = { stage: 'works-complete', worksCompleteOn: '2026-06-15' } as const

describe('a rate over what is due', () => {
  it('counts a project from the day on which it is due; over the list of the year from its beginning', () => {
    expect(counted('works-complete-rate-due', complete, '2026-06-29')).toBe('0/0')
    expect(counted('works-complete-rate-due', complete, '2026-06-30')).toBe('1/1')
    expect(counted('works-complete-rate-annual', complete, '2026-06-29')).toBe('1/1')
    expect(counted('works-complete-rate-annual', complete, '2027-01-01')).toBe('0/0')
    expect(counted('works-complete-rate-due', complete, '2027-01-01')).toBe('1/1')
  })

  it('knows complete from in use, which is due on the need date', () => {
    expect(counted('in-use-rate-due', complete, '2026-09-01')).toBe('0/1')
    expect(counted('in-use-rate-due', { stage: 'in-use' }, '2026-09-01')).toBe('1/1')
  })

  it('is on time by the first baseline: a later one does not make up for a delay', () => {
    expect(counted('on-time-rate-due', complete, '2026-06-30')).toBe('0/1')
    expect(counted('on-time-rate-due', { worksCompleteOn: '2026-05-31' }, '2026-06-30')).toBe('1/1')
  })

  it('expects a start in statistics a month later, on the last day of a shorter one', () => {
    expect(counted('in-statistics-rate-due', {}, '2026-02-27')).toBe('0/0')
    expect(counted('in-statistics-rate-due', {}, '2026-02-28')).toBe('0/1')
    expect(counted('in-statistics-rate-due', { inStatisticsOn: '2026-03-20' }, '2026-03-31')).toBe('1/1')
    expect(counted('in-statistics-rate-due', { startedOn: null }, '2026-03-31')).toBe('0/0')
  })

  it('leaves cancelled projects out, and ready-built ones of everything but their use', () => {
    for (const { id } of dueRates) {
      expect(counted(id, { cancelled: true }, '2026-12-31')).toBe('0/0')
    }
    const readyBuilt = { takenOverOn: '2026-03-01' }
    expect(counted('works-complete-rate-due', readyBuilt, '2026-12-31')).toBe('0/0')
    expect(counted('in-statistics-rate-due', readyBuilt, '2026-12-31')).toBe('0/0')
    expect(counted('in-use-rate-due', readyBuilt, '2026-12-31')).toBe('0/1')
  })

  it('leaves packages that were taken apart out: their parts are due in their place; the year’s plan and work stay with them', () => {
    for (const { id } of dueRates.filter((rate) => rate.denominatorIs !== 'annual-plan'))
      expect(counted(id, { unbundled: true }, '2026-12-31')).toBe('0/0')
  })

  it('counts what has no day as unknown', () => {
    expect(counted('works-complete-rate-due', { plannedCompletionOn: null }, '2026-12-31')).toBe('unknown')
    expect(counted('in-use-rate-annual', { needOn: null }, '2026-12-31')).toBe('unknown')
  })
})

describe('completed investment per annual plan', () => {
  const id = 'investment-completion-rate-annual'

  it('is that of the year of the day', () => {
    expect(counted(id, {}, '2026-12-31')).toBe('500/800')
    expect(counted(id, {}, '2027-01-01')).toBe('unknown')
  })

  it('is 0 where nothing of the year was put in place, and unknown where nobody ever told', () => {
    expect(counted(id, { investmentByYear: { 2026: { plannedFen: 800 } } }, '2026-12-31')).toBe('0/800')
    expect(counted(id, { completedInvestmentFen: null }, '2026-12-31')).toBe('unknown')
  })
})

it.each(dueRates.map(({ id }) => id))('%s says in both languages what it is', (id) => {
  const { name, definition } = dueRates.find((rate) => rate.id === id)!
  expect([name.zh, name.en, definition.zh, definition.en].every(Boolean)).toBe(true)
})
