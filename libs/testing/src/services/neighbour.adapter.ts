import { randomUUID } from 'node:crypto'
import type { DataSource } from 'typeorm'
import type { NewEvent } from '@zhuji/contracts'
import type { Clock } from '@zhuji/kernel'
import { type Decider, EventStore, LogSignal, messagingMigrations } from '@zhuji/messaging'
import { openServiceDatabase, poolOf, SystemClock } from '@zhuji/platform'

const nothingKept: Decider<null> = { stateVersion: 1, initial: () => null, evolve: () => null }

interface Told {
  readonly streamId?: string
  readonly knownOn?: string
}

/**
 * Another service of which a spec needs only the log: it tells facts and asks nothing. Open it on the database before the
 * services that listen to it start, and close it before the database is dropped.
 */
export class Neighbour {
  private constructor(
    private readonly source: DataSource,
    private readonly store: EventStore,
  ) {}

  static async open(context: string, url: string, clock: Clock = new SystemClock()): Promise<Neighbour> {
    const source = await openServiceDatabase({
      url,
      context,
      poolSize: 2,
      entities: [],
      migrations: messagingMigrations,
    })
    const options = { pool: poolOf(source), context, clock, timeZone: 'Asia/Shanghai', signal: new LogSignal() }
    return new Neighbour(source, new EventStore(options))
  }

  /** Records a fact about a project (or, with its stream named, about something else), as an import does where it claims when it was known. */
  async tells(key: string, event: NewEvent, { streamId = `project/${key}`, knownOn }: Told = {}): Promise<void> {
    const origin = {
      knownOn,
      actor: { person: 'neighbour', unit: null, role: 'administrator' },
      correlationId: randomUUID(),
    }
    await this.store.execute({ streamId, key, decider: nothingKept, origin, decide: () => [event] })
  }

  async close(): Promise<void> {
    await this.store.settled()
    await this.source.destroy()
  }
}
