import { ProgressCorrected, ProgressReported, type RecordedEvent } from '@zhuji/contracts'
import { type PhysicalProgress, progressAfter } from './physical-progress.js'

const projectId = '0198b9a0-0000-7000-8000-000000000001'
const [first, second] = ['0198b9a0-0000-7000-8000-0000000000a1', '0198b9a0-0000-7000-8000-0000000000a2'] as const
const recorded = (event: { type: string; occurredOn: string; data: unknown }) =>
  ({ ...event, key: projectId }) as RecordedEvent
const report = (physicalPercent: number, occurredOn: string, reportId: string = first) =>
  recorded(ProgressReported({ projectId, reportId, physicalPercent, evidence: [] }, occurredOn))
const correction = (physicalPercent: number, reportId: string = first) =>
  recorded(
    ProgressCorrected({ projectId, reportId, previousPercent: 99, physicalPercent, reason: '复核' }, '2026-06-01'),
  )
const knowing = (...known: PhysicalProgress[]) => new Map(known.map((progress) => [progress.projectId, progress]))

describe('physical progress as we remember it', () => {
  it('is what the report of the latest day says', () => {
    const events = [report(40, '2026-05-01'), report(20, '2026-03-01', second)]
    expect(progressAfter(knowing(), events)).toEqual([{ projectId, reportId: first, on: '2026-05-01', percent: 40 }])
    expect(progressAfter(knowing(), [report(40, '2026-05-01'), report(45, '2026-05-01', second)])).toMatchObject([
      { percent: 45 },
    ])
  })

  it('follows a correction of that report and of no other', () => {
    const known = { projectId, reportId: first, on: '2026-05-01', percent: 40 }
    expect(progressAfter(knowing(known), [correction(35)])).toEqual([{ ...known, percent: 35 }])
    expect(progressAfter(knowing(known), [correction(35, second)])).toEqual([])
    expect(progressAfter(knowing(known), [report(10, '2026-04-01', second)])).toEqual([])
  })

  it('is known from a correction alone', () => {
    expect(progressAfter(knowing(), [correction(35)])).toMatchObject([{ percent: 35 }])
  })
})
