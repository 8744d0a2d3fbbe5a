import type { KnownCard } from './timeline.js'
import type { Card } from './card.js'

/**
 * A card as a row of `project_card` (as now known, with what only one project's page shows) or `card_history` (as known
 * at the end of a day). Column names are the card's names in snake case; rows travel as JSON in both directions, so that a batch is
 * one statement and dates never become instants.
 */
export const historyColumns = {
  project_id: 'projectId',
  registered: 'registered',
  local_code: 'localCode',
  name: 'name',
  facility_kind: 'facilityKind',
  construction: 'construction',
  region_codes: 'regionCodes',
  region_names: 'regionNames',
  owner_unit_id: 'ownerUnitId',
  owner_unit_name: 'ownerUnitName',
  capacity: 'capacity',
  agreement: 'agreement',
  approved_budget_fen: 'approvedBudgetFen',
  planned_start_on: 'plannedStartOn',
  need_on: 'needOn',
  report_every_days: 'reportEveryDays',
  registered_on: 'registeredOn',
  cancelled: 'cancelled',
  stage: 'stage',
  halt: 'halt',
  procedure: 'procedure',
  physical_percent: 'physicalPercent',
  last_report_on: 'lastReportOn',
  completed_investment_fen: 'completedInvestmentFen',
  last_inspection_on: 'lastInspectionOn',
  started_on: 'startedOn',
  works_complete_on: 'worksCompleteOn',
  in_use_on: 'inUseOn',
  planned_completion_on: 'plannedCompletionOn',
  first_planned_completion_on: 'firstPlannedCompletionOn',
  forecast_completion_on: 'forecastCompletionOn',
  first_forecast_completion_on: 'firstForecastCompletionOn',
  allocated_fen: 'allocatedFen',
  in_place_fen: 'inPlaceFen',
  committed_fen: 'committedFen',
  certified_fen: 'certifiedFen',
  disbursed_fen: 'disbursedFen',
  refunded_fen: 'refundedFen',
  alerts_yellow: 'alertsYellow',
  alerts_red: 'alertsRed',
  status: 'status',
  register_word: 'registerWord',
  paid_percent: 'paidPercent',
  gap_points: 'gapPoints',
  slip_days: 'slipDays',
  known_on: 'knownOn',
  updated_at: 'updatedAt',
} as const satisfies Record<string, keyof Card>

export const cardColumns = { ...historyColumns, detail: 'detail' } as const

export type CardRow = Readonly<Record<keyof typeof cardColumns, unknown>>
/** A card of the past has no detail; what needs it folds the project's events. */
export type KnownFace = Omit<Card, 'detail'>

type Row = Record<string, unknown>

const cardPairs = Object.entries(cardColumns)
const historyPairs = Object.entries(historyColumns)

export function rowOfCard(card: Card): Row {
  const row: Row = {}
  for (const [column, name] of cardPairs) row[column] = card[name]
  return row
}

export function cardOfRow(row: Row): Card {
  const card: Row = {}
  for (const [column, name] of cardPairs) card[name] = row[column]
  return card as unknown as Card
}

export function faceOfRow(row: Row): KnownFace {
  const card: Row = {}
  for (const [column, name] of historyPairs) card[name] = row[column]
  return card as unknown as KnownFace
}

/** The day after which a row no longer holds; the latest row holds without end. */
export const FOR_EVER = 'infinity'

/** Each row holds from its day until the next row's. */
export function historyRowsOf(timeline: readonly KnownCard[]): readonly Row[] {
  return timeline.map(({ knownOn, card }, index) => {
    const row: Row = { known_until: timeline[index + 1]?.knownOn ?? FOR_EVER }
    for (const [column, name] of historyPairs) row[column] = card[name]
    return { ...row, known_on: knownOn }
  })
}
