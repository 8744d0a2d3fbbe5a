import type { KafkaBus } from '@zhuji/messaging'
import { eventually } from '@zhuji/testing'
import { type KafkaBusOptions, namespaceOf, type OnKafka, startKafkaBus } from './kafka-services.js'
import { recordFact, seenVersions, type TestConsumer, type TwoServices, twoServices } from './two-services.js'

const PATIENCE = { within: 120_000 }

/** The stage of a spec: two services on a fresh database, an installation of their own on the brokers, and what was started. */
export class KafkaScene {
  private readonly stops: (() => Promise<void>)[] = []

  private constructor(
    readonly services: TwoServices,
    readonly place: OnKafka,
  ) {}

  static async open(brokers: readonly string[]): Promise<KafkaScene> {
    // Consumers that take long or sleep keep their transactions open.
    const services = await twoServices()
    return new KafkaScene(services, { brokers, services })
  }

  get namespace(): string {
    return namespaceOf(this.services)
  }

  /** What is started later is stopped earlier. */
  async close(): Promise<void> {
    for (const stop of this.stops.splice(0).toReversed()) await stop()
    await this.services.stop()
  }

  stopLater(stop: () => Promise<void>): void {
    this.stops.push(stop)
  }

  /** The dashboards' side; with `relay` the registry's as well. */
  bus(consumers: readonly TestConsumer[], options?: KafkaBusOptions): KafkaBus {
    const bus = startKafkaBus(this.place, consumers, options)
    this.stopLater(() => bus.close())
    return bus
  }

  async recordRounds(ids: readonly string[], rounds: number): Promise<void> {
    const { store } = this.services
    for (let round = 0; round < rounds; round += 1) await Promise.all(ids.map((id) => recordFact(store, id)))
  }

  async everythingSeen(ids: readonly string[], versions: readonly number[]): Promise<void> {
    await eventually(
      async () => {
        const seen = await seenVersions(this.services.dashboards)
        expect(Object.fromEntries(seen)).toEqual(Object.fromEntries(ids.map((id) => [id, versions])))
      },
      { ...PATIENCE, describe: 'every project’s events were seen once and in order' },
    )
  }

  async count(table: string): Promise<number> {
    const text = `select count(*)::int as count from ${table}`
    const { rows } = await this.services.dashboards.query<{ count: number }>(text)
    return rows[0]!.count
  }
}
