import type { Milestone } from '@zhuji/contracts'
import fc from 'fast-check'
import { publishedCalendar } from '../calendar/chinese-days.adapter.js'
import { addWorkingDays, arranged, workingDaysBetween } from '../calendar/working-days.js'
import { type BackwardPlan, backwardPlan } from './backward-plan.js'
import { templateOf, type TimedStep } from './plan-templates.js'

const calendar = publishedCalendar()
const school = templateOf('primary-school').steps
const need = { needOn: '2026-09-01', from: '2023-01-03' }
const permitOf = (workingDays: number): TimedStep[] =>
  school.map((step) => (step.milestone === 'permit' ? { ...step, workingDays } : step))
const stepOf = ({ steps }: BackwardPlan, milestone: Milestone) => steps.find((step) => step.milestone === milestone)!
const step = (milestone: Milestone, workingDays: number, ...after: Milestone[]) => ({ milestone, workingDays, after })

describe('a plan back from the need date', () => {
  it('counts five working days before 9 October 2025 to 25 September, over the holiday and the Sunday worked for it', () => {
    const plan = backwardPlan({ steps: [step('in-use', 5)], needOn: '2025-10-09', from: '2025-01-02' }, calendar)
    expect(plan.steps[0]).toMatchObject({ latestFinishOn: '2025-10-09', latestStartOn: '2025-09-25' })
  })

  it('ends on the need date, and every step is finished when the next one starts', () => {
    const plan = backwardPlan({ steps: school, ...need }, calendar)
    expect(stepOf(plan, 'in-use').latestFinishOn).toBe('2026-09-01')
    expect(stepOf(plan, 'permit').latestFinishOn).toBe(stepOf(plan, 'start').latestStartOn)
    expect(stepOf(plan, 'permit').latestStartOn).toBe(
      addWorkingDays(calendar, stepOf(plan, 'start').latestStartOn, -30),
    )
  })

  it('moves every step before the permit by 20 working days when it takes 30 instead of 50, and none behind it', () => {
    const long = backwardPlan({ steps: permitOf(50), ...need }, calendar)
    const short = backwardPlan({ steps: permitOf(30), ...need }, calendar)
    const moved = school.flatMap(({ milestone }) => {
      const days = workingDaysBetween(
        calendar,
        stepOf(long, milestone).latestFinishOn,
        stepOf(short, milestone).latestFinishOn,
      )
      return days === 0 ? [] : [[milestone, days] as const]
    })
    const before = ['proposal', 'feasibility', 'design', 'funds-secured', 'tendering', 'contracting']
    expect(Object.fromEntries(moved)).toEqual(Object.fromEntries(before.map((milestone) => [milestone, 20])))
  })

  it('gives float to the shorter of two ways, and none less to the longer one', () => {
    const steps = [
      step('works-complete', 10),
      step('furnishing', 25, 'works-complete'),
      step('indoor-air-test', 15, 'works-complete'),
      step('in-use', 5, 'furnishing', 'indoor-air-test'),
    ]
    const from = addWorkingDays(calendar, '2026-09-01', -42)
    const plan = backwardPlan({ steps, needOn: '2026-09-01', from }, calendar)
    const told = plan.steps.map(({ milestone, floatDays, critical }) => [milestone, floatDays, critical])
    expect(told).toEqual([
      ['works-complete', 2, true],
      ['furnishing', 2, true],
      ['indoor-air-test', 12, false],
      ['in-use', 2, true],
    ])
    expect(plan).toMatchObject({ late: [], shortByDays: 0 })
  })

  it('whose need date is too early names the steps that should have started, and the first day that can be met', () => {
    const from = addWorkingDays(calendar, '2026-09-01', -12)
    const steps = [step('acceptance', 10), step('handover', 5, 'acceptance'), step('practice-licence', 3)]
    const plan = backwardPlan({ steps, needOn: '2026-09-01', from }, calendar)
    expect(plan.late.map(({ milestone, floatDays }) => [milestone, floatDays])).toEqual([['acceptance', -3]])
    expect(plan).toMatchObject({ shortByDays: 3, earliestNeedOn: addWorkingDays(calendar, '2026-09-01', 3) })
  })

  it('that is needed on a Sunday is ready on the Friday before', () => {
    const plan = backwardPlan({ steps: [step('in-use', 1)], needOn: '2026-08-30', from: '2026-08-27' }, calendar)
    expect(plan.steps[0]).toMatchObject({ latestStartOn: '2026-08-27', floatDays: 0 })
  })

  it('puts the day of opening on the need date, and lets an office move in before it', () => {
    const usual = backwardPlan({ steps: school, ...need }, calendar)
    expect(stepOf(usual, 'opened').latestFinishOn).toBe('2026-09-01')
    expect(stepOf(usual, 'in-use').latestFinishOn).toBe('2026-09-01')
    const movedIn = school.map((one) => (one.milestone === 'opened' ? { ...one, workingDays: 10 } : one))
    const early = backwardPlan({ steps: movedIn, ...need }, calendar)
    expect(stepOf(early, 'opened').latestFinishOn).toBe('2026-09-01')
    expect(stepOf(early, 'in-use').latestFinishOn).toBe(addWorkingDays(calendar, '2026-09-01', -10))
  })

  it('lets the entry in statistics follow the start within its own days, and hold nothing up', () => {
    const plan = backwardPlan({ steps: school, ...need }, calendar)
    const started = stepOf(plan, 'start').latestFinishOn
    expect(stepOf(plan, 'in-statistics')).toMatchObject({
      latestStartOn: started,
      latestFinishOn: addWorkingDays(calendar, started, 20),
      floatDays: stepOf(plan, 'start').floatDays,
      critical: false,
    })
    const long = school.map((one) => (one.milestone === 'in-statistics' ? { ...one, workingDays: 200 } : one))
    const others = ({ steps }: BackwardPlan) => steps.filter(({ milestone }) => milestone !== 'in-statistics')
    expect(others(backwardPlan({ steps: long, ...need }, calendar))).toEqual(others(plan))
  })

  it('counts the entry in statistics from the day it is reckoned on once the works have started', () => {
    const steps = [step('in-statistics', 20), step('in-use', 5)]
    const plan = backwardPlan({ steps, needOn: '2026-09-01', from: '2026-03-02' }, calendar)
    expect(stepOf(plan, 'in-statistics')).toMatchObject({
      latestFinishOn: addWorkingDays(calendar, '2026-03-02', 20),
      floatDays: 0,
      critical: false,
    })
    expect(plan).toMatchObject({ shortByDays: 0, earliestNeedOn: addWorkingDays(calendar, '2026-03-02', 5) })
    expect(stepOf(plan, 'in-use').critical).toBe(true)
  })

  it('names the years whose holidays are not known, until they are set', () => {
    const plan = () => ({ steps: school, needOn: '2027-09-01', from: '2024-01-02' })
    expect(backwardPlan(plan(), calendar).provisionalYears).toEqual(['2027'])
    const set = arranged(calendar, [{ year: '2027', days: [{ on: '2027-02-08', working: false }] }])
    expect(backwardPlan(plan(), set).provisionalYears).toEqual([])
    expect(
      stepOf(backwardPlan(plan(), set), 'proposal').latestFinishOn <
        stepOf(backwardPlan(plan(), calendar), 'proposal').latestFinishOn,
    ).toBe(true)
  })
})

