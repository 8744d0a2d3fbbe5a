import type { Client } from 'pg'
import type { LogPosition } from '@zhuji/contracts'
import { LogReader, type Projection } from '@zhuji/messaging'
import { type Installation, connect } from '../installation/snapshots.repository.js'
import { sourcesOf, typesOf } from '../shadow/fill-shadow.repository.js'
import type { ShadowModel } from '../shadow/shadow-model.repository.js'

const PAGE_ROWS = 1_000

/** Reads on in the living logs, from where the shadow was filled to. */
export class CatchUp {
  private constructor(
    private readonly projection: Projection,
    private readonly clients: ReadonlyMap<string, Client>,
    readonly ends: Map<string, LogPosition>,
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

  /** Until every log has shown less than a page more: its end, as far as it can be seen. Returns the rows taken. */
  async run(model: ShadowModel): Promise<number> {
    let taken = 0
    for (const [source, client] of this.clients) {
      const reader = new LogReader(client, source)
      for (;;) {
        const rows = await reader.rowsAfter(this.ends.get(source)!, typesOf(this.projection), PAGE_ROWS)
        await model.take(rows.map((row) => ({ source, row })))
        taken += rows.length
        const last = rows.at(-1)
        if (last) this.ends.set(source, { xid: last.xid, position: Number(last.position) })
        if (rows.length < PAGE_ROWS) break
      }
    }
    return taken
  }

  /** The connection to a log. */
  log(source: string): Client | undefined {
    return this.clients.get(source)
  }

  async close(): Promise<void> {
    await Promise.all([...this.clients.values()].map((client) => client.end()))
  }
}
