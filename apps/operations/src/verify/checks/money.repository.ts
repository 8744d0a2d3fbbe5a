import type { Client } from 'pg'
import type { Check, Finding, Scene } from '../check.js'
import { type Column, columnOf, columns } from '../ledger-sums.js'
import { type Book, booksOf } from './books.repository.js'

/** To the fen: the sum of ledger entries = the ledger's own state = the project's card, and cards = kept sums. */
export const money: Check = {
  name: 'money',
  service: 'funding',
  run: async (scene, found) => {
    const counts = { entries: 0, projects: 0 }
    const reader = { service: 'dashboards', group: 'dashboards.projects' }
    for await (const books of booksOf(scene, reader, () => (counts.entries += 1))) {
      await compareWithStates(scene, books, found)
      await compareWithCards(scene, books, found)
      counts.projects += books.length
    }
    await compareCells(scene, found)
    return counts
  },
}

interface StateRow {
  readonly id: string
  readonly state: { readonly balances: Readonly<Record<string, Readonly<Record<string, number>>>> }
}

async function compareWithStates(
  { snapshots }: Scene,
  books: readonly Book[],
  found: (finding: Finding) => void,
): Promise<void> {
  const { rows } = await snapshots
    .get('funding')
    .query<StateRow>(`select id, state from funding.stream where id = any($1)`, [books.map((book) => book.streamId)])
  const states = new Map(rows.map((row) => [row.id, row.state]))
  for (const { streamId, projectId, posted } of books) {
    const pots = Object.values(states.get(streamId)?.balances ?? {})
    for (const entry of new Set([...Object.keys(posted), ...pots.flatMap((pot) => Object.keys(pot))])) {
      const stateFen = pots.reduce((sum, pot) => sum + (pot[entry] ?? 0), 0)
      const ledgerFen = posted[entry] ?? 0
      if (stateFen === ledgerFen) continue
      found({ slug: 'ledger-state-differs', figures: { projectId, streamId, entry, ledgerFen, stateFen } })
    }
  }
}

async function compareWithCards(
  { snapshots }: Scene,
  books: readonly Book[],
  found: (finding: Finding) => void,
): Promise<void> {
  const dashboards = snapshots.find('dashboards')
  if (!dashboards) return
  const { rows } = await dashboards.query<{ project_id: string } & Record<Column, string>>(
    `select project_id, ${columns.join(', ')} from dashboards.project_card where project_id = any($1::uuid[])`,
    [books.map((book) => book.projectId)],
  )
  const cards = new Map(rows.map((row) => [row.project_id, row]))
  for (const { projectId, shown } of books) {
    for (const column of columns) {
      const cardFen = Number(cards.get(projectId)?.[column] ?? 0)
      const ledgerFen = columnOf(column, shown)
      if (cardFen === ledgerFen) continue
      found({ slug: 'card-differs', figures: { projectId, column, ledgerFen, cardFen } })
    }
  }
}

/** The sums that the overview shows, against the cards they stand for. */
async function compareCells({ snapshots }: Scene, found: (finding: Finding) => void): Promise<void> {
  const dashboards = snapshots.find('dashboards')
  if (!dashboards) return
  const cards = await sumsIn(dashboards, `dashboards.project_card where registered`)
  const cells = await sumsIn(dashboards, `dashboards.summary_cell where parent = ''`)
  for (const column of columns) {
    const [cardsFen, cellsFen] = [Number(cards[column]), Number(cells[column])]
    if (cardsFen !== cellsFen) found({ slug: 'kept-sum-differs', figures: { column, cardsFen, cellsFen } })
  }
}

async function sumsIn(client: Client, from: string): Promise<Record<Column, string>> {
  const sums = columns.map((column) => `coalesce(sum(${column}), 0) as ${column}`).join(', ')
  const { rows } = await client.query<Record<Column, string>>(`select ${sums} from ${from}`)
  return rows[0]!
}
