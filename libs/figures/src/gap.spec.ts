import fc from 'fast-check'
import { correctedReport, gapOf, isAhead, reportAfter } from './gap.js'

const project = { paidFen: 40_00, committedFen: 80_00, approvedBudgetFen: 100_00, physicalPercent: 10 }

describe('the gap between money and work', () => {
  it('is paid over the approved budget less physical percent', () => {
    expect(gapOf({ ...project, paidFen: 55_55 })).toEqual({
      paidPercent: 55.55,
      physicalPercent: 10,
      points: 45.55,
      basis: 'approved-budget',
      agreedFen: 100_00,
      paidFen: 55_55,
    })
  })

  it('is ahead over the limit, not at it, and compared before rounding', () => {
    expect(isAhead(gapOf(project), 30)).toBe(false)
    const large = { ...project, approvedBudgetFen: 1e15, paidFen: 4e14 }
    expect(isAhead(gapOf(large), 30)).toBe(false)
    const oneFenMore = gapOf({ ...large, paidFen: 4e14 + 1 })
    expect(oneFenMore.points).toBe(30)
    expect(isAhead(oneFenMore, 30)).toBe(true)
  })

  it('takes the contracts as agreed where no budget is known', () => {
    expect(gapOf({ ...project, approvedBudgetFen: null })).toMatchObject({ basis: 'commitments', paidPercent: 50 })
  })

  it('is unknown, not 0, when an input is unknown', () => {
    const neverReported = gapOf({ ...project, physicalPercent: null })
    expect(neverReported).toMatchObject({ points: null, paidPercent: 40 })
    expect(isAhead(neverReported, 30)).toBeNull()
    const nothingAgreed = { ...project, approvedBudgetFen: null, committedFen: 0 }
    expect(gapOf(nothingAgreed)).toMatchObject({ points: null, paidPercent: null, basis: null })
    expect(gapOf({ ...project, approvedBudgetFen: 0 })).toMatchObject({ points: null, paidPercent: null, agreedFen: 0 })
  })

  it('is negative where work is ahead of money, and never breaks', () => {
    expect(gapOf({ ...project, paidFen: 0 }).points).toBe(-10)
    const fen = fc.integer({ min: 1_000_000, max: 1e11 })
    const percent = fc.integer({ min: 0, max: 1_000_000 }).map((parts) => parts / 10_000)
    fc.assert(
      fc.property(fen, fen, percent, (paidFen, approvedBudgetFen, physicalPercent) => {
        const { paidPercent, points } = gapOf({ ...project, paidFen, approvedBudgetFen, physicalPercent })
        expect(points! + physicalPercent).toBeCloseTo(paidPercent!, 3)
      }),
    )
  })
})

describe('the report that counts', () => {
  const [april, may] = [
    { reportId: 'a', on: '2026-04-30', percent: 30 },
    { reportId: 'm', on: '2026-05-31', percent: 40 },
  ]

  it('is that of the latest day, of one day the one told last', () => {
    expect(reportAfter(reportAfter(null, may), april)).toBe(may)
    expect(reportAfter(reportAfter(null, april), may)).toBe(may)
    const again = { ...may, reportId: 'n', percent: 41 }
    expect(reportAfter(may, again)).toBe(again)
  })

  it('is changed by a correction of itself alone, and keeps its day', () => {
    expect(correctedReport(may, { ...may, on: '2026-06-02', percent: 35 })).toEqual({ ...may, percent: 35 })
    expect(correctedReport(may, { ...april, on: '2026-06-02', percent: 25 })).toBe(may)
    expect(correctedReport(null, april)).toBe(april)
  })
})
