import type { ClientBase } from 'pg'

const PAGE_ROWS = 2_000

export interface PagedQuery {
  readonly text: string
  readonly values?: readonly unknown[]
}

let cursors = 0

/**
 * The rows of a query of any size, a page at a time, by a cursor on the server. The client must be in a transaction. Other
 * statements may run on it between two pages.
 */
export async function* pagesOf<Row extends object>(
  client: ClientBase,
  { text, values = [] }: PagedQuery,
): AsyncGenerator<readonly Row[]> {
  const name = `pages_${(cursors += 1)}`
  await client.query(`declare ${name} no scroll cursor for ${text}`, [...values])
  for (;;) {
    const { rows } = await client.query<Row>(`fetch ${PAGE_ROWS} from ${name}`)
    if (rows.length === 0) break
    yield rows
  }
  await client.query(`close ${name}`)
}
