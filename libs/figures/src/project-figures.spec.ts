import { type CourseFigureId, courseFigures, type CourseInputs, valueOfParts } from './project-figures.js'

/** A school of a million, planned over four months, 45 % built at the end of the second. */
const school: CourseInputs = {
  day: '2026-02-28',
  budgetFen: 1_000_000,
  physicalPercent: 45,
  certifiedFen: 500_000,
  plan: ['2026-01', '2026-02', '2026-03', '2026-04'].map((month) => ({ month, amountFen: 250_000 })),
  worksCompleteOn: null,
  completedOfYearFen: 400_000,
}

function figure(id: CourseFigureId, inputs: Partial<CourseInputs> = {}): number | null {
  const found = courseFigures.find((one) => one.id === id)!
  return valueOfParts(found.unit, found.of({ ...school, ...inputs }))
}

describe('the course of a project', () => {
  it('is behind in work and over its cost', () => {
    expect(figure('planned-value')).toBe(500_000)
    expect(figure('earned-value')).toBe(450_000)
    expect(figure('schedule-variance')).toBe(-50_000)
    expect(figure('cost-variance')).toBe(-50_000)
    expect(figure('schedule-performance')).toBe(0.9)
    expect(figure('cost-performance')).toBe(0.9)
    expect(figure('estimate-at-completion')).toBe(1_111_111)
  })

  it('has earned 1.8 of two months, and will take longer', () => {
    expect(figure('earned-schedule')).toBe(1.8)
    expect(figure('schedule-performance-time')).toBe(0.9)
    expect(figure('estimated-duration')).toBe(4.4444)
  })

  it('is compared with the months of the year that are over by the plan, in points and as a ratio', () => {
    expect(figure('time-progress')).toBe(50)
    expect(figure('time-difference')).toBe(-10)
    expect(figure('time-ratio')).toBe(0.8)
  })

  it('is unknown without the plan but where the plan says nothing; a year has twelve months then', () => {
    const unplanned = { plan: [] }
    expect(figure('planned-value', unplanned)).toBeNull()
    expect(figure('earned-schedule', unplanned)).toBeNull()
    expect(figure('time-difference', unplanned)).toBeNull()
    expect(figure('earned-value', unplanned)).toBe(450_000)
    expect(figure('time-progress', unplanned)).toBe(16.6667)
  })

  it('no longer takes time once the works are complete', () => {
    const complete = { physicalPercent: 100, worksCompleteOn: '2026-03-31', day: '2026-12-31' }
    expect(figure('schedule-performance-time', complete)).toBe(1.3333)
    expect(figure('estimated-duration', complete)).toBe(3)
  })

  it('has no performance in time before the plan begins', () => {
    expect(figure('schedule-performance-time', { day: '2025-12-31' })).toBeNull()
    expect(figure('estimated-duration', { day: '2025-12-31' })).toBeNull()
  })

  it.each(courseFigures.map(({ id }) => id))('says in both languages and with its source what %s is', (id) => {
    const { name, definition, source } = courseFigures.find((one) => one.id === id)!
    expect([name.zh, name.en, definition.zh, definition.en, source].every(Boolean)).toBe(true)
  })
})
