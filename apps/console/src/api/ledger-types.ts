import { balanceNames, type Gap } from './types.js'

/** What the ledger itself answers: the sums that dashboards show too, and what only a clerk needs. */
export const ledgerBalanceNames = [
  ...balanceNames,
  'quotaFen',
  'cashFen',
  'advancesFen',
  'retainedFen',
  'settledFen',
  'finalFen',
  'payableFen',
] as const
export type Balance = Readonly<Partial<Record<(typeof ledgerBalanceNames)[number], number>>>

export interface Balances {
  readonly sources: readonly (Balance & { readonly source: string | null; readonly batch?: string })[]
  readonly total: Balance
}

export interface Ledger {
  readonly projectId: string
  readonly version: number
  readonly balances: Balances
  readonly gap: Gap
}

export interface Trial {
  readonly dryRun: true
  readonly accepted: boolean
  readonly alreadyPosted: boolean
  readonly findings: readonly {
    readonly rule: string
    readonly consequence: 'refused' | 'marked' | 'warned'
    readonly message: string
  }[]
  readonly before: Balances
  readonly after: Balances
  readonly gap: Gap
}
