import type { FacilityKind, Milestone } from '@zhuji/contracts'
import { given } from '@zhuji/testing'
import { constructionDecider as construction } from '../construction/construction.js'
import { told } from '../construction/fixtures.features.js'
import { inOrder } from './backward-plan.js'
import { adoptPlan, stepsFromTemplate } from './plan.js'
import { leftOut, planTemplateIds, templateOf } from './plan-templates.js'

describe('a plan from a template', () => {
  const period = { startOn: '2026-03-01', needOn: '2027-09-01' }

  it('begins construction on the planned start and is in use on the need date', () => {
    const planned = new Map(
      stepsFromTemplate(templateOf('primary-school').steps, period).map((s) => [s.milestone, s.plannedOn]),
    )
    expect(planned.get('start')).toBe('2026-03-01')
    expect(planned.get('in-use')).toBe('2027-09-01')
    expect(planned.get('topping-out')).toBe('2026-12-01')
    expect(planned.get('permit')! < '2026-03-01').toBe(true)
    expect(planned.has('admission-notice')).toBe(true)
    expect(planned.get('opened')).toBe('2027-09-01')
    expect(planned.get('in-statistics')).toBe('2026-04-03')
  })

  it.each(planTemplateIds)('%s keeps the order of the spine, however short the time', (id) => {
    for (const needOn of ['2026-03-02', '2026-04-01', '2029-01-01']) {
      const fromTemplate = stepsFromTemplate(templateOf(id).steps, { startOn: '2026-03-01', needOn })
      const request = { template: id, steps: fromTemplate }
      expect(adoptPlan(construction.initial(), request, told('2026-02-01'))).toHaveLength(1)
    }
  })

  it('ends in what facilities of the kind need, and in nothing else', () => {
    const milestonesOf = (id: FacilityKind) => templateOf(id).steps.map((step) => step.milestone)
    expect(milestonesOf('general-hospital')).toContain('practice-licence')
    expect(milestonesOf('natatorium')).toContain('water-quality')
    expect(milestonesOf('stadium')).toContain('turf')
    expect(milestonesOf('stadium')).not.toContain('water-quality')
    expect(milestonesOf('fitness-trail')).not.toContain('topping-out')
    expect(milestonesOf('teacher-housing')).not.toContain('admission-notice')
  })

  it('opens to the public where there is one, and enters the statistics where it is not too small', () => {
    const milestonesOf = (id: FacilityKind) => templateOf(id).steps.map((step) => step.milestone)
    for (const id of ['primary-school', 'general-hospital', 'natatorium', 'fitness-trail', 'museum'] as const) {
      expect(milestonesOf(id)).toContain('opened')
    }
    expect(milestonesOf('teacher-housing')).not.toContain('opened')
    expect(milestonesOf('disease-control-centre')).not.toContain('opened')
    expect(milestonesOf('general-hospital')).toContain('in-statistics')
    expect(milestonesOf('community-fitness-path')).not.toContain('in-statistics')
  })

  it.each(planTemplateIds)('%s names only steps of its own as what comes before', (id) => {
    const { steps } = templateOf(id)
    expect(inOrder(steps)).toHaveLength(steps.length)
    expect(steps.filter(({ after }) => after.length === 0).map(({ milestone }) => milestone)).toEqual(['proposal'])
  })

  it('leads on from what stands before a step that is left out', () => {
    const after = (absent: Milestone[]) =>
      leftOut(templateOf('primary-school').steps, absent).find(({ milestone }) => milestone === 'fitting-out')!.after
    expect(after([])).toEqual(['topping-out'])
    expect(after(['topping-out'])).toEqual(['structure'])
    expect(after(['topping-out', 'structure'])).toEqual(['foundation'])
  })

  it('is refused while a date is unknown, or without time between them', () => {
    const derive = (dates: { startOn: string | null; needOn: string | null }) => () =>
      stepsFromTemplate(templateOf('primary-school').steps, dates) && []
    given(construction)
      .when(derive({ startOn: null, needOn: '2027-09-01' }))
      .thenRefused('plan-dates-missing', { plannedStartOn: null })
    given(construction)
      .when(derive({ startOn: '2026-03-01', needOn: null }))
      .thenRefused('plan-dates-missing', { needOn: null })
    given(construction)
      .when(derive({ startOn: '2026-03-01', needOn: '2026-03-01' }))
      .thenRefused('plan-without-time')
  })
})
