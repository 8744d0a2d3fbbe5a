import type { Columns } from '@zhuji/messaging'
import type { Card } from './card.js'
import type { PastRow } from './past.js'

/**
 * A card as a row of `project_card` (as now known, with what only one project's page shows) or of `card_history` (as known
 * at the end of a day, in both clocks: see past.ts).
 */
export const historyColumns = {
  projectId: ['project_id', 'uuid'],
  registered: ['registered', 'boolean'],
  localCode: ['local_code', 'text'],
  name: ['name', 'text'],
  facilityKind: ['facility_kind', 'text'],
  construction: ['construction', 'text'],
  regionCodes: ['region_codes', 'text[]'],
  regionNames: ['region_names', 'text[]'],
  ownerUnitId: ['owner_unit_id', 'text'],
  ownerUnitName: ['owner_unit_name', 'text'],
  capacity: ['capacity', 'json'],
  agreement: ['agreement', 'text'],
  approvedBudgetFen: ['approved_budget_fen', 'bigint'],
  plannedStartOn: ['planned_start_on', 'date'],
  needOn: ['need_on', 'date'],
  reportEveryDays: ['report_every_days', 'integer'],
  registeredOn: ['registered_on', 'date'],
  cancelled: ['cancelled', 'boolean'],
  unbundled: ['unbundled', 'boolean'],
  stage: ['stage', 'text'],
  halt: ['halt', 'text'],
  procedure: ['procedure', 'text'],
  physicalPercent: ['physical_percent', 'double precision'],
  lastReportOn: ['last_report_on', 'date'],
  completedInvestmentFen: ['completed_investment_fen', 'bigint'],
  lastInspectionOn: ['last_inspection_on', 'date'],
  startedOn: ['started_on', 'date'],
  worksCompleteOn: ['works_complete_on', 'date'],
  inUseOn: ['in_use_on', 'date'],
  toppedOutOn: ['topped_out_on', 'date'],
  openedOn: ['opened_on', 'date'],
  inStatisticsOn: ['in_statistics_on', 'date'],
  resumedOn: ['resumed_on', 'date'],
  takenOverOn: ['taken_over_on', 'date'],
  firstPlannedStartOn: ['first_planned_start_on', 'date'],
  plannedCompletionOn: ['planned_completion_on', 'date'],
  firstPlannedCompletionOn: ['first_planned_completion_on', 'date'],
  forecastCompletionOn: ['forecast_completion_on', 'date'],
  firstForecastCompletionOn: ['first_forecast_completion_on', 'date'],
  allocatedFen: ['allocated_fen', 'bigint'],
  inPlaceFen: ['in_place_fen', 'bigint'],
  committedFen: ['committed_fen', 'bigint'],
  certifiedFen: ['certified_fen', 'bigint'],
  disbursedFen: ['disbursed_fen', 'bigint'],
  refundedFen: ['refunded_fen', 'bigint'],
  paidFen: ['paid_fen', 'bigint'],
  idleLots: ['idle_lots', 'json'],
  investmentByYear: ['investment_by_year', 'json'],
  alertsYellow: ['alerts_yellow', 'integer'],
  alertsRed: ['alerts_red', 'integer'],
  status: ['status', 'text'],
  registerWord: ['register_word', 'text'],
  agreedFen: ['agreed_fen', 'bigint'],
  paidPercent: ['paid_percent', 'double precision'],
  gapPoints: ['gap_points', 'double precision'],
  slipDays: ['slip_days', 'integer'],
  occurredOn: ['occurred_on', 'date'],
  knownOn: ['known_on', 'date'],
  updatedAt: ['updated_at', 'text'],
} as const satisfies Columns<keyof Card>

export const cardColumns = { ...historyColumns, detail: ['detail', 'json'] } as const satisfies Columns<keyof Card>

/** A card of the past has no detail; what needs it folds the project's events. */
export type KnownFace = Omit<Card, 'detail'>

/** `p.project_id as "projectId", …`: for questions, whose rows come as JSON under the card's own names. */
export function selectList(columns: Columns, alias: string): string {
  return Object.entries(columns)
    .map(([name, each]) => `${alias}.${each![0]} as "${name}"`)
    .join(', ')
}

export function cardOfJson(json: string): Card {
  return JSON.parse(json) as Card
}

export function faceOfJson(json: string): KnownFace {
  return JSON.parse(json) as KnownFace
}

/** What names a row of the history, with its day of the knowledge. */
export const historyKeyColumns = {
  projectId: ['project_id', 'uuid'],
  occurredOn: ['occurred_on', 'date'],
  knownFrom: ['known_from', 'date'],
} as const satisfies Columns

export type HistoryRow = KnownFace & Pick<PastRow, 'knownFrom'>

export function historyRowOf({ card, knownFrom }: PastRow): HistoryRow {
  return { ...card, detail: undefined, knownFrom } as HistoryRow
}
