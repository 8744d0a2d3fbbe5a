import { askersOf, dueAfterReport, firstOf, nextDue, type Rhythm, type RhythmSpan, rhythmsOf } from './rhythm.js'

const SCHOOL = '0198b9a0-0000-7000-8000-000000000001'
const weekly: Rhythm = { kind: 'weekly', weekday: 5, needsPhotos: false }
const tenDays: Rhythm = { kind: 'ten-days', needsPhotos: false }
const monthly: Rhythm = { kind: 'monthly', byDay: 31, needsPhotos: false }
const every30: Rhythm = { kind: 'every', days: 30, needsPhotos: true }

const always = (rhythm: Rhythm, programmeId: string | null = 'p'): RhythmSpan => {
  return { rhythm, programmeId, version: 1, from: '2020-01-01', until: null }
}

const dueDays = (rhythm: Rhythm, from: string, count: number): readonly string[] => {
  const days: string[] = []
  for (let after = from; days.length < count; after = days.at(-1)!) {
    days.push(nextDue([always(rhythm)], after, after)!.on)
  }
  return days
}

describe('a report is due', () => {
  it('every week on its day: the Fridays of March 2026', () => {
    expect(dueDays(weekly, '2026-03-01', 4)).toEqual(['2026-03-06', '2026-03-13', '2026-03-20', '2026-03-27'])
  })

  it('every 旬 on the 10th, the 20th and the last day of the month', () => {
    expect(dueDays(tenDays, '2026-02-01', 4)).toEqual(['2026-02-10', '2026-02-20', '2026-02-28', '2026-03-10'])
  })

  it('every month by a day, or by the last one where the month is shorter', () => {
    expect(dueDays(monthly, '2026-01-15', 4)).toEqual(['2026-01-31', '2026-02-28', '2026-03-31', '2026-04-30'])
    expect(dueDays({ ...monthly, byDay: 5 }, '2026-12-05', 1)).toEqual(['2027-01-05'])
  })

  it('every thirty days, counted from the report before', () => {
    expect(nextDue([always(every30)], '2026-03-01', '2026-03-01')?.on).toBe('2026-03-31')
  })

  it('every thirty days from the day on which that was first asked for, not at once', () => {
    const asked = { ...always(every30), from: '2026-06-01' }
    expect(nextDue([asked], '2026-03-01', '2026-03-01')?.on).toBe('2026-06-30')
  })

  it('on no day outside the span of its rhythm', () => {
    const spring = { ...always(weekly), from: '2026-03-09', until: '2026-03-15' }
    expect(nextDue([spring], '2026-01-01', '2026-01-01')?.on).toBe('2026-03-13')
    expect(nextDue([spring], '2026-03-13', '2026-03-13')).toBeUndefined()
  })
})

describe('the report that nobody has made yet', () => {
  const last = (on: string | null, withPhotosOn = on) => ({ on, withPhotosOn })
  const due = (rhythm: Rhythm, lastReportOn: string | null) =>
    dueAfterReport([always(rhythm)], '2026-03-02', last(lastReportOn))?.on

  it('is the first one after the start of works', () => {
    expect([due(weekly, null), due(every30, null)]).toEqual(['2026-03-06', '2026-04-01'])
  })

  it('is one period later once a report was made, be it early or on the day', () => {
    expect([due(weekly, '2026-03-04'), due(weekly, '2026-03-06')]).toEqual(['2026-03-13', '2026-03-13'])
    expect(due(tenDays, '2026-03-11')).toBe('2026-03-31')
  })

  it('is thirty days after the last report, whenever that was made', () => {
    expect(due(every30, '2026-03-20')).toBe('2026-04-19')
  })

  it('is counted anew from a resumption after the last report', () => {
    expect(dueAfterReport([always(every30)], '2026-06-01', last('2026-03-20'))?.on).toBe('2026-07-01')
  })

  it('is still waited for after one without photographs, where those are asked for', () => {
    const asked = [always({ ...monthly, needsPhotos: true })]
    expect(dueAfterReport(asked, '2026-03-02', last('2026-04-10', null))?.on).toBe('2026-03-31')
    expect(dueAfterReport(asked, '2026-03-02', last('2026-04-10', '2026-03-20'))?.on).toBe('2026-04-30')
  })

  it('needs photographs from the version on that asks for them', () => {
    const first = { ...always(monthly), until: '2026-05-31' }
    const second = { ...always({ ...monthly, needsPhotos: true }), version: 2, from: '2026-06-01' }
    expect(dueAfterReport([first, second], '2026-03-02', last('2026-05-20', null))?.on).toBe('2026-06-30')
    expect(dueAfterReport([first, second], '2026-03-02', last('2026-04-20', null))?.on).toBe('2026-05-31')
  })
})

