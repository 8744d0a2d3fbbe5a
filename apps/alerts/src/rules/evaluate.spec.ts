import {
  ForecastRevised,
  type NewEvent,
  PackageUnbundled,
  ProjectCancelled,
  WorkResumed,
  WorkStopped,
  WorkTakenOver,
} from '@zhuji/contracts'
import { planned, posted, PROJECT, reached, registered, reported, watchedAfter } from '../told-facts/told.features.js'
import { evaluate } from './evaluate.js'
import { nationalBaseline1 } from './national-baseline-1.js'

type Facts = readonly NewEvent[]

const judge = (facts: Facts, today: string) => evaluate(nationalBaseline1, watchedAfter(...facts), today)
const lampOf = (facts: Facts, today: string) => judge(facts, today).lights.map((light) => light.severity)[0] ?? 'none'

describe('a planned milestone', () => {
  const facts: Facts = [registered(), planned({ 'topping-out': '2026-11-30' })]

  it.each([
    ['2026-11-29', 'none'],
    ['2026-11-30', 'none'],
    ['2026-12-01', 'yellow'],
    ['2026-12-30', 'yellow'],
    ['2026-12-31', 'red'],
  ])('on %s shows %s', (today, lamp) => expect(lampOf(facts, today)).toBe(lamp))

  it('names pack, rule, target, cut-off, figures and the plan it comes from', () => {
    expect(judge(facts, '2026-12-08').lights).toEqual([
      {
        pack: 'national-baseline',
        packVersion: 1,
        rule: 'milestone-overdue',
        measure: 'milestone-overdue',
        subject: 'topping-out',
        severity: 'yellow',
        targetOn: '2026-11-30',
        cutOffOn: '2026-12-08',
        figures: { daysOverdue: 8, yellowAfterDays: 0, redAfterDays: 30 },
        because: ['0198b9a0-0000-7000-8000-000000000002'],
      },
    ])
  })

  it('is looked at again on the days on which its lamp changes', () => {
    expect(judge(facts, '2026-06-01').nextChangeOn).toBe('2026-12-01')
    expect(judge(facts, '2026-12-01').nextChangeOn).toBe('2026-12-31')
    expect(judge(facts, '2026-12-31').nextChangeOn).toBeNull()
  })

  it('goes dark once it is reached, or a farther step on the spine is', () => {
    expect(lampOf([...facts, reached('topping-out', '2026-12-20')], '2027-01-10')).toBe('none')
    expect(lampOf([...facts, reached('works-complete', '2026-12-20')], '2027-01-10')).toBe('none')
  })

  it('is judged by the latest baseline', () => {
    expect(lampOf([...facts, planned({ 'topping-out': '2027-01-31' }, PROJECT, 2)], '2027-01-31')).toBe('none')
  })

  it('is not judged for a cancelled project, nor before its registration is known', () => {
    const cancelled = ProjectCancelled({ projectId: PROJECT, reason: '学区调整' }, '2026-05-01')
    expect(judge([...facts, cancelled], '2027-01-10')).toEqual({ lights: [], unknown: [], nextChangeOn: null })
    expect(judge([facts[1]!], '2027-01-10').lights).toEqual([])
  })
})

describe('a school that came ready-built', () => {
  const steps = { start: '2026-03-01', 'works-complete': '2026-08-01', acceptance: '2026-09-01' } as const
  const takenOver = WorkTakenOver({ projectId: PROJECT, from: '某置业有限公司', evidence: [] }, '2026-02-01')

  it('is neither due to start nor overdue with its building, but with all that follows', () => {
    const facts = [registered({ plannedStartOn: '2026-03-01' }), planned(steps)]
    const subjects = (told: Facts) => judge(told, '2026-12-31').lights.map(({ subject }) => subject)
    expect(subjects(facts)).toEqual(expect.arrayContaining(['start', 'works-complete', 'acceptance']))
    expect(subjects([...facts, takenOver])).toEqual(['acceptance'])
  })
})

describe('a packaged project that was taken apart', () => {
  it('is no longer watched: what is due is due of its parts', () => {
    const facts = [registered({ plannedStartOn: '2026-03-01' }), planned({ start: '2026-03-01' })]
    const apart = { projectId: PROJECT, partIds: [PROJECT, PROJECT], reason: '分校区建设', left: { capacity: [] } }
    expect(judge(facts, '2026-12-31').lights).not.toEqual([])
    expect(judge([...facts, PackageUnbundled(apart, '2026-04-01')], '2026-12-31')).toEqual({
      lights: [],
      unknown: [],
      nextChangeOn: null,
    })
  })
})

describe('a settlement', () => {
  it('is not proved by the facility being in use', () => {
    const facts: Facts = [registered(), planned({ settlement: '2026-10-01' }), reached('in-use', '2026-09-01')]
    expect(lampOf(facts, '2026-10-02')).toBe('yellow')
  })
})

