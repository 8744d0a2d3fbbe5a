import { ForecastRevised, type Milestone, type NewEvent, PlanAdopted } from '@zhuji/contracts'
import { given } from '@zhuji/testing'
import { constructionDecider as construction } from '../construction/construction.js'
import { logged, projectId, reached } from '../construction/fixtures.features.js'
import { trendOf } from './trend.js'

const planned = (version: number, on: string, plannedOn: string): NewEvent =>
  PlanAdopted(
    {
      projectId,
      baselineVersion: version,
      template: 'own',
      steps: [{ milestone: 'in-use', plannedOn }],
      reason: '征地',
    },
    on,
  )
const expected = (forecastOn: string, on: string, milestone: Milestone = 'in-use'): NewEvent =>
  ForecastRevised({ projectId, milestone, forecastOn, previousForecastOn: null }, on)
const trend = (facts: readonly NewEvent[], asOf = '2027-12-31') => trendOf(given(construction, facts).state, asOf)

const aSlippingSchool = [
  planned(1, '2026-02-01', '2027-09-01'),
  expected('2027-09-01', '2026-03-01'),
  expected('2027-11-01', '2026-09-01'),
  planned(2, '2026-10-01', '2027-12-01'),
]

describe('the trend of a milestone', () => {
  it('is what was expected on each day it was expected anew, from the first baseline on', () => {
    expect(trend(aSlippingSchool)).toEqual([
      {
        milestone: 'in-use',
        baselines: [
          { version: 1, adoptedOn: '2026-02-01', plannedOn: '2027-09-01' },
          { version: 2, adoptedOn: '2026-10-01', plannedOn: '2027-12-01' },
        ],
        points: [
          { on: '2026-02-01', expectedOn: '2027-09-01', by: 'baseline' },
          { on: '2026-03-01', expectedOn: '2027-09-01', by: 'forecast' },
          { on: '2026-09-01', expectedOn: '2027-11-01', by: 'forecast' },
        ],
        reachedOn: null,
        slipDays: -30,
        slipFromFirstDays: 61,
      },
    ])
  })

  it('as of an earlier day knows neither the later forecast nor the later baseline', () => {
    const [asOfApril] = trend(aSlippingSchool, '2026-04-01')
    expect(asOfApril).toMatchObject({ slipDays: 0, slipFromFirstDays: 0 })
    expect(asOfApril!.baselines).toHaveLength(1)
    expect(asOfApril!.points).toHaveLength(2)
  })

  it('ends where it was reached, on the day itself', () => {
    const [done] = trend([...aSlippingSchool, ...logged(reached('in-use', '2027-11-15'))])
    expect(done!.points.at(-1)).toEqual({ on: '2027-11-15', expectedOn: '2027-11-15', by: 'actual' })
    expect(done).toMatchObject({ reachedOn: '2027-11-15', slipDays: -16, slipFromFirstDays: 75 })
  })

  it('without a plan has no slip, and without a forecast nothing to slip', () => {
    expect(trend([expected('2027-09-01', '2026-03-01')])[0]).toMatchObject({ slipDays: null, slipFromFirstDays: null })
    expect(trend([planned(1, '2026-02-01', '2027-09-01')])[0]).toMatchObject({ slipDays: null })
  })

  it('keeps the order in which forecasts were made, not told', () => {
    const [told] = trend([expected('2027-12-01', '2026-05-01'), expected('2027-09-01', '2026-03-01')])
    expect(told!.points.map(({ expectedOn }) => expectedOn)).toEqual(['2027-09-01', '2027-12-01'])
  })

  it('is left out of a milestone of which nobody said anything', () => {
    expect(trend([])).toEqual([])
  })
})
