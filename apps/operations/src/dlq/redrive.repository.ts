import type { Client, PoolClient } from 'pg'
import { typesOf } from '@zhuji/contracts'
import { DomainError } from '@zhuji/kernel'
import { isDatabaseAway, LOG_COLUMNS, type LogRow, type Projection, toEvent } from '@zhuji/messaging'
import { services } from '../installation/services.js'
import { connect, type Installation } from '../installation/snapshots.repository.js'
import { placeOf, type Selection } from './dead-letters.repository.js'
import { openStreams, type OpenStream } from './open-streams.repository.js'

/**
 * - `taken-in`: in effect now; `would-try` in a dry run.
 * - `failed-again`: a new dead letter says why and names this one.
 * - `held-back`: one before it in its stream failed; it waits for that one.
 * - `overtaken`: later events of its stream are in effect. Taken in now it would come after them; a rebuild of the read
 *   model puts it in its place.
 * - `not-in-log`: no log has it. It was never ours, or its log is damaged.
 */
export type Outcome = 'taken-in' | 'would-try' | 'failed-again' | 'held-back' | 'overtaken' | 'not-in-log'

export interface Redriven {
  readonly id: string
  readonly group: string
  readonly type: string | null
  readonly streamId: string | null
  readonly outcome: Outcome
  /** Why it failed again. */
  readonly cause?: string
}

export interface RedriveOptions {
  readonly selection: Selection
  readonly operator: string
  /** Says what would be tried; nothing is written. Whether it would succeed is found out by trying. */
  readonly isDry?: boolean
}

/**
 * Hands dead letters to their group once more, as the log has them: what arrived damaged is whole there. Those of one
 * stream go in their order, each selected one behind all before it, in one transaction in which the group itself waits: no
 * later event of the stream comes between. What was done is noted in the same transaction, so a repetition does nothing.
 */
export async function* redrive(installation: Installation, options: RedriveOptions): AsyncGenerator<Redriven> {
  const { id } = options.selection
  const only = id === undefined ? undefined : placeOf(id).context
  for (const { context, projections } of services) {
    if (only !== undefined && only !== context) continue
    const client = await connect(installation.databaseUrl(context), context)
    const logs = new Logs(installation)
    try {
      for (const stream of await openStreams(client, context, options.selection)) {
        const projection = projections.find(({ group }) => group === stream.group)
        if (!projection) throw new DomainError('not-found', 'no-such-projection', { figures: { group: stream.group } })
        const log = await logs.of(stream.source)
        yield* await new StreamRedrive({ client, log, context, projection, stream, ...options }).run()
      }
    } finally {
      await logs.close()
      await client.end()
    }
  }
}

class Logs {
  private readonly clients = new Map<string, Client>()

  constructor(private readonly installation: Installation) {}

  async of(source: string): Promise<Client> {
    const known = this.clients.get(source)
    if (known) return known
    const client = await connect(this.installation.databaseUrl(source))
    this.clients.set(source, client)
    return client
  }

  async close(): Promise<void> {
    await Promise.all([...this.clients.values()].map((client) => client.end()))
  }
}

interface Parts extends Pick<RedriveOptions, 'isDry' | 'operator'> {
  readonly client: Client
  readonly log: Client
  readonly context: string
  readonly projection: Projection
  readonly stream: OpenStream
}

/** The dead letters of one stream with one group, in one transaction. */
class StreamRedrive {
  constructor(private readonly parts: Parts) {}

  async run(): Promise<readonly Redriven[]> {
    const { client, isDry } = this.parts
    await client.query('begin')
    try {
      const outcomes = await this.inOrder()
      await client.query(isDry ? 'rollback' : 'commit')
      return outcomes
    } catch (error) {
      await client.query('rollback').catch(() => undefined)
      throw error
    }
  }

  private async inOrder(): Promise<readonly Redriven[]> {
    const { stream, context } = this.parts
    const open = await this.lockLetters()
    const outcomes: Redriven[] = []
    let stopped: Outcome | undefined
    for (const letter of stream.letters.filter(({ id }) => open.has(id))) {
      const { outcome, cause } = stopped ? { outcome: stopped, cause: undefined } : await this.tryOne(letter)
      if (outcome === 'failed-again') stopped = 'held-back'
      const id = `${context}/${letter.id}`
      const { group, streamId } = stream
      outcomes.push({ id, group, type: letter.type, streamId, outcome, ...(cause === undefined ? {} : { cause }) })
    }
    return outcomes
  }