describe('a planned start', () => {
  const facts: Facts = [registered({ plannedStartOn: '2026-03-10' })]

  it.each([
    ['2026-03-31', 'none'],
    ['2026-04-01', 'yellow'],
    ['2026-05-31', 'yellow'],
    ['2026-06-01', 'red'],
  ])('on %s without a start shows %s', (today, lamp) => expect(lampOf(facts, today)).toBe(lamp))

  it('is that of the plan where there is one', () => {
    expect(lampOf([...facts, planned({ start: '2026-04-10' })], '2026-04-30')).toBe('none')
  })

  it('is kept by any step that cannot come before it', () => {
    expect(lampOf([...facts, reached('foundation', '2026-06-20')], '2026-07-01')).toBe('none')
  })
})

describe('a reporting rhythm of 30 days', () => {
  const facts: Facts = [registered({ reportEveryDays: 30 }), reached('start', '2026-03-01')]

  it.each([
    ['2026-03-31', 'none'],
    ['2026-04-03', 'none'],
    ['2026-04-04', 'yellow'],
    ['2026-04-30', 'yellow'],
    ['2026-05-01', 'red'],
  ])('on %s after a start on 1 March shows %s', (today, lamp) => expect(lampOf(facts, today)).toBe(lamp))

  it('begins anew with each report and with a resumption', () => {
    expect(lampOf([...facts, reported(10, '2026-03-20')], '2026-04-22')).toBe('none')
    expect(lampOf([...facts, reported(10, '2026-03-20')], '2026-04-23')).toBe('yellow')
    const stopped = WorkStopped({ projectId: PROJECT, halt: 'stopped', reason: '施工单位退场' }, '2026-03-25')
    const resumed = WorkResumed({ projectId: PROJECT }, '2026-08-01')
    expect(lampOf([...facts, stopped], '2026-07-01')).toBe('none')
    expect(lampOf([...facts, stopped, resumed], '2026-09-03')).toBe('none')
    expect(lampOf([...facts, stopped, resumed], '2026-09-04')).toBe('yellow')
  })

  it('ends when the works are complete', () => {
    expect(lampOf([...facts, reached('works-complete', '2026-04-01')], '2026-09-01')).toBe('none')
  })
})

describe('money paid', () => {
  const site: Facts = [registered({ approvedBudgetFen: 1_000_000_00 }), reported(20, '2026-03-01')]
  const paid = (fen: number): Facts => [...site, posted('disbursement', fen)]

  it.each([
    [500_000_00, 'none'],
    [500_000_01, 'yellow'],
    [650_000_00, 'yellow'],
    [650_000_01, 'red'],
  ])('of %d fen at 20 %% of a budget of 1,000,000.00 shows %s', (fen, lamp) => {
    expect(lampOf(paid(fen), '2026-03-02')).toBe(lamp)
  })

  it('counts less what was refunded or reversed', () => {
    expect(lampOf([...paid(700_000_00), posted('refund', 200_000_00)], '2026-03-02')).toBe('none')
    const reversal = posted('disbursement', 200_000_00, { entryId: PROJECT, entry: 'disbursement' })
    expect(lampOf([...paid(700_000_00), reversal], '2026-03-02')).toBe('none')
  })

  it('is measured by the contracts where no budget is known', () => {
    const facts: Facts = [
      registered(),
      reported(20, '2026-03-01'),
      posted('commitment', 100),
      posted('disbursement', 60),
    ]
    expect(judge(facts, '2026-03-02').lights[0]).toMatchObject({ severity: 'yellow', figures: { gapPoints: 40 } })
  })

  it('is unknown, not dark, while an input is missing', () => {
    const { lights, unknown } = judge([registered(), posted('disbursement', 60)], '2026-03-02')
    expect(lights).toEqual([])
    expect(unknown).toContainEqual({
      rule: 'funds-ahead-of-work',
      measure: 'funds-ahead-of-work',
      subject: 'project',
      missing: ['agreed', 'physical'],
    })
  })
})

describe('a need date', () => {
  const needed: Facts = [registered({ needOn: '2027-09-01' })]
  const forecast = (forecastOn: string) =>
    ForecastRevised({ projectId: PROJECT, milestone: 'in-use', forecastOn, previousForecastOn: null }, '2026-06-01')

  it.each([
    ['2027-09-01', 'none'],
    ['2027-09-02', 'yellow'],
    ['2027-10-31', 'yellow'],
    ['2027-11-01', 'red'],
  ])('with a forecast of %s shows %s', (day, lamp) =>
    expect(lampOf([...needed, forecast(day)], '2026-06-02')).toBe(lamp),
  )

  it('is compared with the plan where nobody has made a forecast, and is unknown without either', () => {
    expect(lampOf([...needed, planned({ 'in-use': '2027-10-01' })], '2026-06-02')).toBe('yellow')
    expect(judge(needed, '2026-06-02').unknown).toMatchObject([{ missing: ['forecast'] }])
  })

  it('is met once the facility is in use', () => {
    expect(lampOf([...needed, forecast('2027-12-01'), reached('in-use', '2027-08-20')], '2027-12-02')).toBe('none')
  })
})
