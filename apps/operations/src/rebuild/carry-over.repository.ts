import type { ClientBase } from 'pg'
import type { ProjectionTable } from '@zhuji/messaging'

export interface CarryPlace {
  readonly client: ClientBase
  readonly live: string
  readonly shadow: string
}

/**
 * Gives the rows of the shadow the incidental columns of the same rows in the live model: their places in the order in
 * which readers were told of them, and when they are next looked at. Readers who go on behind a place of theirs are then
 * not told everything again. Only rows that say the same take them over.
 */
export class CarryOver {
  private readonly of: { readonly fresh: string; readonly kept: string }
  private readonly same: string
  /** A row for each event never changes again, so that only the newest are looked at twice. */
  private readonly isOfEvents: boolean
  private missing: readonly string[] = []

  constructor(
    private readonly place: CarryPlace,
    private readonly table: ProjectionTable,
  ) {
    const { name, key } = table
    this.of = { fresh: `${place.shadow}.${name} fresh`, kept: `${place.live}.${name} kept` }
    this.same = key.map((column) => `fresh.${column} = kept.${column}`).join(' and ')
    this.isOfEvents = key.join() === 'event_id'
  }

  /** The bulk, while the live model goes on. */
  async ahead(): Promise<void> {
    if (!this.table.incidental?.length) return
    await this.take()
    if (!this.isOfEvents) return
    const { rows } = await this.place.client.query<{ id: string }>(
      `select fresh.event_id as id from ${this.of.fresh} where not exists (
         select from ${this.of.kept} where ${this.same} and ${this.incidental('fresh')} = ${this.incidental('kept')})`,
    )
    this.missing = rows.map(({ id }) => id)
  }

  /** What has come since, while the live model stands still: of events those that were `taken` in. */
  async rest(taken: readonly string[]): Promise<void> {
    if (!this.table.incidental?.length) return
    const events = this.isOfEvents ? [...this.missing, ...taken] : undefined
    await this.take(events)
    await this.countOn(events)
  }

  private async take(events?: readonly string[]): Promise<void> {
    const { incidental = [] } = this.table
    for (const column of await this.countedColumns()) await this.generate(column, 'by default')
    const without = `array[${incidental.map((column) => `'${column}'`).join(', ')}]::text[]`
    await this.place.client.query(
      `update ${this.of.fresh} set ${incidental.map((column) => `${column} = kept.${column}`).join(', ')}
       from ${this.of.kept}
       where ${this.same} and ${this.incidental('fresh')} is distinct from ${this.incidental('kept')}
         and to_jsonb(fresh) - ${without} = to_jsonb(kept) - ${without}${amongEvents(events)}`,
      events && [events],
    )
  }

  /**
   * Behind everything that was carried over come the rows that only the shadow has, in their order and as of this
   * transaction; counting goes on behind those.
   */
  private async countOn(events: readonly string[] | undefined): Promise<void> {
    const { client, live, shadow } = this.place
    const { key } = this.table
    const keys = key.map((column) => `fresh.${column}`).join(', ')
    for (const column of await this.countedColumns()) {
      const counted = await client.query<{ next: string }>(
        `select last_value + is_called::int as next from ${await this.sequenceOf(live, column)}`,
      )
      const { next } = counted.rows[0]!
      const { rowCount } = await client.query(
        `update ${this.of.fresh} set ${column} = $1::bigint - 1 + added.place${await this.renewed()} from (
           select ${keys}, row_number() over (order by fresh.${column}) as place from ${this.of.fresh}
           where not exists (select from ${this.of.kept} where ${this.same} and fresh.${column} = kept.${column})
             ${amongEvents(events, 2)}) added
         where ${key.map((part) => `fresh.${part} = added.${part}`).join(' and ')}`,
        events ? [next, events] : [next],
      )
      const behind = BigInt(next) + BigInt(rowCount ?? 0)
      await client.query('select setval($1, $2, false)', [await this.sequenceOf(shadow, column), behind])
      await this.generate(column, 'always')
    }
  }

  private incidental(of: 'fresh' | 'kept'): string {
    return `row(${this.table.incidental!.map((column) => `${of}.${column}`).join(', ')})`
  }

  private async generate(column: string, when: 'always' | 'by default'): Promise<void> {
    const { client, shadow } = this.place
    await client.query(`alter table ${shadow}.${this.table.name} alter column ${column} set generated ${when}`)
  }

  private async sequenceOf(schema: string, column: string): Promise<string> {
    const { rows } = await this.place.client.query<{ name: string }>('select pg_get_serial_sequence($1, $2) as name', [
      `${schema}.${this.table.name}`,
      column,
    ])
    return rows[0]!.name
  }

  /** What PostgreSQL fills in itself when a row is written. */
  private async renewed(): Promise<string> {
    const { rows } = await this.place.client.query<{ column_name: string }>(
      `select column_name from information_schema.columns
       where table_schema = $1 and table_name = $2 and column_default is not null and column_name = any($3)`,
      [this.place.live, this.table.name, this.table.incidental],
    )
    return rows.map(({ column_name: column }) => `, ${column} = default`).join('')
  }

  private async countedColumns(): Promise<string[]> {
    const { client, live } = this.place
    const { rows } = await client.query<{ column_name: string }>(
      `select column_name from information_schema.columns
       where table_schema = $1 and table_name = $2 and is_identity = 'YES' and column_name = any($3)`,
      [live, this.table.name, this.table.incidental ?? []],
    )
    return rows.map((row) => row.column_name)
  }
}

const amongEvents = (events: readonly string[] | undefined, parameter = 1): string =>
  events ? ` and fresh.event_id = any($${parameter}::uuid[])` : ''
