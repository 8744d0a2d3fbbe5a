import {
  CustodyMoved,
  type Milestone,
  MilestoneCorrected,
  MilestoneReached,
  type NewEvent,
  ProgressCorrected,
  ProgressReported,
  ProjectCancelled,
  ProjectRegistered,
  ProjectReinstated,
  type RecordedEvent,
  WorkResumed,
  WorkStopped,
} from '@zhuji/contracts'
import { type KnownRhythm, reportingOfProject, rhythmsAt } from './project-reporting.js'
import { registerFact, siteFact } from './site-facts.js'

const projectId = '0198b9a0-0000-7000-8000-000000000001'
const other = '0198b9a0-0000-7000-8000-000000000002'
const photo = {
  fileId: other,
  name: '主体.jpg',
  contentType: 'image/jpeg',
  bytes: 1,
  sha256: 'a'.repeat(64),
}

const registered = (reportEveryDays?: number) =>
  ProjectRegistered({ ...ProjectRegistered.examples[0]!, projectId, reportEveryDays }, '2026-01-15')
const reached = (milestone: Milestone, on: string) => MilestoneReached({ projectId, milestone, evidence: [] }, on)
const reported = (physicalPercent: number, on: string, evidence: (typeof photo)[] = []) =>
  ProgressReported({ projectId, reportId: `report of ${on}`, physicalPercent, evidence }, on)

const monthly: KnownRhythm = {
  programmeId: other,
  name: '2026年教育补短板任务清单',
  version: 1,
  occurredOn: '2026-01-10',
  knownOn: '2026-01-10',
  period: { from: '2026-01-01', to: '2026-12-31' },
  rhythm: { kind: 'monthly', byDay: 31, needsPhotos: false },
  scopes: [{ facilityKinds: [], regions: ['3401'], projectIds: [] }],
}

/** Known on the day they happened, unless told otherwise. */
type TestFact = NewEvent | readonly [NewEvent, string]

function reportingOf(facts: readonly TestFact[], clocks: { asOf: string; knownOn?: string }, rhythms = [monthly]) {
  const events = facts.map((fact) => {
    const [event, knownOn] = 'type' in fact ? [fact, fact.occurredOn] : fact
    return { ...event, knownOn } as RecordedEvent
  })
  const record = {
    projectId,
    localCode: 'HF-1',
    name: '振兴路小学',
    facilityKind: 'primary-school',
    regionCodes: ['34', '3401', '340104'],
    register: events.flatMap((event) => registerFact(event) ?? []),
    site: events.flatMap((event) => siteFact(event) ?? []),
  }
  const cut = { asOf: clocks.asOf, knownOn: clocks.knownOn ?? clocks.asOf }
  const reporting = reportingOfProject(record, rhythmsAt(rhythms, cut), { ...cut, from: '2026-01-01' })
  return { ...reporting, periods: reporting.periods.map(({ dueOn, status }) => `${dueOn} ${status}`) }
}

const started = [registered(), reached('start', '2026-03-02')]