describe('of several programmes of a project', () => {
  const daily: Rhythm = { kind: 'every', days: 1, needsPhotos: false }

  it('each asks for reports in its own rhythm, through all of its versions', () => {
    const second = { ...always(tenDays, 'a'), version: 2, from: '2026-07-01' }
    const first = { ...always(monthly, 'a'), until: '2026-06-30' }
    expect(askersOf([second, first, always(weekly, 'b')])).toEqual([[first, second], [always(weekly, 'b')]])
  })

  it('each counts before what the register asks for by itself', () => {
    expect(askersOf([always(daily, null), always(monthly, 'a')])).toEqual([[always(monthly, 'a')]])
    expect(askersOf([always(daily, null)])).toEqual([[always(daily, null)]])
  })

  it('leave the days to the register on which none of them asks', () => {
    const spring = { ...always(monthly, 'a'), from: '2026-03-01', until: '2026-05-31' }
    const summer = { ...always(weekly, 'b'), from: '2026-05-01', until: '2026-08-31' }
    expect(askersOf([always(daily, null), spring, summer]).at(-1)).toEqual([
      { ...always(daily, null), until: '2026-02-28' },
      { ...always(daily, null), from: '2026-09-01' },
    ])
  })

  it('a slower one may be due first: no rhythm stands for the others', () => {
    const last = { on: '2026-02-28', withPhotosOn: null }
    const due = (rhythm: Rhythm) => dueAfterReport([always(rhythm)], '2026-01-01', last)
    const ten: Rhythm = { kind: 'every', days: 10, needsPhotos: false }
    expect(firstOf([due(weekly), due(ten)])).toMatchObject({ on: '2026-03-10', span: { rhythm: ten } })
    expect(firstOf([due(weekly)])?.on).toBe('2026-03-13')
  })
})

describe('the rhythm of a programme', () => {
  const subject = { projectId: SCHOOL, facilityKind: 'primary-school', regionCodes: ['34', '3401', '340104'] }
  const version = {
    programmeId: 'p',
    name: '2026年教育补短板任务清单',
    version: 1,
    occurredOn: '2026-01-10',
    period: { from: '2026-01-01', to: '2026-12-31' },
    rhythm: monthly,
    scopes: [{ facilityKinds: ['primary-school'], regions: ['3401'], projectIds: [] as string[] }],
  }

  it('is in force from the day of the version to the end of the period', () => {
    expect(rhythmsOf(subject, [version])).toEqual([
      { rhythm: monthly, programmeId: 'p', version: 1, from: '2026-01-10', until: '2026-12-31' },
    ])
  })

  it('is replaced by that of the next version, also where it has none', () => {
    const second = { ...version, version: 2, occurredOn: '2026-07-01', rhythm: weekly }
    expect(rhythmsOf(subject, [version, second])).toMatchObject([
      { rhythm: monthly, until: '2026-06-30' },
      { rhythm: weekly, version: 2, from: '2026-07-01', until: '2026-12-31' },
    ])
    expect(rhythmsOf(subject, [version, { ...second, rhythm: undefined }])).toHaveLength(1)
  })

  it('is that of one version on every day, also where a later one was dated back', () => {
    const second = { ...version, version: 2, occurredOn: '2026-07-01', rhythm: weekly }
    const third = { ...version, version: 3, occurredOn: '2026-05-01', rhythm: tenDays }
    expect(rhythmsOf(subject, [version, second, third])).toMatchObject([
      { version: 1, until: '2026-04-30' },
      { version: 3, from: '2026-05-01', until: '2026-12-31' },
    ])
  })

  it('binds the projects of its kinds and regions, or those it names, and no others', () => {
    const ofScope = (scope: Partial<(typeof version.scopes)[0]>) =>
      rhythmsOf(subject, [{ ...version, scopes: [{ ...version.scopes[0]!, ...scope }] }]).length
    expect(ofScope({ regions: ['3402'] })).toBe(0)
    expect(ofScope({ facilityKinds: ['stadium'] })).toBe(0)
    expect(ofScope({ facilityKinds: [], regions: [] })).toBe(1)
    expect(ofScope({ facilityKinds: ['stadium'], projectIds: [SCHOOL] })).toBe(1)
    expect(ofScope({ projectIds: ['another'] })).toBe(0)
  })
})
