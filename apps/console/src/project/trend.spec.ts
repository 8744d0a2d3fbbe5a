import { type MilestoneTrend, moving } from './trend.js'

const expected = (milestone: string, ...days: string[]): MilestoneTrend => ({
  milestone,
  baselines: [],
  points: days.map((expectedOn, index) => ({ on: `2026-0${index + 1}-01`, expectedOn })),
  slipDays: null,
  slipFromFirstDays: null,
})

it('a trend is drawn of what was expected anew, the farthest days first, and not of more than fit', () => {
  const trends = [
    expected('topping-out', '2026-11-01', '2026-12-01'),
    expected('kitchen', '2027-05-01'),
    expected('in-use', '2027-09-01', '2027-10-01'),
    expected('start', '2026-03-01', '2026-03-05'),
  ]
  expect(moving(trends, 2).map(({ milestone }) => milestone)).toEqual(['in-use', 'topping-out'])
})
