import { cumulative, reachedAtLeast } from './series.js'

const flow = (month: string, disbursedFen: number) => ({
  month,
  disbursedFen,
  inPlaceFen: 0,
  completedInvestmentFen: 1,
})

describe('the curve of monthly flows', () => {
  it('runs on through months in which nothing happened', () => {
    const points = cumulative([flow('2026-02', 5), flow('2025-11', 3)])
    expect(points.map(({ month, disbursedFen }) => [month, disbursedFen])).toEqual([
      ['2025-11', 3],
      ['2025-12', 3],
      ['2026-01', 3],
      ['2026-02', 8],
    ])
    expect(points.at(-1)?.completedInvestmentFen).toBe(2)
  })

  it('is empty without flows', () => {
    expect(cumulative([])).toEqual([])
  })
})

describe('the stages of many projects', () => {
  it('count a project at every stage it has passed', () => {
    const counts = [
      { stage: 'start', projects: 3 },
      { stage: 'in-use', projects: 2 },
    ]
    expect(reachedAtLeast(['reserve', 'start', 'in-use'], counts)).toEqual([
      { stage: 'reserve', here: 0, reached: 5 },
      { stage: 'start', here: 3, reached: 5 },
      { stage: 'in-use', here: 2, reached: 2 },
    ])
  })
})