  /** The group's place first, as the group itself does; then the letters that nobody else has taken up meanwhile. */
  private async lockLetters(): Promise<ReadonlySet<string>> {
    const { client, stream } = this.parts
    const { group, source, streamId } = stream
    const { rowCount } = await client.query(
      `select from consumer_stream where consumer_group = $1 and source = $2 and stream_id = $3 for update`,
      [group, source, streamId],
    )
    if (rowCount === 0) {
      await client.query(`select from consumer_cursor where consumer_group = $1 and source = $2 for update`, [
        group,
        source,
      ])
    }
    const { rows } = await client.query<{ id: string }>(
      `select id::text as id from dead_letter where id = any($1::bigint[]) and redriven_at is null order by id for update`,
      [stream.letters.map(({ id }) => id)],
    )
    return new Set(rows.map((row) => row.id))
  }

  private async tryOne(letter: OpenStream['letters'][number]): Promise<{ outcome: Outcome; cause?: string }> {
    const { client, projection, isDry } = this.parts
    const row = await this.recorded(letter.eventId)
    if (!row) return { outcome: 'not-in-log' }
    if (await this.isOvertaken(row)) return { outcome: 'overtaken' }
    if (isDry) return { outcome: 'would-try' }
    await client.query('savepoint letter')
    try {
      const take = projection.act ?? projection.take
      await take([toEvent(row, this.parts.stream.source)], client as unknown as PoolClient)
    } catch (error) {
      if (isDatabaseAway(error)) throw error
      await client.query('rollback to savepoint letter')
      await this.buryAgain(letter.id, row, error as Error)
      await this.note(letter.id, 'failed-again')
      return { outcome: 'failed-again', cause: (error as Error).message }
    }
    await this.note(letter.id, 'taken-in')
    return { outcome: 'taken-in' }
  }

  private async recorded(eventId: string | null): Promise<LogRow | undefined> {
    const { log, stream, projection } = this.parts
    if (eventId === null) return undefined
    const { rows } = await log.query<LogRow>(
      `select ${LOG_COLUMNS}, payload::text as payload from ${stream.source}.event_log log
       where id = $1 and type = any($2)`,
      [eventId, typesOf(projection.events)],
    )
    return rows[0]
  }

  /** True when something of the stream that the group asked for is in effect and comes after this event. */
  private async isOvertaken(row: LogRow): Promise<boolean> {
    const { client, log, stream, projection } = this.parts
    const { group, source } = stream
    const { rows: later } = await log.query<{ id: string; stream_version: number; xid: string; position: string }>(
      `select id, stream_version, log.xid::text as xid, log.position::text as position from ${source}.event_log log
       where stream_id = $1 and stream_version > $2 and type = any($3)`,
      [row.stream_id, row.stream_version, typesOf(projection.events)],
    )
    if (later.length === 0) return false
    const { rowCount } = await client.query(
      `select from unnest($3::uuid[], $4::int[], $5::xid8[], $6::bigint[]) as later (id, version, xid, position)
       where case when exists (select from consumer_stream where consumer_group = $1 and source = $2)
           then version <= (select version from consumer_stream
             where consumer_group = $1 and source = $2 and stream_id = $7)
           else (later.xid, later.position) <= (select c.xid, c.position from consumer_cursor c
             where consumer_group = $1 and source = $2) end
         and not exists (select from dead_letter where consumer_group = $1 and event_id = later.id and redriven_at is null)
       limit 1`,
      [
        group,
        source,
        later.map(({ id }) => id),
        later.map(({ stream_version: version }) => version),
        later.map(({ xid }) => xid),
        later.map(({ position }) => position),
        row.stream_id,
      ],
    )
    return rowCount === 1
  }

  private async note(id: string, outcome: Outcome): Promise<void> {
    await this.parts.client.query(
      `update dead_letter set redriven_at = now(), redriven_by = $2, outcome = $3 where id = $1`,
      [id, this.parts.operator, outcome],
    )
  }

  private async buryAgain(previous: string, row: LogRow, error: Error): Promise<void> {
    const { client, stream } = this.parts
    await client.query(
      `insert into dead_letter (consumer_group, source, event_id, key, type, cause, message, attempts, event, previous)
       select consumer_group, source, event_id, key, $2, $3, $4, 1, $5, id from dead_letter where id = $1`,
      [
        previous,
        row.type,
        error instanceof DomainError ? error.slug : error.name,
        error.message,
        JSON.stringify(toEvent(row, stream.source)),
      ],
    )
  }
}
