import { type NewEvent, WorkStopped } from '@zhuji/contracts'
import type { Rhythm } from '@zhuji/figures'
import { PROJECT, reached, registered, reported, reportedWithPhoto, watchedAfter } from '../told-facts/told.features.js'
import { type KnownRhythm, withRhythms } from '../watch/known-rhythms.js'
import { evaluate } from './evaluate.js'
import { nationalBaseline1 } from './national-baseline-1.js'

const asking = (rhythm: Rhythm, more: Partial<KnownRhythm> = {}): KnownRhythm => ({
  programmeId: 'schools',
  name: '2026年教育补短板任务清单',
  version: 1,
  occurredOn: '2026-01-01',
  period: { from: '2026-01-01', to: '2026-12-31' },
  rhythm,
  scopes: [{ facilityKinds: [], regions: ['3401'], projectIds: [] }],
  because: 'event of the programme',
  ...more,
})
const fridays = asking({ kind: 'weekly', weekday: 5, needsPhotos: false })

/** Works started on Monday 2 March 2026; the register itself asks for a report every 30 days. */
const site: readonly NewEvent[] = [registered({ reportEveryDays: 30 }), reached('start', '2026-03-02')]
const judge = (facts: readonly NewEvent[], rhythms: readonly KnownRhythm[], today: string) =>
  evaluate(nationalBaseline1, withRhythms(watchedAfter(...facts), rhythms), today)
const lampOf = (...asked: Parameters<typeof judge>) => judge(...asked).lights[0]?.severity ?? 'none'

describe('a site whose programme wants a report every Friday', () => {
  it.each([
    ['2026-03-09', 'none'],
    ['2026-03-10', 'yellow'],
    ['2026-04-05', 'yellow'],
    ['2026-04-06', 'red'],
  ])('shows on %s without any report %s', (today, lamp) => expect(lampOf(site, [fridays], today)).toBe(lamp))

  it('names programme, version, due day and the event that asked for it', () => {
    expect(judge(site, [fridays], '2026-03-10').lights).toMatchObject([
      {
        targetOn: '2026-03-06',
        figures: { daysOverdue: 4, rhythm: 'weekly', programme: '2026年教育补短板任务清单', programmeVersion: 1 },
        because: [expect.any(String) as unknown, 'event of the programme'],
      },
    ])
  })

  it('waits for the Friday after the week that was reported', () => {
    const facts = [...site, reported(10, '2026-03-04')]
    expect([lampOf(facts, [fridays], '2026-03-16'), lampOf(facts, [fridays], '2026-03-17')]).toEqual(['none', 'yellow'])
  })

  it('is left alone while halted', () => {
    const stopped = WorkStopped({ projectId: PROJECT, halt: 'stopped', reason: '施工单位退场' }, '2026-03-03')
    expect(lampOf([...site, stopped], [fridays], '2026-06-01')).toBe('none')
  })

  it('is asked in the register’s own rhythm again once the programme is over', () => {
    const march = { ...fridays, period: { from: '2026-03-01', to: '2026-03-31' } }
    const facts = [...site, reported(10, '2026-03-27')]
    expect(judge(facts, [march], '2026-06-01').lights).toMatchObject([{ targetOn: '2026-04-30' }])
  })

  it('is asked by each of two programmes; the one that waits longest is named', () => {
    const monthly = asking({ kind: 'monthly', byDay: 31, needsPhotos: false }, { programmeId: 'all' })
    expect(judge(site, [monthly, fridays], '2026-03-20').lights).toMatchObject([{ targetOn: '2026-03-06' }])
    const tenth = asking({ kind: 'every', days: 10, needsPhotos: false }, { programmeId: 'all', name: '市级重点项目' })
    const facts = [...site, reported(10, '2026-03-07')]
    expect(judge(facts, [tenth, fridays], '2026-03-30').lights).toMatchObject([
      { targetOn: '2026-03-17', figures: { programme: '市级重点项目', rhythm: 'every' } },
    ])
  })

  it('and is no project of it in another city', () => {
    const elsewhere = { ...fridays, scopes: [{ facilityKinds: [], regions: ['3402'], projectIds: [] }] }
    expect(judge(site, [elsewhere], '2026-03-20').lights).toEqual([])
  })
})

describe('a site one of whose programmes wants photographs every month', () => {
  const photos = asking({ kind: 'monthly', byDay: 31, needsPhotos: true }, { programmeId: 'photos', name: '影像存档' })

  it('shows a light where reports come every week, but none with a photograph', () => {
    const facts = [...site, reported(10, '2026-04-10')]
    expect(judge(facts, [fridays, photos], '2026-04-12').lights).toMatchObject([
      {
        targetOn: '2026-03-31',
        figures: {
          programme: '影像存档',
          needsPhotos: true,
          lastReportOn: '2026-04-10',
          lastReportWithPhotosOn: null,
        },
      },
    ])
    const withPhoto = [...site, reportedWithPhoto(10, '2026-04-10')]
    expect(judge(withPhoto, [fridays, photos], '2026-04-12').lights).toEqual([])
  })

  it('is given the benefit of the doubt where nobody remembers whether its last report had some', () => {
    const { lastReportWithPhotos: _unknown, ...before } = watchedAfter(...site, reported(10, '2026-04-10'))
    expect(evaluate(nationalBaseline1, withRhythms(before, [photos]), '2026-04-12').lights).toEqual([])
  })
})
