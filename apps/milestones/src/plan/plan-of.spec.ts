import type { DataOf, Milestone, PlanAdopted } from '@zhuji/contracts'
import { given } from '@zhuji/testing'
import { publishedCalendar } from '../calendar/chinese-days.adapter.js'
import { type Construction, constructionDecider as construction } from '../construction/construction.js'
import { logged, reached, told } from '../construction/fixtures.features.js'
import { adoptPlan } from './plan.js'
import { type AskedPlan, planOf } from './plan-of.js'

const project = { facilityKind: 'primary-school', plannedStartOn: '2026-03-01', needOn: '2027-09-01' } as const
const calendar = publishedCalendar()
const beforeStart: Milestone[] = [
  'proposal',
  'feasibility',
  'design',
  'funds-secured',
  'tendering',
  'contracting',
  'permit',
]

const aboutOf = (state: Construction, needOn: string | null = project.needOn, occasion = told('2026-01-20')) => {
  return { project: { ...project, needOn }, construction: state, occasion, calendar }
}
const adopt = (asked: AskedPlan, occasion = told('2026-01-20')) => {
  return (state: Construction) => adoptPlan(state, planOf(asked, aboutOf(state, project.needOn, occasion)), occasion)
}
const adopted = (asked: AskedPlan, facts = given(construction).state, occasion = told('2026-01-20')) =>
  adopt(asked, occasion)(facts)[0]!.data as DataOf<typeof PlanAdopted>

describe('a plan adopted back from the need date', () => {
  it('is a baseline on the latest days, with all they were derived from', () => {
    const { template, steps, derivation } = adopted({ durations: [], leaveOut: beforeStart })
    expect(template).toBe('primary-school')
    expect(steps.slice(-2)).toEqual([
      { milestone: 'in-use', plannedOn: '2027-09-01' },
      { milestone: 'opened', plannedOn: '2027-09-01' },
    ])
    expect(derivation).toMatchObject({ needOn: '2027-09-01', from: '2026-01-20', provisionalYears: ['2027'] })
    expect(derivation!.steps.find(({ milestone }) => milestone === 'topping-out')).toEqual({
      milestone: 'topping-out',
      workingDays: 30,
      after: ['structure'],
      latestStartOn: steps.find(({ milestone }) => milestone === 'structure')!.plannedOn,
      floatDays: derivation!.steps[0]!.floatDays,
      critical: true,
    })
  })

  it('is refused when steps should have started already, each with its day', () => {
    given(construction)
      .when(adopt({ durations: [], needOn: '2026-12-01', leaveOut: beforeStart }))
      .thenRefused('plan-need-date-too-early', {
        needOn: '2026-12-01',
        from: '2026-01-20',
        lateMilestones: expect.stringMatching(
          /^start 2025-07-\d\d, in-statistics [\d-]+, foundation 2025-07-\d\d, /,
        ) as string,
        shortByDays: 127,
        earliestNeedOn: '2027-05-27',
      })
  })

  it('is recorded all the same when it is history', () => {
    const late = { durations: [], needOn: '2026-12-01' }
    expect(adopt(late, told('2026-01-20', { fromHistory: true }))(given(construction).state)).toHaveLength(1)
  })

  it('plans what is left to do: neither what was reached nor what that implies', () => {
    const { state } = given(construction, logged(reached('start', '2026-01-10'), reached('kitchen', '2026-01-12')))
    const planned = adopted({ durations: [] }, state).steps.map(({ milestone }) => milestone)
    expect(planned).toContain('foundation')
    expect(planned.filter((milestone) => ['permit', 'start', 'kitchen'].includes(milestone))).toEqual([])
  })

  it('may leave a step out, give another its own days, and hang one where the template has none', () => {
    const durations = [
      { milestone: 'outdoor-works' as const, workingDays: 7 },
      { milestone: 'stand-seats' as const, workingDays: 12, after: ['topping-out' as const] },
    ]
    const { derivation } = adopted({ durations, leaveOut: [...beforeStart, 'kitchen'] })
    const named = new Map(derivation!.steps.map((step) => [step.milestone, step]))
    expect(named.has('kitchen')).toBe(false)
    expect(named.get('outdoor-works')?.workingDays).toBe(7)
    expect(named.get('stand-seats')).toMatchObject({ workingDays: 12, after: ['topping-out'] })
  })

  it('is refused without a need date, with nothing left, with a step named twice, and beside days given one by one', () => {
    const twice = { milestone: 'kitchen' as const, workingDays: 1 }
    given(construction)
      .when((state) => adoptPlan(state, planOf({ durations: [] }, aboutOf(state, null)), told('2026-01-20')))
      .thenRefused('plan-need-date-missing')
    given(construction, logged(reached('in-use', '2026-01-10')))
      .when(
        adopt({
          durations: [],
          leaveOut: [
            'kitchen',
            'sports-field-test',
            'indoor-air-test',
            'furnishing',
            'admission-notice',
            'opened',
            'in-statistics',
          ],
        }),
      )
      .thenRefused('plan-without-steps')
    given(construction)
      .when(adopt({ durations: [twice, twice] }))
      .thenRefused('plan-milestone-twice')
    given(construction)
      .when(adopt({ durations: [], steps: [{ milestone: 'start', plannedOn: '2026-03-01' }] }))
      .thenRefused('plan-given-twice')
  })
})

it('a plan in proportion of time leaves out the same steps', () => {
  const { steps, derivation } = adopted({ leaveOut: ['kitchen'] })
  expect(derivation).toBeUndefined()
  expect(steps.map(({ milestone }) => milestone)).not.toContain('kitchen')
})
