import type { CalendarDate, Fen, Figures } from '@zhuji/kernel'
import type { NoteReader } from '@zhuji/messaging'
import { type Balance, balanceOf, type PotName, potOf, type Total, totalOf } from './balances.js'
import type { CopiedPayment } from './copied-payments.js'
import type { PostedEntry } from './entries.js'
import type { Ledger } from './ledger.js'

/**
 * What a live posting that breaks the rule meets: it is refused, or recorded with the rule marked on it, or the clerk is
 * only warned. History that already happened is recorded with every rule it breaks marked.
 */
export type Consequence = 'refused' | 'marked' | 'warned'

export interface Finding {
  readonly rule: string
  readonly figures: Figures
  readonly consequence: Consequence
  /** The field of the command that the reader would change. */
  readonly field?: string
}

export interface BeforeAndAfter<Of extends Balance = Balance> {
  readonly before: Of
  readonly after: Of
}

/** A posting (or a reversal) under consideration, with the books before it and as they would be after it. */
export interface Considered {
  readonly posted: PostedEntry
  readonly occurredOn: CalendarDate
  readonly today: CalendarDate
  /** The books of the pot it names: its source of funds, and where it says so the batch. */
  readonly pot: BeforeAndAfter
  /** Over all pots. */
  readonly total: BeforeAndAfter<Total>
  /** What the entries before it left to be looked up. */
  readonly note: NoteReader
  /** 概算; null when the register does not know it. A raised budget in the register is the recorded approval. */
  readonly approvedBudgetFen: Fen | null
  readonly copied?: CopiedPayment
}

export type Rule = (considered: Considered) => Finding | undefined

/** What the rules ask of the books, added up once for all of them. */
export function standOf(posted: PotName, before: Ledger, after: Ledger): Pick<Considered, 'pot' | 'total'> {
  const pot = potOf(posted)
  return {
    pot: { before: balanceOf(before.balances, pot), after: balanceOf(after.balances, pot) },
    total: { before: totalOf(before.balances), after: totalOf(after.balances) },
  }
}

/** How far the books are beyond a limit afterwards, if the posting takes them further: one that leads back is never refused. */
export function worse<Of extends Balance>(
  { before, after }: BeforeAndAfter<Of>,
  excess: (balance: Of) => Fen,
): Fen | undefined {
  const beyond = excess(after)
  return beyond > 0 && beyond > excess(before) ? beyond : undefined
}
