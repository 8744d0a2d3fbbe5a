import type { Pool, PoolClient } from 'pg'
import type { Command, Decider, Receipt } from './command.js'
import { type BatchBasis, type BatchPlan, receiptKey, type StoredReceipt, type StreamHead } from './decide-batch.js'
import { LogReader } from '../log/log-reader.repository.js'

/** Another process took the same name or version between our look and our write: decide again on what it left. */
export class LostRace extends Error {
  constructor() {
    super('another writer was first')
    this.name = 'LostRace'
  }
}

interface StreamRow {
  id: string
  version: number
  hash: Buffer
  state_version: number
  state: string
}

type Stored = Pick<BatchBasis, 'heads' | 'receipts' | 'claims'>

/** The statements of one batch: everything it touches is read with one each, and written with one. */
export class CommandBatchRepository {
  private readonly log: LogReader

  constructor(
    private readonly pool: Pool,
    private readonly context: string,
  ) {
    this.log = new LogReader(pool, context)
  }

  /**
   * Begins a transaction and locks the batch's streams in the order of their ids, so that two batches never wait for each
   * other in a ring. All of it is one way to the server and back.
   */
  async begin(client: PoolClient, commands: readonly Command[]): Promise<Stored> {
    const [, heads, receipts, claims] = await Promise.all([
      client.query('begin'),
      this.heads(client, commands, ' for update'),
      this.receipts(client, commands),
      this.claims(client, commands),
    ])
    return { heads, receipts, claims }
  }

  /** The same without locks, for dry runs and questions. */
  async read(commands: readonly Pick<Command, 'streamId' | 'decider' | 'claims'>[]): Promise<Stored> {
    const heads = await this.heads(this.pool, commands, '')
    return { heads, receipts: new Map(), claims: await this.claims(this.pool, commands) }
  }

  private async heads(
    runner: Pool | PoolClient,
    commands: readonly Pick<Command, 'streamId' | 'decider'>[],
    lock: '' | ' for update',
  ): Promise<Map<string, StreamHead>> {
    const deciders = new Map(commands.map((command) => [command.streamId, command.decider]))
    const { rows } = await runner.query<StreamRow>({
      name: `streams${lock}`,
      text: `select id, version, hash, state_version, state::text as state from ${this.context}.stream
        where id = any($1) order by id${lock}`,
      values: [[...deciders.keys()]],
    })
    const heads = new Map<string, StreamHead>()
    for (const row of rows) {
      const decider = deciders.get(row.id)!
      const current = row.state_version === decider.stateVersion
      const state = current ? (JSON.parse(row.state) as unknown) : await this.foldAnew(row.id, decider)
      heads.set(row.id, { version: row.version, hash: row.hash, state })
    }
    return heads
  }

  private async foldAnew(streamId: string, decider: Decider<unknown>): Promise<unknown> {
    const events = await this.log.ofStream(streamId)
    return events.reduce((state, event) => decider.evolve(state, event), decider.initial())
  }

  private async receipts(client: PoolClient, commands: readonly Command[]): Promise<Map<string, StoredReceipt>> {
    const keys = commands.flatMap((command) => (command.idempotency ? [command.idempotency] : []))
    if (keys.length === 0) return new Map()
    const { rows } = await client.query<{ scope: string; key: string; fingerprint: string; receipt: Receipt }>({
      name: 'receipts',
      text: `select scope, key, fingerprint, receipt from ${this.context}.idempotency_key
        where (scope, key) in (select * from unnest($1::text[], $2::text[]))`,
      values: [keys.map((key) => key.scope), keys.map((key) => key.key)],
    })
    return new Map(rows.map((row) => [receiptKey(row), row]))
  }

  private async claims(
    runner: Pool | PoolClient,
    commands: readonly Pick<Command, 'claims'>[],
  ): Promise<Map<string, string>> {
    const names = commands.flatMap((command) => command.claims ?? [])
    if (names.length === 0) return new Map()
    const { rows } = await runner.query<{ name: string; stream_id: string }>({
      name: 'claims',
      text: `select name, stream_id from ${this.context}.claim where name = any($1)`,
      values: [names],
    })
    return new Map(rows.map((row) => [row.name, row.stream_id]))
  }

