import { definitionOf, type NewEvent } from '@zhuji/contracts'
import { eventually, freshDatabase, Neighbour, type RunningServices, runServices, type Speaker } from '@zhuji/testing'
import { DashboardsModule } from '../dashboards.module.js'

const logs = ['registry', 'milestones', 'funding', 'alerts'] as const

interface ReadPositions {
  readonly sources: readonly { readonly source: string; readonly read: { readonly position: number } }[]
}

/** The dashboards as they run, beside the logs that a spec tells its facts to. */
export class ToldService {
  private readonly told = new Map<string, number>()

  private constructor(
    private readonly neighbours: ReadonlyMap<string, Neighbour>,
    readonly services: RunningServices,
    readonly auditor: Speaker,
  ) {}

  static async open(): Promise<ToldService> {
    const database = await freshDatabase()
    const opened = await Promise.all(logs.map((log) => Neighbour.open(log, database.url)))
    const services = await runServices({ modules: [DashboardsModule], database })
    const auditor = await services.as({ role: 'auditor', name: '审计' })
    return new ToldService(new Map(logs.map((log, place) => [log, opened[place]!])), services, auditor)
  }

  /** Each fact goes to its own log, under the key that its type names. */
  async tells(...facts: readonly NewEvent[]): Promise<void> {
    for (const fact of facts) {
      const { context, key } = definitionOf(fact.type)!
      await this.neighbours.get(context)!.tells((fact.data as Record<string, string>)[key]!, fact)
      this.told.set(context, (this.told.get(context) ?? 0) + 1)
    }
  }

  /** Resolves when everything that was told is part of what is answered. */
  async taken(): Promise<void> {
    await eventually(
      async () => {
        const { sources } = await this.body<ReadPositions>('positions')
        const read = new Map(sources.map(({ source, read: { position } }) => [source, position]))
        expect([...this.told.keys()].map((log) => [log, read.get(log)])).toEqual([...this.told])
      },
      { within: 30_000 },
    )
  }

  async body<Body>(path: string, speaker = this.auditor): Promise<Body> {
    const { status, body } = await speaker.get(`/api/v1/dashboards/${path}`)
    expect({ path, status, body }).toMatchObject({ status: 200 })
    return body
  }

  async close(): Promise<void> {
    await Promise.all([...this.neighbours.values()].map((neighbour) => neighbour.close()))
    await this.services.stop()
  }
}