describe('an order that cannot be kept is refused', () => {
  it('where steps wait for each other, and names those alone', () => {
    const steps = [
      step('design', 5),
      step('tendering', 5, 'design', 'permit'),
      step('permit', 5, 'contracting'),
      step('contracting', 5, 'tendering'),
      step('start', 5, 'permit'),
    ]
    expect(() => backwardPlan({ steps, ...need }, calendar)).toThrow(
      expect.objectContaining({
        slug: 'plan-in-a-ring',
        figures: { milestones: 'tendering, permit, contracting' },
      }) as Error,
    )
  })

  it('where a step follows one that is not planned', () => {
    expect(() => backwardPlan({ steps: [step('start', 5, 'permit')], ...need }, calendar)).toThrow(
      expect.objectContaining({
        slug: 'plan-predecessor-unplanned',
        figures: { milestone: 'start', earlierMilestone: 'permit' },
      }) as Error,
    )
  })
})

it('whatever waits for what: nothing starts before what it follows is finished, and float is late exactly when negative', () => {
  const milestones = school.map(({ milestone }) => milestone).filter((milestone) => milestone !== 'in-statistics')
  const steps = fc.array(fc.tuple(fc.nat({ max: 40 }), fc.array(fc.nat({ max: 30 }), { maxLength: 3 })), {
    minLength: 1,
    maxLength: 12,
  })
  const day = fc
    .integer({ min: 0, max: 900 })
    .map((days) => new Date(Date.UTC(2024, 0, 1 + days)).toISOString().slice(0, 10))
  fc.assert(
    fc.property(steps, day, day, (shape, needOn, from) => {
      const planned = shape.map(([workingDays, after], index) => ({
        milestone: milestones[index]!,
        workingDays,
        after: [...new Set(index === 0 ? [] : after.map((place) => milestones[place % index]!))],
      }))
      const plan = backwardPlan({ steps: planned, needOn, from }, calendar)
      for (const one of plan.steps) {
        for (const other of one.after) expect(stepOf(plan, other).latestFinishOn <= one.latestStartOn).toBe(true)
        expect(one.latestFinishOn <= needOn).toBe(true)
      }
      expect(plan.steps.some(({ critical }) => critical)).toBe(true)
      expect(plan.late.length > 0).toBe(plan.shortByDays > 0)
    }),
  )
})
