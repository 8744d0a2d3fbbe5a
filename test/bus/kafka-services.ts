import { KafkaBus, ServiceDirectory } from '@zhuji/messaging'
import type { TestConsumer, TwoServices } from './two-services.js'

export interface OnKafka {
  readonly brokers: readonly string[]
  readonly services: TwoServices
}

/** Each fresh database is an installation of its own on the shared brokers. */
export function namespaceOf({ database }: TwoServices): string {
  return new URL(database.url).pathname.slice(1).replaceAll('_', '-')
}

/** The dashboards' consumers on Kafka, and with `relay` the registry's relay in the same process. */
export function startKafkaBus(
  { brokers, services }: OnKafka,
  consumers: readonly TestConsumer[],
  { relay }: { readonly relay: boolean } = { relay: true },
): KafkaBus {
  const directory = new ServiceDirectory()
  directory.add({ context: 'dashboards', pool: services.dashboards })
  if (relay) directory.add({ context: 'registry', pool: services.registry })
  const bus = new KafkaBus({
    directory,
    signal: services.signal,
    brokers,
    namespace: namespaceOf(services),
    databaseUrl: () => services.database.url,
    onFatal: (error) => {
      throw error
    },
  })
  for (const { group, types, handler } of consumers) bus.addHandler(group, handler as never, true, { types })
  bus.listen(() => undefined)
  return bus
}
