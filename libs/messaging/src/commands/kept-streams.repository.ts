import type { Pool, PoolClient } from 'pg'
import { LogReader } from '../log/log-reader.repository.js'
import type { Command } from './command.js'
import type { BatchBasis, StreamHead } from './batch-plan.js'
import { folded } from './fold.js'

export type StreamWanted = Pick<Command, 'streamId' | 'decider' | 'lookups'>
type Kept = Pick<BatchBasis, 'heads' | 'notes' | 'foldedAnew'>
type Notes = Map<string, ReadonlyMap<string, unknown>>

interface StreamRow {
  id: string
  version: number
  hash: Buffer
  state_version: number
  state: string
}

/** What is kept of streams beside their events: each one's state, and of its notes those that are looked up. */
export class KeptStreams {
  private readonly log: LogReader

  constructor(
    private readonly pool: Pool,
    private readonly context: string,
  ) {
    this.log = new LogReader(pool, context)
  }

  /**
   * Locked by the client's transaction until its end. The notes are a statement of their own, sent along but begun when
   * the locks are held: within the locking statement they would be those of before it waited.
   */
  async locked(client: PoolClient, wanted: readonly StreamWanted[]): Promise<Kept> {
    const [rows, notes] = await Promise.all([this.streams(client, wanted, ' for update'), this.notes(client, wanted)])
    return this.current(wanted, rows, notes)
  }

  /** Without locks, but of one snapshot: no trial weighs a note that is newer than the state. */
  async atOneMoment(wanted: readonly StreamWanted[]): Promise<Kept> {
    const names = wanted.flatMap(({ lookups = [] }) => lookups)
    if (names.length === 0) return this.current(wanted, await this.streams(this.pool, wanted, ''), new Map())
    const { rows } = await this.pool.query<StreamRow & { notes: Readonly<Record<string, unknown>> | null }>({
      name: 'streams-with-notes',
      text: `select id, version, hash, state_version, state::text as state, (
          select json_object_agg(note.name, note.value) from unnest($2::text[]) as asked (name), lateral (
            select name, value from ${this.context}.stream_note where stream_id = id and name = asked.name limit 1) note
        ) as notes from ${this.context}.stream where id = any($1)`,
      values: [wanted.map(({ streamId }) => streamId), names],
    })
    const notes = new Map(rows.map((row) => [row.id, new Map(Object.entries(row.notes ?? {}))]))
    return this.current(wanted, rows, notes)
  }

  private async streams(
    runner: Pool | PoolClient,
    wanted: readonly StreamWanted[],
    lock: '' | ' for update',
  ): Promise<StreamRow[]> {
    const { rows } = await runner.query<StreamRow>({
      name: `streams${lock}`,
      text: `select id, version, hash, state_version, state::text as state from ${this.context}.stream
        where id = any($1) order by id${lock}`,
      values: [[...new Set(wanted.map(({ streamId }) => streamId))]],
    })
    return rows
  }

  /**
   * One search of the index for each name, which `limit 1` makes sure of: a plan that was made while the table was small
   * would otherwise read all of it until statistics are gathered.
   */
  private async notes(client: PoolClient, wanted: readonly StreamWanted[]): Promise<Notes> {
    const places = wanted.flatMap(({ streamId, lookups = [] }) => lookups.map((name) => ({ streamId, name })))
    if (places.length === 0) return new Map()
    const { rows } = await client.query<{ stream_id: string; name: string; value: unknown }>({
      name: 'notes',
      text: `select note.* from (select distinct * from unnest($1::text[], $2::text[])) as asked (stream_id, name), lateral (
          select stream_id, name, value from ${this.context}.stream_note
          where stream_id = asked.stream_id and name = asked.name limit 1) note`,
      values: [places.map(({ streamId }) => streamId), places.map(({ name }) => name)],
    })
    const notes = new Map<string, Map<string, unknown>>()
    for (const row of rows) {
      const ofStream = notes.get(row.stream_id) ?? new Map<string, unknown>()
      notes.set(row.stream_id, ofStream.set(row.name, row.value))
    }
    return notes
  }

  /** What another version of a decider has kept counts for nothing: state and notes are folded anew from the log. */
  private async current(wanted: readonly StreamWanted[], rows: readonly StreamRow[], notes: Notes): Promise<Kept> {
    const deciders = new Map(wanted.map(({ streamId, decider }) => [streamId, decider]))
    const heads = new Map<string, StreamHead>()
    const foldedAnew = new Set<string>()
    for (const { id, version, hash, state_version: stateVersion, state } of rows) {
      const decider = deciders.get(id)!
      if (stateVersion === decider.stateVersion) {
        heads.set(id, { version, hash, state: JSON.parse(state) as unknown })
        continue
      }
      const { state: fresh, left } = folded(decider, await this.log.ofStream(id))
      heads.set(id, { version, hash, state: fresh })
      notes.set(id, left)
      foldedAnew.add(id)
    }
    return { heads, notes, foldedAnew }
  }
}
