import { readTestRunConfig, startKafkaBroker } from '@zhuji/testing'
import type { CpuOf } from './measured.adapter.js'
import { cpuSecondsOf } from './process-cpu.adapter.js'

export interface BenchBroker {
  readonly brokers: readonly string[]
  /** Nothing where the brokers are not ours. */
  readonly processes: CpuOf
  stop(): Promise<void>
}

/** The brokers of KAFKA_BROKERS, or one of our own, with a JVM as it runs for users. Throws NoKafkaHere. */
export async function startBroker(): Promise<BenchBroker> {
  const { kafkaBrokers } = readTestRunConfig()
  if (kafkaBrokers) return { brokers: kafkaBrokers, processes: {}, stop: async () => undefined }
  const broker = await startKafkaBroker({ longRunning: true })
  const [pid] = broker.pids()
  return { brokers: broker.brokers, processes: { kafka: () => cpuSecondsOf(pid!) }, stop: () => broker.stop() }
}
