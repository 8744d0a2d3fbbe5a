import { randomUUID } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { NoKafkaHere } from '@zhuji/testing'
import type { Contender, Contest, ContestOptions, UpperBound } from '../contest/contest.js'
import { type BenchBroker, startBroker } from '../machine/broker.adapter.js'
import { startStandalone, todayHere } from '../machine/standalone.adapter.js'
import { untilTakenIn } from '../machine/taken-in.adapter.js'
import { projectIdAt } from '../province/province.js'
import { tellProvince } from '../province/tell-province.adapter.js'
import { COMMANDS_A_SECOND, inspectAndWatch } from './inspect-and-watch.adapter.js'

interface Stage {
  readonly contender: Contender
  close(): Promise<void>
}

/** P5: from the answer to a command until the dashboards' live stream names its project, at a steady rate. */
export async function seenContest({ seconds }: ContestOptions): Promise<Contest> {
  const broker = await brokerOrNone()
  const stages = [await open('embedded bus', seconds), ...(broker ? [await open('over Kafka', seconds, broker)] : [])]
  const goals = [bound('embedded bus', 'p50Ms', 5), bound('embedded bus', 'p99Ms', 20)]
  return {
    name: 'seen',
    title: `Seen: from a command's answer to the event on the stream, ${COMMANDS_A_SECOND} commands/s`,
    unit: 'commands/s',
    contenders: stages.map(({ contender }) => contender),
    goals: broker ? [...goals, bound('over Kafka', 'p50Ms', 20), bound('over Kafka', 'p99Ms', 60)] : goals,
    close: async () => {
      for (const stage of stages) await stage.close()
      await broker?.stop()
    },
  }
}

const bound = (ours: string, figure: string, most: number): UpperBound => ({ id: 'P5', ours, figure, most })

async function brokerOrNone(): Promise<BenchBroker | undefined> {
  return startBroker().catch((error: unknown) => {
    if (!(error instanceof NoKafkaHere)) throw error
    console.log(`seen is not run over Kafka: ${error.message}\n`)
    return undefined
  })
}

/** All services in one process, with a directory of its own and as many projects as one measurement has commands. */
async function open(name: string, seconds: number, broker?: BenchBroker): Promise<Stage> {
  const directory = await mkdtemp(join(tmpdir(), 'zhuji-bench-'))
  const namespace = `bench-${randomUUID().slice(0, 8)}`
  const onKafka = broker && { BUS: 'kafka', KAFKA_BROKERS: broker.brokers.join(','), KAFKA_NAMESPACE: namespace }
  const system = await startStandalone(directory, onKafka)
  const projects = Math.ceil(COMMANDS_A_SECOND * seconds)
  await tellProvince({ client: system.client, projects, today: todayHere() })
  await untilTakenIn(system.databaseUrl)
  const projectIds = Array.from({ length: projects }, (_, index) => projectIdAt(index))
  const watched = { ...system, processes: { ...system.processes, ...broker?.processes } }
  return {
    contender: { name, part: 'ours', measure: () => inspectAndWatch(watched, projectIds) },
    close: async () => {
      await system.stop()
      await rm(directory, { recursive: true, force: true })
    },
  }
}
