import { appendFile } from 'node:fs/promises'
import { join } from 'node:path'
import { currentTestRun, oncePerRun } from '../test-run/test-run.adapter.js'
import { readTestRunConfig } from '../test-run/test-run.config.js'
import { startKafkaBroker } from './kafka-broker.adapter.js'
import { NoKafkaHere } from './kafka-jars.adapter.js'

/** The broker that all specs of a run share; use own topics and groups, and an own `startKafkaBroker` to break one. */
export interface KafkaForTests {
  readonly brokers: readonly string[]
}

type Found = KafkaForTests | { readonly missing: string }

/**
 * KAFKA_BROKERS if set, else one broker for the whole run. Undefined where neither is to be had; the spec then skips
 * itself, and the run ends with a line that counts them. With CI=true it throws instead, because nobody reads that line.
 *
 *   const kafka = await kafkaForTests()
 *   const describeWithKafka = kafka ? describe : describe.skip
 */
export async function kafkaForTests(): Promise<KafkaForTests | undefined> {
  const config = readTestRunConfig()
  if (config.kafkaBrokers) return { brokers: config.kafkaBrokers }
  const found = await oncePerRun<Found>('kafka', async ({ directory, owner }) => {
    try {
      const dataDirectory = owner && join(directory, 'kafka')
      const broker = await startKafkaBroker({ dataDirectory, lifeline: owner?.lifeline })
      return { value: { brokers: broker.brokers }, pids: broker.pids() }
    } catch (error) {
      if (error instanceof NoKafkaHere) return { value: { missing: error.message }, pids: [] }
      throw error
    }
  })
  if ('brokers' in found) return found
  if (config.isContinuousIntegration) throw new Error(`no Kafka broker: ${found.missing}`)
  await noteSkipped(found.missing, config.directory)
  return undefined
}

/** The end of the run counts the notes (jest/global-teardown.mjs); outside a run this is the one line there is. */
async function noteSkipped(reason: string, runDirectory: string | undefined): Promise<void> {
  if (runDirectory === undefined) process.stderr.write(`\nSKIPPED: Kafka specs: no broker: ${reason}\n`)
  else await appendFile(join(currentTestRun().directory, 'kafka.skipped'), `${reason.replaceAll('\n', ' ')}\n`)
}
