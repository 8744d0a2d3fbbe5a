import type { KafkaBroker } from '../kafka/kafka-broker.adapter.js'
import { type Ending, endingOf, type StackProcess } from './stack-process.js'

/** The nodes of a broker as processes of a stack, `kafka-1` and so on; the broker has been started already. */
export function kafkaProcesses(broker: KafkaBroker): StackProcess[] {
  return broker.nodes.map((node, index) => ({
    name: `kafka-${index + 1}`,
    address: broker.brokers[index],
    logFile: node.logFile,
    get pid(): number | undefined {
      return node.isRunning ? node.pid : undefined
    },
    get exited(): Promise<Ending> {
      return node.exited.then(endingOf)
    },
    kill: (signal) => node.signal(signal),
    stop: async () => {
      await node.stop()
      return endingOf(await node.exited)
    },
    start: async () => {
      if (!node.isRunning) await broker.restart(index + 1)
    },
  }))
}
