import type { Client, PoolClient } from 'pg'
import { typesOf } from '@zhuji/contracts'
import { DomainError } from '@zhuji/kernel'
import { isDatabaseAway, type LogRow, type Projection, toEvent } from '@zhuji/messaging'
import { databaseOf, openServiceDatabase, serviceOptionsOf, SystemClock } from '@zhuji/platform'
import type { Service } from '../installation/services.js'
import { connect } from '../installation/snapshots.repository.js'

export interface ShadowPlace {
  readonly service: Service
  readonly projection: Projection
  readonly databaseUrl: string
  /** Part of the schema's name, so that different commands never meet in one. */
  readonly purpose: 'verify' | 'rebuild'
}

/** A row with the log it comes from. */
export interface SourcedRow {
  readonly source: string
  readonly row: LogRow
}

/** An event that the projection could not take in here either. */
export interface ShadowDeadLetter extends SourcedRow {
  readonly error: Error
}

/**
 * A read model built anew in a schema of its own beside the live one, by the same migrations and the same code. It keeps
 * the version of every stream it has taken in, in the same transaction, so rows that are handed over twice count once.
 */
export class ShadowModel {
  readonly deadLetters: ShadowDeadLetter[] = []
  private readonly types: ReadonlySet<string>

  private constructor(
    readonly schema: string,
    readonly client: Client,
    private readonly projection: Projection,
  ) {
    this.types = new Set(typesOf(projection.events))
  }

  /** What an earlier run left behind is thrown away. Throws `shadow-in-use` while another run works on the same model. */
  static async create(place: ShadowPlace): Promise<ShadowModel> {
    const { service, projection, databaseUrl } = place
    const schema = shadowSchema(place)
    const client = await connect(databaseUrl, schema)
    try {
      await lockShadow(client, schema)
      await client.query(`drop schema if exists ${schema} cascade`)
      const clock = new SystemClock()
      const system = { clock, timeZone: 'UTC', poolSize: 2, databaseUrl: () => databaseUrl }
      const { migrations } = databaseOf(serviceOptionsOf(service.module), system)
      const database = { url: databaseUrl, context: schema, poolSize: 2, entities: [], migrations }
      await (await openServiceDatabase(database)).destroy()
      // Lost with its server a shadow is built again; the commit that puts it in the live one's place writes all of it down.
      await client.query('set synchronous_commit = off')
      return new ShadowModel(schema, client, projection)
    } catch (error) {
      await client.end()
      throw error
    }
  }

  wants(type: string): boolean {
    return this.types.has(type)
  }

  /** Takes rows in, each log's in its order; those it has seen have no effect. */
  async take(rows: readonly SourcedRow[]): Promise<void> {
    if (rows.length === 0) return
    try {
      await this.inTransaction(() => this.apply(rows))
    } catch (error) {
      if (isDatabaseAway(error)) throw error
      if (rows.length === 1) return this.bury({ ...rows[0]!, error: error as Error })
      for (const row of rows) await this.take([row])
    }
  }

  /** Ends the connection; with it goes the lock. */
  async close(): Promise<void> {
    await this.client.end()
  }

  /** Also from the middle of something that failed. */
  async drop(): Promise<void> {
    await this.client.query('rollback')
    await this.client.query(`drop schema if exists ${this.schema} cascade`)
  }

  private async apply(rows: readonly SourcedRow[]): Promise<void> {
    const fresh = new Set<LogRow>()
    for (const [source, own] of bySource(rows)) {
      const unseen = await this.unseen(source, own)
      for (const row of unseen) fresh.add(row)
      await this.note(source, unseen)
    }
    const events = rows.flatMap(({ source, row }) =>
      fresh.has(row) && row.payload !== null ? [toEvent(row, source)] : [],
    )
    if (events.length > 0) await this.projection.take(events, this.client as unknown as PoolClient)
  }

  private async bury(deadLetter: ShadowDeadLetter): Promise<void> {
    this.deadLetters.push(deadLetter)
    await this.inTransaction(() => this.note(deadLetter.source, [deadLetter.row]))
  }

  private async unseen(source: string, rows: readonly LogRow[]): Promise<readonly LogRow[]> {
    const { rows: seen } = await this.client.query<{ stream_id: string; version: number }>({
      name: 'shadow-versions',
      text: `select stream_id, version from consumer_stream
        where consumer_group = $1 and source = $2 and stream_id = any($3)`,
      values: [this.projection.group, source, [...new Set(rows.map((row) => row.stream_id))]],
    })
    const versions = new Map(seen.map((row) => [row.stream_id, row.version]))
    return rows.filter((row) => row.stream_version > (versions.get(row.stream_id) ?? 0))
  }

  private async note(source: string, rows: readonly LogRow[]): Promise<void> {
    const versions = new Map(rows.map((row) => [row.stream_id, row.stream_version]))
    await this.client.query({
      name: 'shadow-note',
      text: `insert into consumer_stream (consumer_group, source, stream_id, version)
        select $1, $2, stream_id, version from unnest($3::text[], $4::int[]) as s (stream_id, version)
        on conflict (consumer_group, source, stream_id) do update set version = excluded.version`,
      values: [this.projection.group, source, [...versions.keys()], [...versions.values()]],
    })
  }

  private async inTransaction(work: () => Promise<void>): Promise<void> {
    await this.client.query('begin')
    try {
      await work()
      await this.client.query('commit')
    } catch (error) {
      await this.client.query('rollback')
      throw error
    }
  }
}

/** Each log's rows in their order. */
export function bySource(rows: readonly SourcedRow[]): ReadonlyMap<string, readonly LogRow[]> {
  const groups = new Map<string, LogRow[]>()
  for (const { source, row } of rows) {
    const group = groups.get(source)
    if (group) group.push(row)
    else groups.set(source, [row])
  }
  return groups
}

export function shadowSchema({ projection, purpose }: Pick<ShadowPlace, 'projection' | 'purpose'>): string {
  return `${projection.group}_${purpose}`.replaceAll(/[^a-z0-9]/g, '_')
}

async function lockShadow(client: Client, schema: string): Promise<void> {
  const { rows } = await client.query<{ locked: boolean }>(
    `select pg_try_advisory_lock(hashtext('zhuji-shadow'), hashtext($1)) as locked`,
    [schema],
  )
  if (!rows[0]!.locked) throw new DomainError('conflict', 'shadow-in-use', { figures: { schema } })
}
