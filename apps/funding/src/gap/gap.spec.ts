import fc from 'fast-check'
import { gapOf } from './gap.js'

const project = { paidFen: 40_00, committedFen: 80_00, approvedBudgetFen: 100_00, physicalPercent: 10 }

describe('the gap between money and work', () => {
  it('is paid over the approved budget less physical percent', () => {
    expect(gapOf({ ...project, paidFen: 55_55 })).toEqual({
      paidPercent: 55.55,
      physicalPercent: 10,
      points: 45.55,
      limitPoints: 30,
      ahead: true,
      basis: 'approved-budget',
      agreedFen: 100_00,
      paidFen: 55_55,
    })
  })

  it('is ahead over the limit, not at it', () => {
    expect(gapOf(project)).toMatchObject({ points: 30, ahead: false })
    const large = { ...project, approvedBudgetFen: 1e15, paidFen: 4e14 }
    expect(gapOf(large)).toMatchObject({ points: 30, ahead: false })
    expect(gapOf({ ...large, paidFen: 4e14 + 1 })).toMatchObject({ points: 30, ahead: true })
  })

  it('takes the contracts as agreed where no budget is known', () => {
    expect(gapOf({ ...project, approvedBudgetFen: null })).toMatchObject({ basis: 'commitments', paidPercent: 50 })
  })

  it('is unknown, not 0, when an input is unknown', () => {
    const unknown = { points: null, ahead: null }
    expect(gapOf({ ...project, physicalPercent: null })).toMatchObject({ ...unknown, paidPercent: 40 })
    expect(gapOf({ ...project, approvedBudgetFen: null, committedFen: 0 })).toMatchObject({
      ...unknown,
      paidPercent: null,
      basis: null,
    })
  })

  it('is negative where work is ahead of money, and never breaks', () => {
    expect(gapOf({ ...project, paidFen: 0 })).toMatchObject({ points: -10, ahead: false })
    const fen = fc.integer({ min: 1, max: 1e15 })
    fc.assert(
      fc.property(fen, fen, fc.double({ min: 0, max: 100, noNaN: true }), (paidFen, approvedBudgetFen, percent) => {
        const { paidPercent, points } = gapOf({ ...project, paidFen, approvedBudgetFen, physicalPercent: percent })
        expect(Math.abs(paidPercent! - percent - points!)).toBeLessThan(0.0101 + Math.abs(points!) * 1e-12)
      }),
    )
  })
})
