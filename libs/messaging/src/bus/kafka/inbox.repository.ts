import type { PoolClient } from 'pg'
import type { LogPosition } from '@zhuji/contracts'
import { BusChanged, causeOf, PositionMoved } from '../delivery.repository.js'
import {
  type Arrival,
  placeOf,
  type Reading,
  readRecord,
  recordFrom,
  storedRecord,
  type StoredRecord,
} from './kafka-record.js'
import type { GateOutcome, GateState, InStream, VersionMove } from './version-gate.js'

/** An arrival with its place in a stream. */
export interface InboxItem extends InStream {
  readonly arrival: Arrival
}

/** Undefined for a record that has no place in any stream. */
export function inboxItem(arrival: Arrival): InboxItem | undefined {
  const { envelope, event } = arrival
  if (!envelope) return undefined
  return { streamId: envelope.streamId, version: envelope.streamVersion, counts: event !== undefined, arrival }
}

/** A dead letter before it is written. */
export interface Burial {
  readonly arrival: Arrival
  readonly cause: string
  readonly message: string
  readonly attempts: number
}

export interface Failure {
  readonly error: Error
  readonly attempts: number
  /** The first of the events that were handed over; the only one when they go one by one. */
  readonly eventId: string
}

interface Passed {
  readonly part: { readonly arrivals: readonly Arrival[] }
  readonly gate: GateOutcome<InboxItem>
}

interface StateRow {
  readonly stream_id: string
  readonly version: number
  readonly event: string | null
}

/** Kept without a record where only the place in the order matters: not wanted, or a dead letter already. */
type Parked = StoredRecord | { readonly passing: true }

/** What a consumer group remembers in its own schema: per stream the last version in effect, and what came too early. */
export class Inbox {
  constructor(
    private readonly context: string,
    private readonly group: string,
  ) {}

  async load(tx: PoolClient, reading: Reading, streamIds: readonly string[]): Promise<GateState<InboxItem>> {
    if (streamIds.length === 0) return { versions: new Map(), parked: [] }
    const { rows } = await tx.query<StateRow>({
      name: 'inbox-state',
      text: `select stream_id, version, null as event from ${this.context}.consumer_stream
        where consumer_group = $1 and source = $2 and stream_id = any($3)
        union all
        select stream_id, version, event::text from ${this.context}.parked_event
        where consumer_group = $1 and source = $2 and stream_id = any($3)`,
      values: [this.group, reading.source, streamIds],
    })
    return {
      versions: new Map(rows.flatMap((row) => (row.event === null ? [[row.stream_id, row.version]] : []))),
      parked: rows.flatMap((row) => (row.event === null ? [] : [parkedItem(row, row.event, reading)])),
    }
  }

  /**
   * Only from the versions that were read, streams in one order: of two members that hold the same partition for a moment
   * one waits here for the other's commit and then finds that it decided on an old view.
   */
  async move(tx: PoolClient, source: string, moves: readonly VersionMove[]): Promise<void> {
    if (moves.length === 0) return
    const sorted = moves.toSorted((a, b) => (a.streamId < b.streamId ? -1 : 1))
    const { rowCount } = await tx.query({
      name: 'inbox-move',
      text: `insert into ${this.context}.consumer_stream as kept (consumer_group, source, stream_id, version)
        select $1, $2, stream_id, version from unnest($3::text[], $4::int[]) as moved (stream_id, version)
        on conflict (consumer_group, source, stream_id) do update set version = excluded.version
          where kept.version = (
            select expected from unnest($3::text[], $5::int[]) as basis (stream_id, expected)
            where basis.stream_id = kept.stream_id)`,
      values: [this.group, source, sorted.map((m) => m.streamId), sorted.map((m) => m.to), sorted.map((m) => m.from)],
    })
    if (rowCount !== moves.length) throw new PositionMoved(this.group)
  }

  /**
   * Throws when the group has read this log without a broker so far: which versions it has taken in is not written down
   * then, and reading the topic from its start would count every event twice.
   */
  async assertOwnHistory(tx: PoolClient, source: string): Promise<void> {
    const { rows } = await tx.query<{ foreign: boolean }>(
      `select exists (select from ${this.context}.consumer_cursor where consumer_group = $1 and source = $2)
         and not exists (select from ${this.context}.consumer_stream where consumer_group = $1 and source = $2) as foreign`,
      [this.group, source],
    )
    if (rows[0]!.foreign) throw new BusChanged(this.group, source)
  }

