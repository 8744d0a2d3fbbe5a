import { type BusWatch, KafkaBus, type KafkaSecurity, ServiceDirectory } from '@zhuji/messaging'
import type { TestConsumer, TwoServices } from './two-services.js'

export interface OnKafka {
  readonly brokers: readonly string[]
  readonly services: TwoServices
}

/** Each fresh database is an installation of its own on the shared brokers. */
export function namespaceOf({ database }: TwoServices): string {
  return new URL(database.url).pathname.slice(1).replaceAll('_', '-')
}

export interface KafkaBusOptions {
  /** The registry's relay in the same process. */
  readonly relay?: boolean
  readonly security?: KafkaSecurity
  readonly watch?: BusWatch
  /** Fails the spec when not given. */
  readonly onFatal?: (error: Error) => void
}

/** The dashboards' consumers on Kafka. */
export function startKafkaBus(
  { brokers, services }: OnKafka,
  consumers: readonly TestConsumer[],
  { relay = true, security, watch, onFatal }: KafkaBusOptions = {},
): KafkaBus {
  const directory = new ServiceDirectory()
  directory.add({ context: 'dashboards', pool: services.dashboards })
  if (relay) directory.add({ context: 'registry', pool: services.registry })
  const bus = new KafkaBus({
    directory,
    signal: services.signal,
    brokers,
    security,
    watch,
    namespace: namespaceOf(services),
    databaseUrl: () => services.database.url,
    onFatal:
      onFatal ??
      ((error) => {
        throw error
      }),
  })
  for (const { group, types, handler } of consumers) bus.addHandler(group, handler as never, true, { types })
  bus.listen(() => undefined)
  return bus
}
