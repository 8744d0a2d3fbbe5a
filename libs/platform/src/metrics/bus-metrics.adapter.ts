import type { BusWatch, KafkaFigures } from '@zhuji/messaging'
import type { Metrics } from './metrics.adapter.js'

/** Counts what happens on the bus, whichever it is. */
export function busWatch(metrics: Metrics): BusWatch {
  const labelNames = ['group'] as const
  const batches = metrics.histogram({
    name: 'zhuji_consumer_batch_duration_seconds',
    help: 'Time from a batch in hand to its effect in the database, repetitions included.',
    labelNames,
    buckets: [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 120],
  })
  const events = metrics.counter({
    name: 'zhuji_consumer_events_total',
    help: 'Events taken in, also those that came twice.',
    labelNames,
  })
  const retries = metrics.counter({
    name: 'zhuji_consumer_retries_total',
    help: 'Batches or events that failed and were tried again.',
    labelNames,
  })
  const deadLetters = metrics.counter({
    name: 'zhuji_consumer_dead_letters_total',
    help: 'Events given up, by cause.',
    labelNames: ['group', 'cause'] as const,
  })
  const rebalances = metrics.counter({
    name: 'zhuji_consumer_rebalances_total',
    help: 'How often the group dealt out its partitions anew (Kafka only).',
    labelNames,
  })
  return {
    tookIn: (group, batch) => {
      batches.observe({ group }, batch.seconds)
      events.inc({ group }, batch.events)
    },
    triedAgain: (group) => retries.inc({ group }),
    buried: (group, cause) => deadLetters.inc({ group, cause }),
    rebalanced: (group) => rebalances.inc({ group }),
  }
}

/** One look at the databases for all gauges of one scrape. */
const FIGURES_MS_MAX = 1_000

/** How far relays and groups are behind, asked when somebody looks. */
export function measureKafka(look: () => Promise<KafkaFigures>, metrics: Metrics): void {
  let asked: { readonly at: number; readonly figures: Promise<KafkaFigures> } | undefined
  const ask = (): Promise<KafkaFigures> => {
    if (!asked || performance.now() - asked.at > FIGURES_MS_MAX) {
      // A scrape while a database is away shows no figure of ours rather than none at all.
      asked = { at: performance.now(), figures: look().catch(() => ({ relays: [], groups: [] })) }
    }
    return asked.figures
  }
  const gauge = <Label extends string>(name: string, help: string, rows: Rows<Label>): void => {
    metrics.gauge({
      name,
      help,
      labelNames: rows.labelNames,
      async collect() {
        this.reset()
        for (const [labels, value] of rows.of(await ask())) this.set(labels, value)
      },
    })
  }
  const perRelay = (value: (relay: KafkaFigures['relays'][number]) => number): Rows<'service'> => ({
    labelNames: ['service'],
    of: ({ relays }) => relays.map((relay) => [{ service: relay.context }, value(relay)]),
  })
  const perGroup = (value: (group: KafkaFigures['groups'][number]) => number): Rows<'group'> => ({
    labelNames: ['group'],
    of: ({ groups }) => groups.map((group) => [{ group: group.group }, value(group)]),
  })
  gauge(
    'zhuji_relay_waiting_events',
    'Events recorded but not acknowledged by the brokers yet; counted up to 100,000.',
    perRelay(({ events }) => events),
  )
  gauge(
    'zhuji_relay_lag_seconds',
    'Age of the oldest event the brokers have not acknowledged.',
    perRelay(({ seconds }) => seconds),
  )
  gauge(
    'zhuji_consumer_lag_events',
    'Records on the partitions held here that are not in effect, as of each partition’s last batch.',
    perGroup(({ events }) => events),
  )
  gauge(
    'zhuji_consumer_lag_seconds',
    'How long the oldest record in hand has lain on its topic; grows while a consumer hangs.',
    perGroup(({ seconds }) => seconds),
  )
  gauge(
    'zhuji_consumer_parked_events',
    'Events kept because one before them in their stream has not come; above zero for long, something is lost.',
    perGroup(({ parked }) => parked),
  )
}

interface Rows<Label extends string> {
  readonly labelNames: readonly Label[]
  of(figures: KafkaFigures): (readonly [Readonly<Record<Label, string>>, number])[]
}