  /**
   * The furthest place of the log of which something is in effect. Partitions advance one by one, so unlike the embedded
   * bus's cursor it does not say that everything before it is: it is shown, never read from. Compared by position alone,
   * because a relay that is not ours knows no transaction of the log.
   */
  async noteFurthest(tx: PoolClient, source: string, { xid, position }: LogPosition): Promise<void> {
    await tx.query({
      name: 'inbox-furthest',
      text: `insert into ${this.context}.consumer_cursor as kept (consumer_group, source, xid, position)
        values ($1, $2, $3::xid8, $4)
        on conflict (consumer_group, source) do update set xid = excluded.xid, position = excluded.position
          where kept.position < excluded.position`,
      values: [this.group, source, xid, position],
    })
  }

  async park(tx: PoolClient, source: string, items: readonly InboxItem[]): Promise<void> {
    if (items.length === 0) return
    await tx.query({
      name: 'inbox-park',
      text: `insert into ${this.context}.parked_event (consumer_group, source, stream_id, version, event)
        select $1, $2, stream_id, version, event::json
        from unnest($3::text[], $4::int[], $5::text[]) as early (stream_id, version, event)
        on conflict do nothing`,
      values: [
        this.group,
        source,
        items.map((item) => item.streamId),
        items.map((item) => item.version),
        items.map((item) => JSON.stringify(toPark(item))),
      ],
    })
  }

  async release(tx: PoolClient, source: string, items: readonly InboxItem[]): Promise<void> {
    if (items.length === 0) return
    await tx.query({
      name: 'inbox-release',
      text: `delete from ${this.context}.parked_event where consumer_group = $1 and source = $2
        and (stream_id, version) in (select * from unnest($3::text[], $4::int[]))`,
      values: [this.group, source, items.map((item) => item.streamId), items.map((item) => item.version)],
    })
  }

  /** Returns those that are new; a record that was buried before, by its place, is not buried again. */
  async bury(tx: PoolClient, source: string, burials: readonly Burial[]): Promise<readonly Burial[]> {
    const fresh: Burial[] = []
    for (const burial of burials) {
      const { arrival, cause, message, attempts } = burial
      const { envelope, record } = arrival
      const place = placeOf(record)
      const { rowCount } = await tx.query({
        name: 'inbox-bury',
        text: `insert into ${this.context}.dead_letter
            (consumer_group, source, event_id, key, type, cause, message, attempts, event, place)
          values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
          on conflict (consumer_group, place) do nothing`,
        values: [
          this.group,
          source,
          envelope?.id ?? null,
          storable(envelope?.key ?? record.key?.toString('utf8') ?? null),
          storable(envelope?.type ?? null),
          cause,
          storable(message),
          attempts,
          JSON.stringify({ ...envelope, ...arrival.event, place, record: storedRecord(record) }),
          storable(place),
        ],
      })
      if (rowCount === 1) fresh.push(burial)
    }
    return fresh
  }
}

/** What cannot be read, as far as it is no duplicate, and what the consumer is given up for. */
export function burialsOf({ part, gate }: Passed, givenUp: Failure | undefined): Burial[] {
  const unreadable = [
    ...part.arrivals.filter((arrival) => !arrival.envelope),
    ...[...gate.passed, ...gate.toPark].map((item) => item.arrival),
  ].flatMap(faultBurial)
  const failed = givenUp ? gate.passed.filter((item) => item.counts).map((item) => failureBurial(item, givenUp)) : []
  return [...unreadable, ...failed]
}

function faultBurial(arrival: Arrival): Burial[] {
  return arrival.fault ? [{ arrival, cause: arrival.fault.cause, message: arrival.fault.message, attempts: 1 }] : []
}

function failureBurial({ arrival }: InboxItem, { error, attempts }: Failure): Burial {
  return { arrival, cause: causeOf(error), message: error.message, attempts }
}

function toPark({ arrival }: InboxItem): Parked {
  return arrival.event ? storedRecord(arrival.record) : { passing: true }
}

function parkedItem({ stream_id: streamId, version }: StateRow, text: string, reading: Reading): InboxItem {
  const parked = JSON.parse(text) as Parked
  const arrival = 'passing' in parked ? undefined : readRecord(recordFrom(parked), reading)
  return { streamId, version, counts: arrival?.event !== undefined, arrival: arrival ?? NOTHING }
}

const NOTHING: Arrival = {
  record: { topic: '', partition: 0, offset: '0', timestamp: '0', key: null, value: null, headers: {} },
}

/** PostgreSQL's text cannot hold the character NUL. */
function storable(text: string | null): string | null {
  return text === null ? null : text.replaceAll('\u0000', '\uFFFD')
}
