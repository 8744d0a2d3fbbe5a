import { randomUUID } from 'node:crypto'
import { setTimeout as pause } from 'node:timers/promises'
import type { Pool } from 'pg'
import { type DataOf, LedgerEntryPosted, type RecordedEvent } from '@zhuji/contracts'
import {
  type Decider,
  EmbeddedBus,
  EventStore,
  LogSignal,
  messagingMigrations,
  ServiceDirectory,
} from '@zhuji/messaging'
import { openServiceDatabase, poolOf, SystemClock } from '@zhuji/platform'
import type { CompetingLog } from './competing-log.js'
import type { Entry } from './entry.js'

const CONTEXT = 'funding'
const GROUP = `${CONTEXT}.counter`
/** What a service opens when it is not told otherwise. */
const SERVICE_POOL_SIZE = 10
const POLL_MS = 5
const TAKEN_MS_MAX = 300_000

const counted: Decider<number> = { stateVersion: 1, initial: () => 0, evolve: (count) => count + 1 }
const actor = { person: 'bench', unit: null, role: 'administrator' }

/** Ours, as a service has it: the store with rules, state and hashes, and the bus with a consumer group and its position. */
export class EventLog implements CompetingLog {
  private readonly signal = new LogSignal()
  private readonly store: EventStore
  private readonly directory = new ServiceDirectory()

  private constructor(
    private readonly pool: Pool,
    private readonly end: () => Promise<void>,
  ) {
    const { signal } = this
    this.store = new EventStore({ pool, context: CONTEXT, clock: new SystemClock(), timeZone: 'Asia/Shanghai', signal })
    this.directory.add({ context: CONTEXT, pool })
  }

  static async on(url: string): Promise<EventLog> {
    const database = { url, context: CONTEXT, poolSize: SERVICE_POOL_SIZE, entities: [] }
    const source = await openServiceDatabase({ ...database, migrations: messagingMigrations })
    return new EventLog(poolOf(source), () => source.destroy())
  }

  async append(entry: Entry): Promise<unknown> {
    return this.store.execute<number>({
      streamId: `ledger/${entry.projectId}`,
      key: entry.projectId,
      decider: counted,
      decide: () => [LedgerEntryPosted(entry, '2026-06-30')],
      origin: { actor, correlationId: randomUUID() },
    })
  }

  async drain(taken: (entryIds: readonly string[]) => void): Promise<void> {
    const bus = new EmbeddedBus({ directory: this.directory, signal: this.signal, logPool: () => this.pool })
    const count = async (events: readonly RecordedEvent[]) =>
      taken(events.map(({ data }) => (data as DataOf<typeof LedgerEntryPosted>).entryId))
    bus.addHandler(GROUP, count as never, true, { types: [LedgerEntryPosted.type] })
    bus.listen(() => undefined)
    const until = performance.now() + TAKEN_MS_MAX
    try {
      while (!(await this.isTaken())) {
        if (performance.now() > until) throw new Error(`the log was not taken in within ${TAKEN_MS_MAX} ms`)
        await pause(POLL_MS)
      }
    } finally {
      await bus.close()
    }
  }

  async close(): Promise<void> {
    await this.store.settled()
    await this.end()
  }

  private async isTaken(): Promise<boolean> {
    const { rows } = await this.pool.query<{ done: boolean }>({
      name: 'is-taken',
      text: `select (at.xid, at.position) = (select log.xid, log.position from event_log log
          order by log.xid desc, log.position desc limit 1) as done
        from consumer_cursor at where at.consumer_group = $1`,
      values: [GROUP],
    })
    return rows[0]?.done ?? false
  }
}
