import { once } from 'node:events'
import { assertPortFree } from '@zhuji/front'
import { kafkaProcesses } from '../stack/kafka-process.adapter.js'
import { keepRunning } from '../stack/keep-running.adapter.js'
import { readRunKafkaConfig } from '../stack/run-stack.config.js'
import { runAtTerminal } from '../stack/terminal.adapter.js'
import { startKafkaBroker } from './kafka-broker.adapter.js'

/** What `npm run kafka` runs: a broker on known ports, until it is asked to stop. */
await runAtTerminal(async (stopAsked) => {
  const { directory, port, nodes, version } = readRunKafkaConfig()
  for (let node = 0; node < nodes; node++) {
    await assertPortFree({ port: port + node, host: '127.0.0.1', remedy: 'KAFKA_PORT=9192 npm run kafka' })
  }
  const broker = await startKafkaBroker({ dataDirectory: directory, port, nodes, version, longRunning: true })
  process.stdout.write(`Apache Kafka ${broker.version}: KAFKA_BROKERS=${broker.brokers.join(',')}\n`)
  process.stdout.write(`  data and logs in ${directory}; Ctrl-C stops, what was written stays\n`)
  for (const node of kafkaProcesses(broker)) void keepRunning(node, stopAsked)
  if (!stopAsked.aborted) await once(stopAsked, 'abort')
  await broker.stop()
})
