import type { NewEvent } from '@zhuji/contracts'
import { CreateConsumerTables1790000000001, CreateEventLog1790000000000, EventStore, LogSignal } from '@zhuji/messaging'
import type { Clock } from '@zhuji/kernel'
import { openServiceDatabase, poolOf } from '@zhuji/platform'
import type { DataSource } from 'typeorm'

const contexts = ['registry', 'milestones', 'funding'] as const
const decider = { stateVersion: 1, initial: () => ({}), evolve: (state: object) => state }

/** The three services that alerts listen to, as far as alerts can tell: logs in which facts appear. For specs. */
export class ToldFacts {
  private constructor(
    private readonly sources: readonly DataSource[],
    private readonly stores: ReadonlyMap<string, EventStore>,
  ) {}

  static async open(url: string, clock: Clock): Promise<ToldFacts> {
    const sources: DataSource[] = []
    const stores = new Map<string, EventStore>()
    for (const context of contexts) {
      const migrations = [CreateEventLog1790000000000, CreateConsumerTables1790000000001]
      const source = await openServiceDatabase({ url, context, poolSize: 2, entities: [], migrations })
      sources.push(source)
      const signal = new LogSignal()
      stores.set(context, new EventStore({ pool: poolOf(source), context, clock, timeZone: 'Asia/Shanghai', signal }))
    }
    return new ToldFacts(sources, stores)
  }

  async tell(...events: readonly NewEvent[]): Promise<void> {
    for (const event of events) {
      const { projectId, code } = event.data as { projectId?: string; code?: string }
      const key = projectId ?? code!
      await this.stores.get(event.type.split('.')[0]!)!.execute({
        streamId: `project/${key}`,
        key,
        decider,
        decide: () => [event],
        origin: { actor: { person: 'spec', unit: null, role: 'administrator' }, correlationId: 'spec' },
      })
    }
  }

  async close(): Promise<void> {
    for (const source of this.sources) await source.destroy()
  }
}
