import type { BookedKind } from '@zhuji/contracts'
import { balanceDaysProjection, type KindTotals, trialBalance as accountsShown } from '@zhuji/funding'
import type { Check, Finding, Scene } from '../check.js'
import { accounts, differenceOf, type Entry, standingOf } from '../ledger-sums.js'
import { type Book, booksOf } from './books.repository.js'

/**
 * 试算平衡: debit = credit for each project, from the log by a rule of our own; every account as the service shows it; and
 * what one project handed on has reached another.
 */
export const trialBalance: Check = {
  name: 'trial-balance',
  service: 'funding',
  run: async (scene, found) => {
    const transfers = new Transfers()
    const counts = { projects: 0, accounts: accounts.length, transfers: 0 }
    const reader = { service: 'funding', group: balanceDaysProjection.group }
    for await (const books of booksOf(scene, reader, (entry) => transfers.hear(entry))) {
      for (const { projectId, posted } of books) {
        const differenceFen = differenceOf(posted)
        if (differenceFen !== 0) found({ slug: 'trial-balance-differs', figures: { projectId, differenceFen } })
      }
      await compareWithShown(scene, books, found)
      counts.projects += books.length
    }
    transfers.open().forEach((figures) => found({ slug: 'transfer-one-sided', figures }))
    return { ...counts, transfers: transfers.ends / 2 }
  },
}

async function compareWithShown(
  { snapshots }: Scene,
  books: readonly Book[],
  found: (finding: Finding) => void,
): Promise<void> {
  const { rows } = await snapshots.get('funding').query<{ project_id: string; entry: BookedKind; fen: string }>(
    `select project_id, entry, sum(fen)::text as fen from funding.balance_day
     where project_id = any($1::uuid[]) group by project_id, entry`,
    [books.map(({ projectId }) => projectId)],
  )
  for (const { projectId, shown } of books) {
    const totals: KindTotals = Object.fromEntries(
      rows.filter((row) => row.project_id === projectId).map(({ entry, fen }) => [entry, Number(fen)]),
    )
    for (const { account, debitFen, creditFen } of accountsShown(totals)) {
      const [ledgerFen, shownFen] = [standingOf(account, shown), debitFen - creditFen]
      if (ledgerFen !== shownFen)
        found({ slug: 'account-differs', figures: { projectId, account, ledgerFen, shownFen } })
    }
  }
}

type Transfer = Readonly<Record<'fromProjectId' | 'toProjectId' | 'documentNumber', string>>

/** Transfers of which one end has been seen and the other has not yet. */
class Transfers {
  ends = 0
  private readonly transit = new Map<string, Transfer & { readonly transitFen: number }>()

  hear({ entry, projectId, counterProjectId, documentNumber, amountFen }: Entry): void {
    if (counterProjectId === undefined || (entry !== 'transfer-out' && entry !== 'transfer-in')) return
    this.ends += 1
    const leaves = entry === 'transfer-out'
    const [fromProjectId, toProjectId] = leaves ? [projectId, counterProjectId] : [counterProjectId, projectId]
    const name = JSON.stringify([fromProjectId, toProjectId, documentNumber])
    const transitFen = (this.transit.get(name)?.transitFen ?? 0) + (leaves ? amountFen : -amountFen)
    if (transitFen === 0) this.transit.delete(name)
    else this.transit.set(name, { fromProjectId, toProjectId, documentNumber, transitFen })
  }

  open(): readonly (Transfer & { readonly transitFen: number })[] {
    return [...this.transit.values()]
  }
}
