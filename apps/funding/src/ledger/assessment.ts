import { LedgerEntryPosted, type NewEvent } from '@zhuji/contracts'
import type { CalendarDate, Fen } from '@zhuji/kernel'
import { DomainError } from '@zhuji/kernel'
import type { DecisionContext } from '@zhuji/messaging'
import type { LedgerEntry, PostedEntry } from './entries.js'
import { booked, type Ledger } from './ledger.js'
import { type Finding, standOf } from './considered.js'
import type { CopiedPayment } from './copied-payments.js'
import { brokenRules } from './posting-rules.js'

/** What a posting meets besides the books: known elsewhere, or claimed by who posts. */
export interface Circumstances {
  readonly projectId: string
  readonly approvedBudgetFen: Fen | null
  /** It already happened and an import tells it: recorded with every rule it breaks, never refused for one. */
  readonly historical: boolean
  /** The payment of another ledger, or of an agreement, that this one repeats. */
  readonly copied?: CopiedPayment
}

/** What the store knows: of the ledger's notes those that the command looks up. */
export type Surroundings = Circumstances & Pick<DecisionContext, 'today' | 'newId' | 'note'>

/** A posting weighed: what would be recorded, how the books stand before and after, and every rule it breaks. */
export interface Assessment {
  readonly before: Ledger
  /** As if it were recorded, also when it is refused: this is how far beyond the rule it would lead. */
  readonly after: Ledger
  readonly findings: readonly Finding[]
  /** What is recorded if nothing refuses; none when the books hold it already. */
  readonly events: readonly NewEvent[]
  readonly alreadyPosted: LedgerEntry | undefined
  readonly refusal: DomainError | undefined
}

/** Who decides: an entry before the rules have been asked. */
export interface Proposal {
  readonly posted: Omit<PostedEntry, 'findings'>
  readonly occurredOn: CalendarDate
}

export function weigh(
  before: Ledger,
  { posted, occurredOn }: Proposal,
  { today, note, approvedBudgetFen, historical, copied }: Surroundings,
): Assessment {
  const unmarked: PostedEntry = { ...posted, findings: [] }
  const after = booked(before, unmarked)
  const found = brokenRules({
    posted: unmarked,
    occurredOn,
    today,
    ...standOf(posted, before, after),
    note,
    approvedBudgetFen,
    copied,
  })
  const findings = historical ? found.map((finding) => ({ ...finding, consequence: 'marked' as const })) : found
  const marks = findings.filter(({ consequence }) => consequence === 'marked')
  const recorded: PostedEntry = { ...posted, findings: marks.map(({ rule, figures }) => ({ rule, figures })) }
  return {
    before,
    after,
    findings,
    events: [LedgerEntryPosted(recorded, occurredOn)],
    alreadyPosted: undefined,
    refusal: refusalOf(findings),
  }
}

function refusalOf(findings: readonly Finding[]): DomainError | undefined {
  const first = findings.find(({ consequence }) => consequence === 'refused')
  return first && new DomainError('refused', first.rule, { figures: first.figures, field: first.field })
}

/** The books hold this very entry: nothing is recorded again, and the answer says so. */
export function alreadyIn(before: Ledger, alreadyPosted: LedgerEntry): Assessment {
  return { before, after: before, findings: [], events: [], alreadyPosted, refusal: undefined }
}

/** Refused by what a document or an entry is, which no history excuses: recording it would count money twice. */
export function refusedOutright(before: Ledger, refusal: DomainError): Assessment {
  const { slug: rule, figures, field } = refusal
  const findings: Finding[] = [{ rule, figures, consequence: 'refused', field }]
  return { before, after: before, findings, events: [], alreadyPosted: undefined, refusal }
}

/** The decision: the events to record; throws the refusal. */
export function decided({ events, refusal }: Assessment): readonly NewEvent[] {
  if (refusal) throw refusal
  return events
}
