import type { FigureAnswer } from '../figures/figure-answer.js'
import type { CapacityKind } from '@zhuji/contracts'
import type { BaselineInForce } from '../plan/proposal.js'

/** What the services answer, as far as the console shows it. Amounts in fen, percents 0 to 100, null is unknown. */
export interface Session {
  readonly name: string
  readonly role: string
  readonly unit: { readonly id: string; readonly name: string } | null
  readonly regions: readonly string[]
  readonly permissions: readonly string[]
}

export interface Page<Item> {
  readonly items: readonly Item[]
  readonly next: string | null
}

export interface Figure {
  readonly id: string
  readonly value: number | null
  readonly numerator: number | null
  readonly denominator: number | null
  readonly denominatorIs: string
  readonly unknown: number
}

export interface CapacityCell {
  readonly kind: CapacityKind
  readonly planned: number
  readonly delivered: number
}

export interface Lights {
  readonly yellow: number
  readonly red: number
}

export interface Cell {
  readonly projects: number
  readonly capacity: readonly CapacityCell[]
  readonly plannedFen: number
  readonly allocatedFen: number
  readonly inPlaceFen: number
  readonly committedFen: number
  readonly certifiedFen: number
  readonly disbursedFen: number
  readonly completedInvestmentFen: number
  readonly started: number
  readonly dueToStart: number
  readonly worksComplete: number
  readonly inUse: number
  readonly halted: number
  readonly cancelled?: number
  readonly openAlerts: Lights
  readonly unknown: Readonly<Record<string, number>>
  readonly figures: readonly Figure[]
}

export interface Summary {
  readonly total: Cell
  readonly byFacilityGroup: readonly (Cell & { readonly id: string })[]
  readonly byFacilityKind: readonly (Cell & { readonly id: string })[]
  readonly byRegion: readonly (Cell & { readonly code: string; readonly name: string })[]
  readonly byStage: readonly { readonly stage: string; readonly projects: number }[]
  readonly byStatus: readonly { readonly status: string; readonly projects: number }[]
}

export interface MonthFlows {
  readonly month: string
  readonly inPlaceFen: number
  readonly disbursedFen: number
  readonly completedInvestmentFen: number
}

export interface ProjectCard {
  readonly projectId: string
  readonly localCode: string
  readonly name: string
  readonly facilityKind: string
  readonly region: { readonly code: string; readonly name: string; readonly path: readonly Region[] }
  readonly ownerUnit: { readonly id: string; readonly name: string }
  readonly status: string
  readonly stage: string
  readonly halt: string | null
  readonly procedure: string | null
  readonly cancelled: boolean
  readonly physicalPercent: number | null
  readonly lastReportOn: string | null
  readonly approvedBudgetFen: number | null
  readonly allocatedFen: number
  readonly inPlaceFen: number
  readonly committedFen: number
  readonly certifiedFen: number
  readonly disbursedFen: number
  readonly completedInvestmentFen: number | null
  readonly agreedFen: number | null
  readonly paidPercent: number | null
  readonly gapPoints: number | null
  readonly plannedStartOn: string | null
  readonly needOn: string | null
  readonly plannedCompletionOn: string | null
  readonly forecastCompletionOn: string | null
  readonly slipDays: number | null
  readonly capacity: readonly { readonly kind: CapacityKind; readonly amount: number }[]
  readonly openAlerts: Lights
  readonly registeredOn: string | null
  readonly updatedAt: string | null
}

export interface ProjectList extends Page<ProjectCard> {
  readonly total: number
}

export interface PlanRow {
  readonly milestone: string
  readonly plannedOn: string | null
  readonly forecastOn: string | null
  readonly reachedOn: string | null
}

export interface StoryItem {
  readonly eventId: string
  readonly source: string
  readonly type: string
  readonly occurredOn: string
  readonly recordedAt: string
  readonly knownOn: string
  readonly knownOnClaimed: boolean
  readonly actor: { readonly person: string; readonly unit: string | null; readonly role: string }
  readonly data: Readonly<Record<string, unknown>>
  readonly summary: { readonly zh: string; readonly en: string }
}

export interface ExplainedEvent extends StoryItem {
  readonly projectId: string
  /** What the event adds to the parts of the figure. */
  readonly adds: { readonly numerator: number; readonly denominator: number }
}

export interface Explanation extends FigureAnswer {
  readonly projects: number
  readonly events: readonly ExplainedEvent[]
  readonly next: string | null
}

export const balanceNames = [
  'allocatedFen',
  'inPlaceFen',
  'committedFen',
  'certifiedFen',
  'disbursedFen',
  'refundedFen',
] as const
export type BalanceName = (typeof balanceNames)[number]
export interface Gap {
  readonly paidPercent: number | null
  readonly physicalPercent: number | null
  readonly points: number | null
  readonly limitPoints: number
  readonly ahead: boolean | null
  readonly basis: 'approved-budget' | 'commitments' | null
  readonly agreedFen: number | null
  readonly paidFen: number
}

export interface Construction {
  readonly projectId: string
  readonly physicalPercent: number | null
  readonly completedInvestmentFen: number | null
  readonly lastReportId: string | null
  readonly lastReportOn: string | null
  readonly reached: readonly { readonly milestone: string; readonly reachedOn: string }[]
  readonly plan: BaselineInForce | null
  readonly baselines: readonly { readonly version: number; readonly adoptedOn: string; readonly reason?: string }[]
}

export interface Receipt {
  readonly streamId: string
  readonly version: number
  readonly recordedAt: string
}

export interface EvidenceFile {
  readonly fileId: string
  readonly name: string
  readonly contentType: string
}

export interface Region {
  readonly code: string
  readonly name: string
}

export interface SourceSums extends Readonly<Partial<Record<BalanceName, number>>> {
  /** `unstated` for entries that name none. */
  readonly source: string
}

export interface ProjectDetail extends ProjectCard {
  readonly refundedFen: number
  readonly startedOn: string | null
  readonly worksCompleteOn: string | null
  readonly inUseOn: string | null
  readonly plan: readonly PlanRow[]
  readonly baselines: readonly { readonly version: number; readonly adoptedOn: string; readonly reason?: string }[]
  readonly ledger: readonly SourceSums[]
  readonly nationalCodes: readonly string[]
  readonly responsiblePerson?: string
  readonly address?: string
}
