import { type BookedKind, ledgerEntryIds, type LedgerSum, ledgerSums, paidFen, sumMovedBy } from '@zhuji/contracts'
import { agreedOf, type Gap, gapOf } from '@zhuji/figures'
import type { Watched } from './watched.js'

/** The kinds of entries that say what was paid, and those that say what is committed. */
const kindsOf = (...sums: readonly LedgerSum[]): readonly BookedKind[] =>
  ledgerEntryIds
    .filter((kind) => kind !== 'reversal')
    .filter((kind) => sums.some((sum) => sumMovedBy({ entry: kind, amountFen: 1 })?.sum === sum))
const paying = kindsOf('disbursedFen', 'refundedFen')
const committing = kindsOf('committedFen')

/** Money beside work, and the events that say so. */
export function gapOfWatched(watched: Watched): { readonly gap: Gap; readonly because: readonly string[] } {
  const { approvedBudget, physical, ledger } = watched
  const sums = ledgerSums(Object.fromEntries(Object.entries(ledger).map(([kind, { sumFen }]) => [kind, sumFen])))
  const amounts = { approvedBudgetFen: approvedBudget?.fen ?? null, committedFen: sums.committedFen }
  const gap = gapOf({ ...amounts, paidFen: paidFen(sums), physicalPercent: physical?.percent ?? null })
  const because = (kinds: readonly BookedKind[]) => kinds.map((kind) => ledger[kind]?.because)
  const agreed = agreedOf(amounts)?.basis === 'commitments' ? because(committing) : [approvedBudget?.because]
  const ids = [...agreed, ...because(paying), physical?.because]
  return { gap, because: ids.filter((id) => id !== undefined) }
}