describe('a school whose programme wants a report every month', () => {
  it('is silent, has reported without progress, or with', () => {
    const facts = [...started, reported(5, '2026-03-20'), reported(5, '2026-05-10')]
    expect(reportingOf(facts, { asOf: '2026-06-15' })).toMatchObject({
      asked: [{ kind: 'monthly', programmeId: other, programmeName: '2026年教育补短板任务清单' }],
      periods: ['2026-03-31 reported', '2026-04-30 silent', '2026-05-31 unchanged', '2026-06-30 open'],
      counts: { due: 3, reported: 1, unchanged: 1, silent: 1, withoutPhotos: 0 },
      status: 'unchanged',
      dueOn: '2026-06-30',
      missed: 0,
      lastReportOn: '2026-05-10',
    })
  })

  it('waits for the first report that was missed', () => {
    const facts = [...started, reported(5, '2026-03-20')]
    expect(reportingOf(facts, { asOf: '2026-06-15' })).toMatchObject({
      status: 'silent',
      dueOn: '2026-04-30',
      missed: 2,
    })
  })

  it('was silent as known then of what was told late, and is not as known now', () => {
    const facts = [...started, [reported(5, '2026-03-20'), '2026-04-10'] as const]
    expect(reportingOf(facts, { asOf: '2026-04-05', knownOn: '2026-04-05' }).status).toBe('silent')
    expect(reportingOf(facts, { asOf: '2026-04-05', knownOn: '2026-04-10' }).status).toBe('reported')
  })

  it('owes nothing while halted, before its start, once complete or cancelled', () => {
    const stop = WorkStopped({ projectId, halt: 'stopped', reason: '停工' }, '2026-03-10')
    const resumption = WorkResumed({ projectId }, '2026-04-02')
    expect(reportingOf([...started, stop, resumption], { asOf: '2026-05-01' }).periods).toEqual([
      '2026-03-31 halted',
      '2026-04-30 silent',
      '2026-05-31 open',
    ])
    expect(reportingOf([registered()], { asOf: '2026-05-01' })).toMatchObject({ periods: [], isUnderWay: false })
    const complete = reached('works-complete', '2026-04-20')
    expect(reportingOf([...started, complete], { asOf: '2026-06-01' }).periods).toEqual(['2026-03-31 silent'])
    const cancelled = ProjectCancelled({ projectId, reason: '不再建设' }, '2026-04-20')
    expect(reportingOf([...started, cancelled], { asOf: '2026-06-01' }).periods).toEqual(['2026-03-31 silent'])
    const again = ProjectReinstated({ projectId, reason: '仍在实施' }, '2026-05-20')
    expect(reportingOf([...started, cancelled, again], { asOf: '2026-05-01' }).periods).toHaveLength(1)
    expect(reportingOf([...started, cancelled, again], { asOf: '2026-06-01' }).periods).toHaveLength(4)
  })

  it('is not asked any more once its start turns out to be none', () => {
    const correction = {
      projectId,
      milestone: 'start',
      previousOn: '2026-03-02',
      reachedOn: null,
      reason: '未开工',
    } as const
    expect(
      reportingOf([...started, MilestoneCorrected(correction, '2026-04-10')], { asOf: '2026-05-01' }).periods,
    ).toEqual([])
  })

  it('has made progress again where a report is corrected', () => {
    const correction = {
      projectId,
      reportId: 'report of 2026-04-20',
      previousPercent: 5,
      physicalPercent: 7,
      reason: '漏报',
    }
    const facts = [
      ...started,
      reported(5, '2026-03-20'),
      reported(5, '2026-04-20'),
      CustodyMoved(CustodyMoved.examples[0]!, '2026-04-21'),
    ]
    expect(reportingOf(facts, { asOf: '2026-05-01' }).status).toBe('unchanged')
    const corrected = reportingOf([...facts, ProgressCorrected(correction, '2026-04-25')], { asOf: '2026-05-01' })
    expect(corrected).toMatchObject({ status: 'reported', physicalPercent: 7 })
  })
})

describe('who asks for reports', () => {
  const photos: KnownRhythm = {
    ...monthly,
    programmeId: projectId,
    name: '市级重点项目',
    rhythm: { kind: 'every', days: 30, needsPhotos: true },
  }

  it('is each of two programmes in its own rhythm; one report may fill a period of both', () => {
    const facts = [...started, reported(5, '2026-03-20'), reported(8, '2026-04-18', [photo])]
    const { asked, periods } = reportingOf(facts, { asOf: '2026-05-02' }, [monthly, photos])
    expect(asked).toMatchObject([
      { kind: 'monthly', programmeId: other },
      { kind: 'every', needsPhotos: true, programmeName: '市级重点项目' },
    ])
    expect(periods).toEqual([
      '2026-03-31 reported',
      '2026-04-01 without-photos',
      '2026-04-30 reported',
      '2026-05-01 reported',
      '2026-05-18 open',
      '2026-05-31 open',
    ])
  })

  it('still waits where its photographs are missing, though the other one has its report', () => {
    const facts = [...started, reported(5, '2026-03-20'), reported(8, '2026-04-18')]
    expect(reportingOf(facts, { asOf: '2026-05-15' }, [monthly, photos])).toMatchObject({
      dueOn: '2026-04-01',
      dueFor: { kind: 'every', programmeName: '市级重点项目', needsPhotos: true },
      status: 'without-photos',
      missed: 2,
      counts: { due: 4, reported: 2, withoutPhotos: 2, silent: 0 },
    })
  })

  it('is the register where no programme does', () => {
    const facts = [registered(30), reached('start', '2026-03-02')]
    expect(reportingOf(facts, { asOf: '2026-04-05' }, [])).toMatchObject({
      asked: [{ kind: 'every', days: 30, programmeId: null }],
      dueFor: { kind: 'every', days: 30, programmeId: null },
      periods: ['2026-04-01 silent', '2026-05-01 open'],
    })
  })

  it('may be nobody, which is told apart from silence', () => {
    expect(reportingOf(started, { asOf: '2026-04-05' }, [])).toMatchObject({
      asked: [],
      dueFor: null,
      periods: [],
      isUnderWay: true,
    })
  })

  it('is a programme only from the day on which it was known', () => {
    const late = { ...monthly, knownOn: '2026-05-05' }
    expect(reportingOf(started, { asOf: '2026-05-01', knownOn: '2026-05-01' }, [late]).periods).toEqual([])
    expect(reportingOf(started, { asOf: '2026-05-01', knownOn: '2026-05-05' }, [late]).periods).toHaveLength(3)
  })
})
