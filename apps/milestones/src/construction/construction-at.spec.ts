import {
  definitionOf,
  MilestoneReached,
  type NewEvent,
  PlanAdopted,
  ProgressReported,
  type RecordedEvent,
  StandingMoved,
  WorkResumed,
  WorkStopped,
} from '@zhuji/contracts'
import { constructionAt } from './construction-at.js'

const projectId = '0198b9a0-0000-7000-8000-000000000001'
const stage = { stage: 'reserve', halt: null, procedure: null } as const

const reached = (milestone: 'permit' | 'start', on: string) =>
  MilestoneReached({ projectId, milestone, evidence: [] }, on)
const reported = (physicalPercent: number, on: string) =>
  ProgressReported({ projectId, reportId: projectId, physicalPercent, evidence: [] }, on)
const stopped = WorkStopped({ projectId, halt: 'stopped', reason: '施工单位退场' }, '2017-03-01')
const resumed = WorkResumed({ projectId }, '2017-06-01')

/** Each fact with the day on which it was known. */
function logOf(...told: readonly (readonly [NewEvent, string])[]): readonly RecordedEvent[] {
  return told.map(([event, knownOn], place) => {
    expect(definitionOf(event.type)).toBeDefined()
    return { ...event, knownOn, knownOnClaimed: true, streamVersion: place + 1 } as RecordedEvent
  })
}

const log = logOf(
  [reached('permit', '2017-01-10'), '2017-01-10'],
  [reached('start', '2017-02-01'), '2017-02-05'],
  [resumed, '2017-06-01'],
  [reported(40, '2017-06-20'), '2017-06-20'],
  [stopped, '2017-08-18'],
  [StandingMoved({ projectId, from: stage, to: { ...stage, stage: 'start' } }, '2017-01-01'), '2017-01-01'],
)

describe('how far a project was built', () => {
  it('on a business day is what had happened by then', () => {
    expect(constructionAt(log, { asOf: '2017-01-31', knownOn: '2018-01-01' })).toMatchObject({
      state: { reached: { permit: '2017-01-10' }, progress: null, standing: { stage: 'permit', halt: null } },
    })
    expect(constructionAt(log, { asOf: '2017-06-20', knownOn: '2018-01-01' }).state).toMatchObject({
      progress: { physicalPercent: 40 },
      standing: { stage: 'start' },
    })
  })

  it('as known on a day leaves out what was told later', () => {
    expect(constructionAt(log, { asOf: '2017-02-03', knownOn: '2017-02-03' })).toMatchObject({
      state: { reached: { permit: '2017-01-10' } },
      lastClaimedKnownOn: '2017-01-10',
    })
  })

  it('was halted for months of which nobody knew then', () => {
    const haltOf = (asOf: string, knownOn: string) => constructionAt(log, { asOf, knownOn }).state.standing.halt
    expect(haltOf('2017-04-01', '2017-04-01')).toBeNull()
    expect(haltOf('2017-04-01', '2017-08-18')).toBe('stopped')
    expect(haltOf('2017-06-02', '2017-08-18')).toBeNull()
  })

  it('takes no standing from an announcement that knew more', () => {
    expect(constructionAt(log, { asOf: '2017-01-05', knownOn: '2018-01-01' }).state.standing.stage).toBe('reserve')
  })

  it('before its first fact is nothing at version 0', () => {
    expect(constructionAt(log, { asOf: '2016-01-01', knownOn: '2018-01-01' })).toMatchObject({
      version: 0,
      lastClaimedKnownOn: null,
    })
    expect(
      constructionAt(logOf([PlanAdopted(PlanAdopted.examples[0]!, '2017-01-02'), '2017-01-02']), {
        asOf: '2017-01-02',
        knownOn: '2017-01-02',
      }).state.baselines,
    ).toHaveLength(1)
  })
})
