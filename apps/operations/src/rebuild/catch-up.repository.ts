import type { Client } from 'pg'
import { type LogPosition, typesOf } from '@zhuji/contracts'
import { LogReader, type Projection } from '@zhuji/messaging'
import { type Installation, connect } from '../installation/snapshots.repository.js'
import { sourcesOf } from '../shadow/fill-shadow.repository.js'
import type { ShadowModel } from '../shadow/shadow-model.repository.js'

const PAGE_ROWS = 1_000
/** So few rows that consumers may wait while they are taken in. */
const CLOSE_ROWS = 100
/** A log that grows as fast as it is read is never close; somebody has to wait then. */
const ROUNDS_MAX = 20

/** Reads on in the living logs, from where the shadow was filled to. */
export class CatchUp {
  private constructor(
    private readonly projection: Projection,
    private readonly clients: ReadonlyMap<string, Client>,
    readonly ends: Map<string, LogPosition>,
    /** Ids of the events taken in; whoever no longer needs them empties it. */
    readonly taken: string[] = [],
  ) {}

  static async open(
    installation: Installation,
    projection: Projection,
    from: ReadonlyMap<string, LogPosition>,
  ): Promise<CatchUp> {
    const clients = new Map<string, Client>()
    for (const source of sourcesOf(projection)) {
      if (from.has(source)) clients.set(source, await connect(installation.databaseUrl(source)))
    }
    return new CatchUp(projection, clients, new Map(from))
  }

  /** Again and again, because the logs grow meanwhile, until a round finds next to nothing new. */
  async untilClose(model: ShadowModel): Promise<void> {
    for (let round = 0; round < ROUNDS_MAX; round += 1) if ((await this.run(model)) <= CLOSE_ROWS) return
  }

  /** Until every log has shown less than a page more: its end, as far as it can be seen. Returns how many rows it found. */
  async run(model: ShadowModel): Promise<number> {
    let found = 0
    for (const [source, client] of this.clients) {
      const reader = new LogReader(client, source)
      for (;;) {
        const rows = await reader.rowsAfter(this.ends.get(source)!, typesOf(this.projection.events), PAGE_ROWS)
        await model.take(rows.map((row) => ({ source, row })))
        this.taken.push(...rows.map(({ id }) => id))
        found += rows.length
        const last = rows.at(-1)
        if (last) this.ends.set(source, { xid: last.xid, position: Number(last.position) })
        if (rows.length < PAGE_ROWS) break
      }
    }
    return found
  }

  /** The connection to a log. */
  log(source: string): Client | undefined {
    return this.clients.get(source)
  }

  async close(): Promise<void> {
    await Promise.all([...this.clients.values()].map((client) => client.end()))
  }
}