  async write(client: PoolClient, plan: BatchPlan): Promise<void> {
    await Promise.all([
      plan.events.length > 0 && this.appendEvents(client, plan),
      plan.receipts.length > 0 && this.keepReceipts(client, plan),
      plan.claims.size > 0 && this.takeClaims(client, plan),
    ])
  }

  private async takeClaims(client: PoolClient, { claims }: BatchPlan): Promise<void> {
    const taken = await client.query({
      name: 'take-claims',
      text: `insert into ${this.context}.claim (name, stream_id) select * from unnest($1::text[], $2::text[])
        on conflict (name) do update set stream_id = excluded.stream_id
          where claim.stream_id = excluded.stream_id`,
      values: [[...claims.keys()], [...claims.values()]],
    })
    if (taken.rowCount !== claims.size) throw new LostRace()
  }

  /** The uniqueness of (stream_id, stream_version) is what stops two processes from taking the same next version. */
  private async appendEvents(client: PoolClient, { events, streams }: BatchPlan): Promise<void> {
    const ids = [...streams.keys()]
    const heads = [...streams.values()]
    await client.query({
      name: 'append-events',
      text: `with saved as (
          insert into ${this.context}.stream (id, version, hash, state_version, state)
          select id, version, hash, state_version, state::json
          from unnest($1::text[], $2::int[], $3::bytea[], $4::int[], $5::text[])
            as s (id, version, hash, state_version, state)
          on conflict (id) do update set version = excluded.version, hash = excluded.hash,
            state_version = excluded.state_version, state = excluded.state
        )
        insert into ${this.context}.event_log (id, aggregatetype, aggregateid, type, payload, stream_id, stream_version,
          occurred_on, recorded_at, known_on, known_on_claimed, actor, correlation_id, causation_id, hash, traceparent)
        select id, '${this.context}', key, type, payload::json, stream_id, version, occurred_on, recorded_at, known_on,
          claimed, actor::json, correlation_id, causation_id, hash, traceparent
        from unnest($6::uuid[], $7::text[], $8::text[], $9::text[], $10::text[], $11::int[], $12::date[],
          $13::timestamptz[], $14::date[], $15::boolean[], $16::text[], $17::text[], $18::text[], $19::bytea[],
          $20::text[])
          with ordinality as e (id, key, type, payload, stream_id, version, occurred_on, recorded_at, known_on, claimed,
            actor, correlation_id, causation_id, hash, traceparent, place)
        order by place`,
      values: [
        ids,
        heads.map((head) => head.version),
        heads.map((head) => head.hash),
        heads.map((head) => head.stateVersion),
        heads.map((head) => JSON.stringify(head.state)),
        events.map((event) => event.id),
        events.map((event) => event.key),
        events.map((event) => event.type),
        events.map((event) => event.payload),
        events.map((event) => event.streamId),
        events.map((event) => event.streamVersion),
        events.map((event) => event.occurredOn),
        events.map((event) => event.recordedAt),
        events.map((event) => event.knownOn),
        events.map((event) => event.knownOnClaimed),
        events.map((event) => event.actor),
        events.map((event) => event.correlationId),
        events.map((event) => event.causationId),
        events.map((event) => event.hash),
        events.map((event) => event.traceparent),
      ],
    })
  }

  private async keepReceipts(client: PoolClient, { receipts }: BatchPlan): Promise<void> {
    await client.query({
      name: 'keep-receipts',
      text: `insert into ${this.context}.idempotency_key (scope, key, fingerprint, receipt, created_at)
        select scope, key, fingerprint, receipt::json, created_at
        from unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::timestamptz[])
          as r (scope, key, fingerprint, receipt, created_at)`,
      values: [
        receipts.map((receipt) => receipt.scope),
        receipts.map((receipt) => receipt.key),
        receipts.map((receipt) => receipt.fingerprint),
        receipts.map((receipt) => JSON.stringify(receipt.receipt)),
        receipts.map((receipt) => receipt.receipt.recordedAt),
      ],
    })
  }
}
