import { earnedValueOf } from './earned-value.js'

const known = { budgetFen: 1_000_000, physicalPercent: 40, plannedFen: 500_000, certifiedFen: 320_000 }

describe('earned value', () => {
  it('joins work, plan and cost', () => {
    expect(earnedValueOf(known)).toEqual({
      earnedFen: 400_000,
      plannedFen: 500_000,
      certifiedFen: 320_000,
      scheduleVarianceFen: -100_000,
      costVarianceFen: 80_000,
      schedulePerformance: 0.8,
      costPerformance: 1.25,
      estimateAtCompletionFen: 800_000,
    })
  })

  it.each([
    ['the budget', { budgetFen: null }],
    ['how far the works are', { physicalPercent: null }],
  ])('is unknown without %s', (_, missing) => {
    expect(earnedValueOf({ ...known, ...missing })).toMatchObject({
      earnedFen: null,
      scheduleVarianceFen: null,
      costPerformance: null,
      estimateAtCompletionFen: null,
    })
  })

  it('says of each plan and cost only what it knows', () => {
    expect(earnedValueOf({ ...known, plannedFen: null })).toMatchObject({
      scheduleVarianceFen: null,
      schedulePerformance: null,
      costPerformance: 1.25,
    })
    expect(earnedValueOf({ ...known, certifiedFen: null })).toMatchObject({
      costVarianceFen: null,
      estimateAtCompletionFen: null,
      schedulePerformance: 0.8,
    })
  })

  it('divides by nothing', () => {
    expect(earnedValueOf({ ...known, plannedFen: 0, certifiedFen: 0 })).toMatchObject({
      schedulePerformance: null,
      costPerformance: null,
      estimateAtCompletionFen: null,
      costVarianceFen: 400_000,
    })
    expect(earnedValueOf({ ...known, physicalPercent: 0 })).toMatchObject({
      costPerformance: 0,
      estimateAtCompletionFen: null,
    })
  })
})
