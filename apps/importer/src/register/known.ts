import { type Milestone, type ProjectRegistered, type DataOf, type Standing, initialStanding } from '@zhuji/contracts'

export type Registration = DataOf<typeof ProjectRegistered>

/** What the register of projects holds of one, as it answers a look-up. */
export interface KnownProject extends Registration {
  readonly status: 'registered' | 'cancelled'
}

/** How far it is built, as the milestones service answers a look-up. */
export interface KnownConstruction {
  readonly projectId: string
  readonly standing: Standing
  readonly reached: readonly { readonly milestone: Milestone; readonly reachedOn: string }[]
  readonly forecasts: readonly { readonly milestone: Milestone; readonly forecastOn: string }[]
  readonly physicalPercent: number | null
  readonly lastInspectionOn: string | null
  readonly lastFinding: string | null
  /** The newest day on which an import claimed to know something of it. */
  readonly lastClaimedKnownOn: string | null
}

export interface KnownCommitment {
  readonly entryId: string
  readonly documentNumber: string
  readonly amountFen: number
  readonly occurredOn: string
}

/** Everything the services know of one work before a row is compared with it. */
export interface Known {
  readonly project: KnownProject | undefined
  readonly construction: KnownConstruction | undefined
  /** Sum of the contracts in force, in fen. */
  readonly committedFen: number
  /** The contracts in force one by one; only looked up where the sum differs from the row's. */
  readonly commitments: readonly KnownCommitment[]
}

export const nothingKnown: Known = { project: undefined, construction: undefined, committedFen: 0, commitments: [] }

export function standingKnown({ construction }: Known): Standing {
  return construction?.standing ?? initialStanding
}

export function reachedOn({ construction }: Known, milestone: Milestone): string | undefined {
  return construction?.reached.find((reached) => reached.milestone === milestone)?.reachedOn
}
