import {
  definitionOf,
  LedgerEntryPosted,
  type Milestone,
  MilestoneReached,
  type NewEvent,
  PlanAdopted,
  ProgressReported,
  ProjectRegistered,
  type RecordedEvent,
} from '@zhuji/contracts'
import { watch } from '../watch/watch.js'
import { unknownProject, type Watched } from '../watch/watched.js'

/** Facts as the other services tell them, for specs: each a sentence with harmless defaults. */
export const PROJECT = '0198b9a0-0000-7000-8000-000000000001'

const regionPath = [
  { code: '34', name: '安徽省' },
  { code: '3401', name: '合肥市' },
  { code: '340104', name: '蜀山区' },
]

type Registration = Parameters<typeof ProjectRegistered>[0]

export const registered = (more: Partial<Registration> = {}, projectId = PROJECT): NewEvent =>
  ProjectRegistered(
    {
      projectId,
      localCode: `HF-${projectId.slice(-12)}`,
      name: '蜀山区振兴路小学',
      facilityKind: 'primary-school',
      construction: 'new',
      regionPath,
      ownerUnit: { id: 'edu-bureau', name: '市教育局' },
      nationalCodes: [],
      capacity: [],
      ...more,
    },
    '2026-01-01',
  )

export const planned = (
  steps: Partial<Record<Milestone, string>>,
  projectId = PROJECT,
  baselineVersion = 1,
): NewEvent =>
  PlanAdopted(
    {
      projectId,
      baselineVersion,
      template: 'school',
      steps: (Object.entries(steps) as [Milestone, string][]).map(([milestone, plannedOn]) => ({
        milestone,
        plannedOn,
      })),
    },
    '2026-01-02',
  )

export const reached = (milestone: Milestone, on: string, projectId = PROJECT): NewEvent =>
  MilestoneReached({ projectId, milestone, evidence: [] }, on)

export const reported = (physicalPercent: number, on: string, reportId = PROJECT): NewEvent =>
  ProgressReported({ projectId: PROJECT, reportId, physicalPercent, evidence: [] }, on)

export const reportedWithPhoto = (physicalPercent: number, on: string): NewEvent => {
  const photo = { fileId: PROJECT, name: '主体.jpg', contentType: 'image/jpeg', bytes: 1, sha256: 'a'.repeat(64) }
  return ProgressReported({ projectId: PROJECT, reportId: PROJECT, physicalPercent, evidence: [photo] }, on)
}

export const posted = (
  entry: 'commitment' | 'disbursement' | 'refund',
  amountFen: number,
  reverses?: { entryId: string; entry: 'disbursement' | 'commitment' },
): NewEvent =>
  LedgerEntryPosted(
    {
      projectId: PROJECT,
      entryId: PROJECT,
      entry: reverses ? 'reversal' : entry,
      amountFen,
      documentNumber: 'ZF-1',
      ...(reverses ? { reverses } : {}),
      findings: [],
    },
    '2026-03-01',
  )

/** As the log would hand it on; the id tells the place in the list. */
export function recorded(event: NewEvent, place = 1): RecordedEvent {
  const { context, key } = definitionOf(event.type)!
  const data = event.data as Record<string, string>
  return {
    ...event,
    id: `0198b9a0-0000-7000-8000-${String(place).padStart(12, '0')}`,
    source: context,
    streamId: `project/${data[key as string]}`,
    streamVersion: place,
    key: data[key as string]!,
    recordedAt: '2026-01-01T00:00:00.000Z',
    knownOn: '2026-01-01',
    knownOnClaimed: false,
    actor: { person: 'spec', unit: null, role: 'administrator' },
    correlationId: 'spec',
    causationId: null,
    position: { xid: '1', position: place },
  }
}

export function watchedAfter(...events: readonly NewEvent[]): Watched {
  return events.reduce((watched, event, index) => watch(watched, recorded(event, index + 1)), unknownProject(PROJECT))
}
