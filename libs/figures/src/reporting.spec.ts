import fc from 'fast-check'
import { addDays } from '@zhuji/kernel'
import { countsOf, isFilled, type ReportedSite, reportingOf } from './reporting.js'
import { dueAfterReport, type Rhythm, type RhythmSpan } from './rhythm.js'

const tenDays: Rhythm = { kind: 'ten-days', needsPhotos: false }
const every30: Rhythm = { kind: 'every', days: 30, needsPhotos: true }

const always = (rhythm: Rhythm): readonly RhythmSpan[] => [
  { rhythm, programmeId: 'p', version: 1, from: '2020-01-01', until: null },
]

const started: ReportedSite = { startedOn: '2026-03-01', endedOn: null, halts: [], reports: [] }
const report = (on: string, physicalPercent: number, hasPhotos = false) => {
  return { on, physicalPercent, completedInvestmentFen: 0, hasPhotos }
}
const told = (site: Partial<ReportedSite>, rhythm: Rhythm, asOf: string) =>
  reportingOf({ ...started, ...site }, always(rhythm), asOf).map(({ dueOn, status }) => `${dueOn} ${status}`)

describe('a site of which reports are due every 旬', () => {
  it('is silent where none was made, which is not the same as no progress', () => {
    const reports = [report('2026-03-09', 10), report('2026-03-28', 10)]
    expect(told({ reports }, tenDays, '2026-04-05')).toEqual([
      '2026-03-10 reported',
      '2026-03-20 silent',
      '2026-03-31 unchanged',
      '2026-04-10 open',
    ])
  })

  it('has made progress at the same percent where work was put in place', () => {
    const reports = [report('2026-03-09', 10), { ...report('2026-03-18', 10), completedInvestmentFen: 1 }]
    expect(told({ reports }, tenDays, '2026-03-20')).toEqual(['2026-03-10 reported', '2026-03-20 reported'])
  })

  it('is not late on the due day itself', () => {
    expect(told({}, tenDays, '2026-03-10')).toEqual(['2026-03-10 open'])
    expect(told({}, tenDays, '2026-03-11')).toEqual(['2026-03-10 silent', '2026-03-20 open'])
  })

  it('owes nothing while work is halted', () => {
    const halts = [
      { on: '2026-03-05', halted: true },
      { on: '2026-03-25', halted: false },
    ]
    expect(told({ halts }, tenDays, '2026-04-05')).toEqual([
      '2026-03-10 halted',
      '2026-03-20 halted',
      '2026-03-31 silent',
      '2026-04-10 open',
    ])
  })

  it('owes nothing before it has started, and nothing any more once it is complete', () => {
    expect(told({ startedOn: null }, tenDays, '2026-04-05')).toEqual([])
    expect(told({ endedOn: '2026-03-20' }, tenDays, '2026-04-05')).toEqual(['2026-03-10 silent'])
  })

  it('owes nothing for days on which nobody asked, and a report of those days is for none', () => {
    const [before] = always(tenDays)
    const spring = { ...before!, until: '2026-03-31' }
    const summer = { ...before!, version: 3, from: '2026-07-01' }
    const reports = [report('2026-03-09', 10), report('2026-03-18', 15), report('2026-05-20', 20)]
    const site = { ...started, reports }
    const periods = (asOf: string) =>
      reportingOf(site, [spring, summer], asOf).map(({ from, dueOn, status }) => `${from} ${dueOn} ${status}`)
    expect(periods('2026-06-01')).toEqual([
      '2026-03-02 2026-03-10 reported',
      '2026-03-11 2026-03-20 reported',
      '2026-03-21 2026-03-31 silent',
    ])
    expect(periods('2026-07-05').at(-1)).toBe('2026-07-01 2026-07-10 open')
  })

  it('is not asked where no rhythm is in force', () => {
    expect(reportingOf(started, [], '2026-04-05')).toEqual([])
  })
})

describe('a site of which a report with photographs is due every thirty days', () => {
  it('has not made it without one', () => {
    const reports = [report('2026-03-20', 10), report('2026-04-18', 20, true)]
    expect(told({ reports }, every30, '2026-05-01')).toEqual([
      '2026-03-31 without-photos',
      '2026-04-30 reported',
      '2026-05-18 open',
    ])
  })

  it('counts its days from the last one with photographs', () => {
    const reports = [report('2026-03-10', 10, true), report('2026-03-20', 20)]
    expect(told({ reports }, every30, '2026-04-01')).toEqual(['2026-03-31 reported', '2026-04-09 open'])
  })

  it('counts its days anew from the resumption of works', () => {
    const halts = [
      { on: '2026-03-10', halted: true },
      { on: '2026-03-25', halted: false },
    ]
    expect(told({ halts }, every30, '2026-04-01')).toEqual(['2026-04-24 open'])
  })
})

it('periods that were due are counted by what became of them, those of a halt are none', () => {
  const site = {
    ...started,
    halts: [
      { on: '2026-04-05', halted: true },
      { on: '2026-04-12', halted: false },
    ],
    reports: [report('2026-03-09', 10), report('2026-03-28', 10)],
  }
  const counts = { due: 4, reported: 1, unchanged: 1, withoutPhotos: 0, silent: 2 }
  expect(countsOf(reportingOf(site, always(tenDays), '2026-04-25'), '2026-04-25')).toEqual(counts)
})

it('the report that is waited for is the first of the last periods without one, for every rhythm and whatever was reported', () => {
  const rhythm = fc.oneof(
    fc.record({ kind: fc.constant('weekly' as const), weekday: fc.integer({ min: 1, max: 7 }) }),
    fc.constant({ kind: 'ten-days' as const }),
    fc.record({ kind: fc.constant('monthly' as const), byDay: fc.integer({ min: 1, max: 31 }) }),
    fc.record({ kind: fc.constant('every' as const), days: fc.integer({ min: 1, max: 60 }) }),
  )
  const day = fc.integer({ min: -5, max: 200 }).map((days) => addDays('2026-03-01', days))
  const reported = fc.array(fc.tuple(day, fc.boolean()), { maxLength: 6 })
  fc.assert(
    fc.property(rhythm, fc.tuple(day, fc.boolean()), reported, (asked, [from, needsPhotos], told) => {
      const spans = always({ ...asked, needsPhotos }).map((span) => ({ ...span, from }))
      const inOrder = told.toSorted(([one], [other]) => (one < other ? -1 : 1))
      const reports = inOrder.map(([on, hasPhotos], place) => report(on, place + 1, hasPhotos))
      const periods = reportingOf({ ...started, reports }, spans, '2026-10-31')
      const waiting = periods.slice(periods.findLastIndex(isFilled) + 1)
      const withPhotosOn = reports.findLast(({ hasPhotos }) => hasPhotos)?.on ?? null
      const due = dueAfterReport(spans, '2026-03-01', { on: reports.at(-1)?.on ?? null, withPhotosOn })
      if (waiting.length > 0) expect(due?.on).toBe(waiting[0]!.dueOn)
    }),
    { numRuns: 1000 },
  )
})
