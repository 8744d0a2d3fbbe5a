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

export interface LedgerEntry {
  readonly entryId: string
  readonly version: number
  readonly entry: string
  readonly amountFen: number
  readonly source?: string
  readonly batch?: string
  readonly decreases?: true
  readonly counterProjectId?: string
  readonly agreementPayment?: { readonly agreementId: string; readonly paymentId: string }
  readonly documentNumber: string
  readonly counterparty?: string
  readonly text?: string
  readonly reverses?: { readonly entryId: string; readonly entry: string }
  readonly reversedBy: string | null
  readonly findings: Trial['findings']
  readonly occurredOn: string
}

/** A trial over several ledgers: what the whole breaks, and each project's part. */
export interface SharedTrial extends Pick<Trial, 'dryRun' | 'accepted' | 'alreadyPosted' | 'findings'> {
  readonly ledgers: readonly (Pick<Trial, 'findings' | 'before' | 'after' | 'gap'> & { readonly projectId: string })[]
}

export interface Agreement {
  readonly agreementId: string
  readonly name: string
  readonly counterparty: string
  readonly documentNumber: string
  readonly signedOn: string
  readonly signedFen: number
  readonly agreedFen: number
  readonly paidFen: number
  readonly openFen: number
  readonly projects: readonly { readonly projectId: string; readonly name: string }[]
  readonly projectCount: number
}

export interface AgreementPayment {
  readonly paymentId: string
  readonly amountFen: number
  readonly source: string
  readonly documentNumber: string
  readonly occurredOn: string
  readonly shares: readonly { readonly projectId: string; readonly amountFen: number }[]
  readonly otherSharesFen: number
  readonly reversedBy: string | null
  readonly findings: Trial['findings']
}

export interface TrialBalance {
  readonly accounts: readonly { readonly account: string; readonly debitFen: number; readonly creditFen: number }[]
  readonly debitFen: number
  readonly creditFen: number
  readonly differenceFen: number
}

export interface PlanBeside {
  readonly planVersion: number
  readonly versions: readonly {
    readonly planVersion: number
    readonly plannedFen: number
    readonly reason?: string
    readonly occurredOn: string
  }[]
  readonly months: readonly {
    readonly month: string
    readonly plannedFen: number
    readonly paidFen: number
    readonly plannedToDateFen: number
    readonly paidToDateFen: number
    readonly sources: readonly {
      readonly source: string | null
      readonly plannedFen: number
      readonly paidFen: number
    }[]
  }[]
}
