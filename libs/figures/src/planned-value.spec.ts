import { cumulatedPlan, dayAfterMonths, elapsedMonths, plannedValueOn } from './planned-value.js'

const plan = [
  { month: '2026-05', amountFen: 300 },
  { month: '2026-02', amountFen: 280 },
]

describe('planned investment', () => {
  it('is cumulated over every month of the plan, those between its amounts included', () => {
    expect(cumulatedPlan(plan)).toEqual([
      { month: '2026-02', amountFen: 280 },
      { month: '2026-03', amountFen: 280 },
      { month: '2026-04', amountFen: 280 },
      { month: '2026-05', amountFen: 580 },
    ])
    expect(cumulatedPlan([{ month: '2026-02', amountFen: 0 }])).toEqual([])
  })

  it.each([
    ['2026-01-31', 0],
    ['2026-02-14', 140],
    ['2026-02-28', 280],
    ['2026-04-10', 280],
    ['2026-05-31', 580],
    ['2028-01-01', 580],
  ])('by %s is %i', (day, fen) => expect(plannedValueOn(plan, day)).toBe(fen))

  it('is unknown, not 0, without a plan', () => expect(plannedValueOn([], '2026-05-31')).toBeNull())
})

describe('the months of a plan', () => {
  it.each([
    ['2026-01-31', 0],
    ['2026-02-14', 0.5],
    ['2026-02-28', 1],
    ['2027-02-28', 13],
  ])('elapsed by %s are %d', (day, months) => expect(elapsedMonths('2026-02', day)).toBe(months))

  it('end on a day, and the day has them', () => {
    for (const months of [0.5, 1, 3.2, 12]) {
      expect(elapsedMonths('2026-02', dayAfterMonths('2026-02', months))).toBeCloseTo(months, 1)
    }
    expect(dayAfterMonths('2026-02', 1)).toBe('2026-02-28')
  })
})
