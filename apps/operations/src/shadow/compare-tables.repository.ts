import { createHash } from 'node:crypto'
import type { ClientBase } from 'pg'
import { pagesOf, type ProjectionTable } from '@zhuji/messaging'

/** One table in one of two schemas, seen in one moment. */
export interface TableView {
  readonly client: ClientBase
  readonly schema: string
}

export interface RowDifference {
  readonly table: string
  /** The key as JSON. */
  readonly key: string
  /** Column → its value in the live model and in the fresh one, as JSON; a row that is only in one has null for the other. */
  readonly columns: Readonly<Record<string, readonly [live: unknown, fresh: unknown]>>
}

export interface TableComparison {
  readonly rows: number
  /** Of keys and contents in order, the same for equal tables. */
  readonly liveHash: string
  readonly freshHash: string
}

interface Digest {
  readonly key: string
  readonly digest: string
}

/** Compares row by row in the order of keys; a page of digests of either side is in memory. */
export async function compareTables(
  table: ProjectionTable,
  views: { readonly live: TableView; readonly fresh: TableView },
  found: (difference: RowDifference) => void,
): Promise<TableComparison> {
  const [live, fresh] = [new Side(views.live, table), new Side(views.fresh, table)]
  await live.open()
  await fresh.open()
  for (;;) {
    const [one, other] = [live.current, fresh.current]
    if (!one && !other) break
    const order = one && other ? Buffer.compare(Buffer.from(one.key), Buffer.from(other.key)) : one ? -1 : 1
    if (order !== 0 || one?.digest !== other?.digest) {
      const key = order <= 0 ? one!.key : other!.key
      const [liveRow, freshRow] = [await live.row(key), await fresh.row(key)]
      found({ table: table.name, key, columns: differingColumns(liveRow, freshRow) })
    }
    if (order <= 0) await live.advance()
    if (order >= 0) await fresh.advance()
  }
  return { rows: live.rows, liveHash: live.hash(), freshHash: fresh.hash() }
}

class Side {
  rows = 0
  current: Digest | undefined
  private page: readonly Digest[] = []
  private index = 0
  private pages: AsyncGenerator<readonly Digest[]>
  private readonly digest = createHash('sha256')

  constructor(
    private readonly view: TableView,
    private readonly table: ProjectionTable,
  ) {}

  async open(): Promise<void> {
    const { client, schema } = this.view
    const condition = this.table.isSums ? `where ${await sumsCondition(this.view, this.table)}` : ''
    this.pages = pagesOf<Digest>(client, {
      text: `select ${keyOf(this.table)} as key, md5(${contentOf(this.table)}::text) as digest
        from ${schema}.${this.table.name} t ${condition} order by ${keyOf(this.table)} collate "C"`,
    })
    await this.advance()
  }

  async advance(): Promise<void> {
    if (this.index >= this.page.length) {
      const { value, done } = await this.pages.next()
      this.page = done ? [] : value
      this.index = 0
    }
    this.current = this.page[this.index]
    this.index += 1
    if (!this.current) return
    this.rows += 1
    this.digest.update(`${this.current.key} ${this.current.digest}\n`)
  }

  async row(key: string): Promise<Record<string, unknown>> {
    const { client, schema } = this.view
    const { name, key: columns } = this.table
    const values = JSON.parse(key) as Record<string, unknown>
    const { rows } = await client.query<{ row: string }>(
      `select ${contentOf(this.table)}::text as row
       from ${schema}.${name} t, json_populate_record(null::${schema}.${name}, $1) k
       where ${columns.map((column) => `t.${column} = k.${column}`).join(' and ')}`,
      [JSON.stringify(values)],
    )
    return rows[0] ? (JSON.parse(rows[0].row) as Record<string, unknown>) : {}
  }

  hash(): string {
    return this.digest.digest('hex')
  }
}

function keyOf({ key }: ProjectionTable): string {
  return `jsonb_build_object(${key.map((column) => `'${column}', t.${column}`).join(', ')})::text`
}

function contentOf({ incidental = [] }: ProjectionTable): string {
  return `(to_jsonb(t) - array[${incidental.map((column) => `'${column}'`).join(', ')}]::text[])`
}

async function sumsCondition({ client, schema }: TableView, { name }: ProjectionTable): Promise<string> {
  const { rows } = await client.query<{ column: string }>(
    `select attname as column from pg_attribute
     where attrelid = to_regclass($1) and atttypid = 'bigint'::regtype and attnum > 0 and not attisdropped`,
    [`${schema}.${name}`],
  )
  return `(${rows.map(({ column }) => `t.${column} <> 0`).join(' or ')})`
}

function differingColumns(live: Record<string, unknown>, fresh: Record<string, unknown>): RowDifference['columns'] {
  const columns = [...new Set([...Object.keys(live), ...Object.keys(fresh)])]
  return Object.fromEntries(
    columns
      .filter((column) => JSON.stringify(live[column]) !== JSON.stringify(fresh[column]))
      .map((column) => [column, [live[column] ?? null, fresh[column] ?? null] as const]),
  )
}
