import {
  type DataOf,
  definitionOf,
  ForecastRevised,
  LedgerEntryPosted,
  MilestoneReached,
  type NewEvent,
  ProcedureStarted,
  ProgressReported,
  ProjectRegistered,
  type RecordedEvent,
  WorkStopped,
} from '@zhuji/contracts'

/** Facts for specs, as the logs would hand them over. */
export interface When {
  readonly knownOn?: string
  readonly recordedAt?: string
}

let told = 0

/** A valid id that is different each time. */
export function anyId(): string {
  told += 1
  return `0198b9a0-0000-7000-8000-${String(told).padStart(12, '0')}`
}

export function recorded(event: NewEvent, { knownOn, recordedAt }: When = {}): RecordedEvent {
  told += 1
  const definition = definitionOf(event.type)!
  const key = (event.data as Record<string, string>)[definition.key]!
  return {
    id: anyId(),
    type: event.type,
    source: definition.context,
    streamId: `project/${key}`,
    streamVersion: told,
    key,
    occurredOn: event.occurredOn,
    recordedAt: recordedAt ?? `${knownOn ?? event.occurredOn}T04:00:00.000Z`,
    knownOn: knownOn ?? event.occurredOn,
    knownOnClaimed: knownOn !== undefined,
    actor: { person: 'clerk', unit: 'office', role: 'administrator' },
    correlationId: 'spec',
    causationId: null,
    data: event.data,
    position: { xid: '1', position: told },
  }
}

export const hefei = [
  { code: '34', name: '安徽省' },
  { code: '3401', name: '合肥市' },
  { code: '340104', name: '蜀山区' },
]

export function registered(
  projectId: string,
  details: Partial<DataOf<typeof ProjectRegistered>> = {},
  occurredOn = '2017-04-06',
): NewEvent {
  return ProjectRegistered(
    {
      projectId,
      localCode: `C-${projectId.slice(-6)}`,
      name: '振兴路小学',
      facilityKind: 'primary-school',
      construction: 'new',
      regionPath: hefei,
      ownerUnit: { id: 'edu-bureau', name: '市教育局' },
      nationalCodes: [],
      capacity: [],
      ...details,
    },
    occurredOn,
  )
}

export function reported(
  projectId: string,
  physicalPercent: number,
  more: { occurredOn?: string; completedInvestmentFen?: number } = {},
): NewEvent {
  const { occurredOn = '2017-04-06', completedInvestmentFen } = more
  return ProgressReported(
    { projectId, reportId: anyId(), physicalPercent, completedInvestmentFen, evidence: [] },
    occurredOn,
  )
}

type Entry = DataOf<typeof LedgerEntryPosted>

export function posted(
  projectId: string,
  amount: Partial<Record<Entry['entry'], number>>,
  more: Partial<Pick<Entry, 'source' | 'batch' | 'reverses'>> & { occurredOn?: string } = {},
): NewEvent {
  const [[entry, amountFen]] = Object.entries(amount) as [[Entry['entry'], number]]
  const { occurredOn = '2017-04-06', ...said } = more
  return LedgerEntryPosted(
    {
      projectId,
      entryId: anyId(),
      entry,
      amountFen,
      source: 'national-education-fund',
      documentNumber: anyId(),
      findings: [],
      ...said,
    },
    occurredOn,
  )
}

export function reached(
  projectId: string,
  milestone: DataOf<typeof MilestoneReached>['milestone'],
  occurredOn: string,
): NewEvent {
  return MilestoneReached({ projectId, milestone, evidence: [] }, occurredOn)
}

export function stops(projectId: string, occurredOn: string): NewEvent {
  return WorkStopped({ projectId, halt: 'stopped', reason: '施工单位退场' }, occurredOn)
}

export function retenders(projectId: string, occurredOn: string): NewEvent {
  return ProcedureStarted({ projectId, procedure: 'retendering' }, occurredOn)
}

export function expects(projectId: string, forecastOn: string, previousForecastOn: string | null = null): NewEvent {
  return ForecastRevised({ projectId, milestone: 'works-complete', forecastOn, previousForecastOn }, '2017-04-06')
}
