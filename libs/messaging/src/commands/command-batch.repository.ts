import type { Pool, PoolClient } from 'pg'
import type { Command, Receipt } from './command.js'
import { type BatchBasis, type BatchPlan, type EventRow, receiptKey, type StoredReceipt } from './batch-plan.js'
import { KeptStreams, type StreamWanted } from './kept-streams.repository.js'
import { arraysOf, type Columns, namesOf, unnested } from '../rows/columns.js'
import { BEGIN } from '../rows/transaction.repository.js'

/** Another process took the same name or version between our look and our write: decide again on what it left. */
export class LostRace extends Error {
  constructor() {
    super('another writer was first')
    this.name = 'LostRace'
  }
}

const eventColumns = {
  id: ['id', 'uuid'],
  key: ['aggregateid', 'text'],
  type: ['type', 'text'],
  payload: ['payload', 'written json'],
  streamId: ['stream_id', 'text'],
  streamVersion: ['stream_version', 'integer'],
  occurredOn: ['occurred_on', 'date'],
  recordedAt: ['recorded_at', 'timestamptz'],
  knownOn: ['known_on', 'date'],
  knownOnClaimed: ['known_on_claimed', 'boolean'],
  actor: ['actor', 'written json'],
  correlationId: ['correlation_id', 'text'],
  causationId: ['causation_id', 'text'],
  hash: ['hash', 'bytea'],
  traceparent: ['traceparent', 'text'],
} as const satisfies Columns<keyof EventRow>

const streamColumns = {
  id: ['id', 'text'],
  version: ['version', 'integer'],
  hash: ['hash', 'bytea'],
  stateVersion: ['state_version', 'integer'],
  state: ['state', 'json'],
} as const satisfies Columns

const receiptColumns = {
  scope: ['scope', 'text'],
  key: ['key', 'text'],
  fingerprint: ['fingerprint', 'text'],
  receipt: ['receipt', 'json'],
  recordedAt: ['created_at', 'timestamptz'],
} as const satisfies Columns

const noteColumns = {
  streamId: ['stream_id', 'text'],
  name: ['name', 'text'],
  value: ['value', 'json'],
} as const satisfies Columns

type Stored = Omit<BatchBasis, 'recordedAt' | 'today' | 'newId'>
type Named = Pick<Command, 'claims' | 'wishes'>
type Wanted = StreamWanted & Named

/** The statements of one batch: everything it touches is read with one each, and written with one. */
export class CommandBatchRepository {
  private readonly streams: KeptStreams

  constructor(
    private readonly pool: Pool,
    private readonly context: string,
  ) {
    this.streams = new KeptStreams(pool, context)
  }

  /**
   * Begins a transaction and locks the batch's streams in the order of their ids, so that two batches never wait for each
   * other in a ring. All of it is one way to the server and back.
   */
  async begin(client: PoolClient, commands: readonly Command[]): Promise<Stored> {
    const [, streams, receipts, claims] = await Promise.all([
      client.query(BEGIN),
      this.streams.locked(client, commands),
      this.receipts(client, commands),
      this.claims(client, commands),
    ])
    return { ...streams, receipts, claims }
  }

  /** The same without locks, for dry runs and questions. */
  async read(wanted: readonly Wanted[]): Promise<Stored> {
    const streams = await this.streams.atOneMoment(wanted)
    return { ...streams, receipts: new Map(), claims: await this.claims(this.pool, wanted) }
  }

  private async receipts(client: PoolClient, commands: readonly Command[]): Promise<Map<string, StoredReceipt>> {
    const keys = commands.flatMap((command) => (command.idempotency ? [command.idempotency] : []))
    if (keys.length === 0) return new Map()
    const { rows } = await client.query<{ scope: string; key: string; fingerprint: string; receipt: Receipt }>({
      name: 'receipts',
      // As with notes: one search of the index for each key, whatever is known of the table's size.
      text: `select receipt.* from unnest($1::text[], $2::text[]) as asked (scope, key), lateral (
          select scope, key, fingerprint, receipt from ${this.context}.idempotency_key
          where scope = asked.scope and key = asked.key limit 1) receipt`,
      values: [keys.map((key) => key.scope), keys.map((key) => key.key)],
    })
    return new Map(rows.map((row) => [receiptKey(row), row]))
  }

  private async claims(runner: Pool | PoolClient, commands: readonly Named[]): Promise<Map<string, string>> {
    const names = commands.flatMap(({ claims = [], wishes = [] }) => [...claims, ...wishes])
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
      plan.streams.size > 0 && this.saveStreams(client, plan),
      plan.foldedAnew.length > 0 && this.dropNotes(client, plan),
      plan.notes.size > 0 && this.leaveNotes(client, plan),
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
  private appendEvents(client: PoolClient, { events }: BatchPlan): Promise<unknown> {
    const columns = namesOf(eventColumns).join(', ')
    return client.query({
      name: 'append-events',
      text: `insert into ${this.context}.event_log (aggregatetype, ${columns})
        select '${this.context}', ${columns} from ${unnested(eventColumns)} order by r.place`,
      values: arraysOf(eventColumns, events),
    })
  }

  private saveStreams(client: PoolClient, { streams }: BatchPlan): Promise<unknown> {
    const columns = namesOf(streamColumns).join(', ')
    return client.query({
      name: 'save-streams',
      text: `insert into ${this.context}.stream (${columns}) select ${columns} from ${unnested(streamColumns)}
        on conflict (id) do update set version = excluded.version, hash = excluded.hash,
          state_version = excluded.state_version, state = excluded.state`,
      values: arraysOf(
        streamColumns,
        [...streams].map(([id, head]) => ({ id, ...head })),
      ),
    })
  }

  private dropNotes(client: PoolClient, { foldedAnew }: BatchPlan): Promise<unknown> {
    return client.query({
      name: 'drop-notes',
      text: `delete from ${this.context}.stream_note where stream_id = any($1)`,
      values: [foldedAnew],
    })
  }

  private leaveNotes(client: PoolClient, { notes }: BatchPlan): Promise<unknown> {
    const columns = namesOf(noteColumns).join(', ')
    const rows = [...notes].flatMap(([streamId, left]) => [...left].map(([name, value]) => ({ streamId, name, value })))
    return client.query({
      name: 'leave-notes',
      text: `insert into ${this.context}.stream_note (${columns}) select ${columns} from ${unnested(noteColumns)}
        on conflict (stream_id, name) do update set value = excluded.value`,
      values: arraysOf(noteColumns, rows),
    })
  }

  private keepReceipts(client: PoolClient, { receipts }: BatchPlan): Promise<unknown> {
    const columns = namesOf(receiptColumns).join(', ')
    return client.query({
      name: 'keep-receipts',
      text: `insert into ${this.context}.idempotency_key (${columns})
        select ${columns} from ${unnested(receiptColumns)}`,
      values: arraysOf(
        receiptColumns,
        receipts.map((each) => ({ ...each, recordedAt: each.receipt.recordedAt })),
      ),
    })
  }
}
