import { ForecastRevised, PlanAdopted } from '@zhuji/contracts'
import { given } from '@zhuji/testing'
import { type Construction, constructionDecider as construction } from '../construction/construction.js'
import { aSiteUnderConstruction, projectId, told } from '../construction/fixtures.features.js'
import { adoptPlan, type PlanRequest, reviseForecast } from './plan.js'

const steps = [
  { milestone: 'start' as const, plannedOn: '2026-03-01' },
  { milestone: 'topping-out' as const, plannedOn: '2026-11-30' },
  { milestone: 'in-use' as const, plannedOn: '2027-09-01' },
]
const later = [...steps.slice(0, 2), { milestone: 'in-use' as const, plannedOn: '2028-03-01' }]
const adopt = (request: Partial<PlanRequest>, occasion = told('2026-02-01')) => {
  return (state: Construction) => adoptPlan(state, { template: 'own', steps, ...request }, occasion)
}
const first = PlanAdopted({ projectId, baselineVersion: 1, template: 'own', steps, reason: undefined }, '2026-02-01')

describe('a project without a plan', () => {
  it('adopts its first baseline without a reason', () => {
    given(construction).when(adopt({})).then([first])
  })

  it('refuses days that run against the order of the spine, and names both steps', () => {
    const reversed = [
      { milestone: 'works-complete' as const, plannedOn: '2026-05-01' },
      { milestone: 'topping-out' as const, plannedOn: '2026-11-30' },
    ]
    given(construction)
      .when(adopt({ steps: reversed }))
      .thenRefused('plan-against-order', {
        milestone: 'works-complete',
        plannedOn: '2026-05-01',
        earlierMilestone: 'topping-out',
        earlierPlannedOn: '2026-11-30',
      })
  })

  it('lets two steps share a day, and a tail lie anywhere', () => {
    const shared = [
      { milestone: 'kitchen' as const, plannedOn: '2025-01-01' },
      { milestone: 'start' as const, plannedOn: '2026-03-01' },
      { milestone: 'foundation' as const, plannedOn: '2026-03-01' },
    ]
    given(construction)
      .when(adopt({ steps: shared }))
      .then([PlanAdopted({ ...first.data, steps: shared }, '2026-02-01')])
  })

  it('refuses a milestone that occurs twice', () => {
    given(construction)
      .when(adopt({ steps: [...steps, steps[0]!] }))
      .thenRefused('plan-milestone-twice', { milestone: 'start' })
  })

  it('refuses an adoption in the future and on a cancelled project', () => {
    given(construction)
      .when(adopt({}, told('2027-01-01')))
      .thenRefused('occurred-in-future', { today: '2026-12-31' })
    given(construction)
      .when(adopt({}, told('2026-02-01', { cancelledOn: '2026-01-15' })))
      .thenRefused('project-cancelled-since', { cancelledOn: '2026-01-15' })
  })
})

describe('investment planned by month', () => {
  const march = { month: '2026-03', amountFen: 600 }
  const april = { month: '2026-04', amountFen: 400 }
  const planned = PlanAdopted({ ...first.data, investment: [march, april] }, '2026-02-01')

  it('is kept in the order of its months', () => {
    given(construction)
      .when(adopt({ investment: [april, march] }))
      .then([planned])
  })

  it('goes on in the next baseline that does not speak of it', () => {
    const { data } = planned
    given(construction, [planned])
      .when(adopt({ steps: later, reason: '征地延期' }))
      .then([PlanAdopted({ ...data, baselineVersion: 2, steps: later, reason: '征地延期' }, '2026-02-01')])
  })

  it('is a baseline of its own when it changes alone, and none when it does not', () => {
    given(construction, [planned])
      .when(adopt({ investment: [march, april] }))
      .then([])
    given(construction, [planned])
      .when(adopt({ investment: [march] }))
      .thenRefused('rebaseline-reason-missing')
  })

  it('names no month twice', () => {
    given(construction)
      .when(adopt({ investment: [march, march] }))
      .thenRefused('plan-month-twice', { month: '2026-03' })
  })
})

describe('a project with a baseline', () => {
  it('adds a second one with a reason and keeps the first', () => {
    const { state } = given(construction, [first])
    given(construction, [first])
      .when(adopt({ steps: later, reason: '征地延期' }))
      .then([PlanAdopted({ ...first.data, baselineVersion: 2, steps: later, reason: '征地延期' }, '2026-02-01')])
    expect(state.baselines).toHaveLength(1)
  })

  it('refuses another plan without a reason, and names the version in force', () => {
    given(construction, [first])
      .when(adopt({ steps: later }))
      .thenRefused('rebaseline-reason-missing', { baselineVersion: 1 })
  })

  it('records nothing for the plan that is in force', () => {
    given(construction, [first])
      .when(adopt({ steps: steps.toReversed() }))
      .then([])
  })
})

describe('a plan of the past', () => {
  it('is recorded even without a reason and against the order', () => {
    const reversed = [
      { milestone: 'start' as const, plannedOn: '2026-05-01' },
      { milestone: 'design' as const, plannedOn: '2026-11-30' },
    ]
    given(construction, [first])
      .when(adopt({ steps: reversed }, told('2026-02-01', { fromHistory: true })))
      .then([PlanAdopted({ ...first.data, baselineVersion: 2, steps: reversed }, '2026-02-01')])
  })
})

describe('a forecast', () => {
  const forecast = (forecastOn: string, occasion = told('2026-05-01'), milestone: 'in-use' | 'start' = 'in-use') => {
    return (state: Construction) => reviseForecast(state, { milestone, forecastOn }, occasion)
  }
  const revised = (forecastOn: string, previousForecastOn: string | null, on: string) =>
    ForecastRevised({ projectId, milestone: 'in-use', forecastOn, previousForecastOn, reason: undefined }, on)
  const march = revised('2027-09-01', null, '2026-03-01')
  const may = revised('2027-12-01', '2027-09-01', '2026-05-01')

  it('says for the first time that nothing was expected before', () => {
    given(construction)
      .when(forecast('2027-09-01', told('2026-03-01')))
      .then([march])
  })

  it('records what it replaces', () => {
    given(construction, [march]).when(forecast('2027-12-01')).then([may])
  })

  it('that is told late records what it replaced on its day', () => {
    given(construction, [march, may])
      .when(forecast('2027-10-01', told('2026-04-01')))
      .then([revised('2027-10-01', '2027-09-01', '2026-04-01')])
  })

  it('of the same day records nothing', () => {
    given(construction, [march]).when(forecast('2027-09-01')).then([])
  })

  it('of a milestone that is reached is refused with the day it was reached', () => {
    given(construction, aSiteUnderConstruction())
      .when(forecast('2026-08-01', told('2026-05-01'), 'start'))
      .thenRefused('forecast-of-reached-milestone', { milestone: 'start', reachedOn: '2026-03-01' })
  })

  it('from before the milestone was reached may be told afterwards', () => {
    const outcome = given(construction, aSiteUnderConstruction()).when(
      forecast('2026-02-20', told('2026-01-10'), 'start'),
    )
    outcome.then([
      ForecastRevised(
        { projectId, milestone: 'start', forecastOn: '2026-02-20', previousForecastOn: null, reason: undefined },
        '2026-01-10',
      ),
    ])
  })

  it('made in the future is refused', () => {
    given(construction)
      .when(forecast('2028-01-01', told('2027-01-01')))
      .thenRefused('occurred-in-future')
  })
})
