import { randomUUID } from 'node:crypto'
import { setTimeout as pause } from 'node:timers/promises'
import { ensureTopics, eventTopic, eventTopicPlans, kafkaClient, LogRelay, LogSignal } from '@zhuji/messaging'
import type { Contest, ContestOptions, Measurement } from '../contest/contest.js'
import { startBroker } from '../machine/broker.adapter.js'
import { startDatabase } from '../machine/database.adapter.js'
import { measured } from '../machine/measured.adapter.js'
import { cpuSecondsOf, cpuSecondsOfTree } from '../machine/process-cpu.adapter.js'
import { historyOf } from '../projection/history.js'
import { tellHistory } from '../projection/logs.adapter.js'
import { RecordedLog } from './recorded-log.adapter.js'
import { Senders } from './senders.adapter.js'

const CONTEXT = 'milestones'
const PROJECTS = 4_000
const POLL_MS = 5

/** P3: a log that was recorded before is emptied into its topic, on a real broker. */
export async function relayContest({ seconds }: ContestOptions): Promise<Contest> {
  const broker = await startBroker()
  const database = await startDatabase()
  const url = await database.create('recorded')
  const told = historyOf(PROJECTS).filter(({ service }) => service === CONTEXT)
  await tellHistory(url, told)
  const log = await RecordedLog.open(url, CONTEXT)
  const namespace = `bench-${randomUUID().slice(0, 8)}`
  const topic = eventTopic(CONTEXT, namespace)
  const kafka = kafkaClient(broker.brokers)
  await ensureTopics(kafka, eventTopicPlans(namespace, [CONTEXT]))
  const senders = await Senders.to(kafka, topic, log)
  const processes = {
    node: () => cpuSecondsOf(process.pid),
    postgres: () => cpuSecondsOfTree(database.pid),
    ...broker.processes,
  }
  const measure = async (run: () => Promise<number>): Promise<Measurement> => {
    await log.startOver()
    const before = await senders.recordsOnTopic()
    const measurement = await measured(processes, run)
    const arrived = (await senders.recordsOnTopic()) - before
    if (arrived !== measurement.work) throw new Error(`${measurement.work} events were sent, ${arrived} arrived`)
    return measurement
  }
  /** As a service runs it, until its position is at the end of the log: every page was acknowledged. */
  const relayed = async () => {
    const signal = new LogSignal()
    const relay = new LogRelay({ kafka, context: CONTEXT, topic, connectionString: url, signal, logger: console })
    try {
      return await measure(async () => {
        relay.start()
        while (!(await log.isRelayed(topic))) await pause(POLL_MS)
        return told.length
      })
    } finally {
      await relay.stop()
    }
  }
  return {
    name: 'relay',
    title: `Relay: ${told.length} events from the log to a Kafka broker`,
    unit: 'events/s',
    contenders: [
      { name: 'kafkajs alone', part: 'limit', measure: () => measure(() => senders.fromMemory()) },
      { name: 'one by one', part: 'peer', measure: () => measure(() => senders.oneByOne(seconds)) },
      { name: 'relay', part: 'ours', measure: relayed },
    ],
    goals: [{ id: 'P3', ours: 'relay', against: 'kafkajs alone', ratio: 0.7 }],
    close: async () => {
      await senders.close()
      await log.close()
      await database.stop()
      await broker.stop()
    },
  }
}
