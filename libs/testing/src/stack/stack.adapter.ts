import { randomUUID } from 'node:crypto'
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { type KafkaBroker, startKafkaBroker } from '../kafka/kafka-broker.adapter.js'
import { aFreePort } from '../waiting/a-free-port.adapter.js'
import { kafkaProcesses } from './kafka-process.adapter.js'
import { LogTail } from './log-tail.adapter.js'
import { PostgresProcess } from './postgres-process.adapter.js'
import { Program } from './program.adapter.js'
import {
  gatewayPlan,
  type Instance,
  instanceNames,
  type Service,
  servicePlan,
  type Surroundings,
} from './stack-plan.js'
import type { StackProcess } from './stack-process.js'

export interface StackOptions {
  /** Holds the issuer's secrets and, below `stack/`, everything else; a later start goes on with it. */
  readonly directory: string
  /** Of the gateway; 0, as when not given, takes a free one. */
  readonly port?: number
  readonly nodes?: 1 | 3
  /** Of Apache Kafka; what deploy/kafka/pom.xml names when not given. */
  readonly kafkaVersion?: string
  /** `host:port,…` of brokers to use instead of own ones. */
  readonly kafkaBrokers?: string
  /** How often a service runs; once when not given. */
  readonly instances?: Partial<Record<Service, number>>
  /** Further variables of every service and the gateway. */
  readonly environment?: Readonly<Record<string, string>>
  /** Given a server's port, the port at which the services shall look for it instead: a way there that faults can be on. */
  readonly way?: (to: 'postgres' | 'kafka', port: number) => Promise<number>
  /** Told of every line that a process writes. */
  readonly onLine?: (name: string, line: string) => void
}

export interface Stack {
  /** Of the gateway: everything is behind it. */
  readonly address: string
  readonly kafkaBrokers: string
  readonly namespace: string
  /** In the order in which they were started. */
  readonly names: readonly string[]
  databaseUrl(service: Service): string
  process(name: string): StackProcess
  /** The gateway and the services first, the broker and the database after them. */
  stop(): Promise<void>
}

/**
 * Five services as processes of their own over Kafka, each with its own PostgreSQL database, behind one gateway: what
 * `npm run stack` runs, from `dist/`. Resolves when all of it is ready. Throws NoKafkaHere where no broker can be had.
 */
export async function startStack(options: StackOptions): Promise<Stack> {
  const directory = resolve(options.directory)
  const logs = join(directory, 'stack', 'logs')
  await mkdir(logs, { recursive: true })
  const started: StackProcess[] = []
  const tails: LogTail[] = []
  const stop = async (): Promise<void> => {
    const [programs, servers] = [started.filter((each) => isProgram(each)), started.filter((each) => !isProgram(each))]
    await Promise.all(programs.map((each) => each.stop()))
    await Promise.all(servers.map((each) => each.stop()))
    await Promise.all(tails.splice(0).map((tail) => tail.close()))
  }
  const follow = (each: StackProcess): void => {
    const { onLine } = options
    if (onLine) tails.push(new LogTail(each.logFile, (line) => onLine(each.name, line), 'end'))
  }
  const start = async (processes: readonly StackProcess[]): Promise<void> => {
    started.push(...processes)
    processes.forEach(follow)
    const outcomes = await Promise.allSettled(processes.map((each) => each.start()))
    for (const outcome of outcomes) if (outcome.status === 'rejected') throw outcome.reason
  }
  try {
    const broker = await startBroker(options, directory)
    if (broker) await start(kafkaProcesses(broker))
    const port = await aFreePort()
    const postgres = new PostgresProcess(join(directory, 'stack', 'postgres'), port)
    await start([postgres])
    const wayPort = (await options.way?.('postgres', port)) ?? port
    const gatewayPort = options.port || (await aFreePort())
    const around: Surroundings = {
      directory,
      gatewayPort,
      kafkaBrokers: options.kafkaBrokers ?? broker!.brokers.join(','),
      namespace: await namespaceOf(directory, options),
      checkpointKeyFile: await checkpointKeyFileIn(directory),
      databaseUrl: (service) => postgres.databaseUrl(service, wayPort),
    }
    await start(await programsOf(options, around, logs))
    return stackOf({ ...around, databaseUrl: (service) => postgres.databaseUrl(service) }, started, stop)
  } catch (error) {
    await stop()
    throw error
  }
}

const isProgram = (process: StackProcess): boolean => process instanceof Program

function stackOf(around: Surroundings, processes: readonly StackProcess[], stop: () => Promise<void>): Stack {
  const byName = new Map(processes.map((each) => [each.name, each]))
  return {
    address: `http://localhost:${around.gatewayPort}`,
    kafkaBrokers: around.kafkaBrokers,
    namespace: around.namespace,
    names: [...byName.keys()],
    databaseUrl: (service) => around.databaseUrl(service),
    process: (name) => {
      const found = byName.get(name)
      if (!found) throw new RangeError(`no process ${name}; there are ${[...byName.keys()].join(', ')}`)
      return found
    },
    stop,
  }
}

async function checkpointKeyFileIn(directory: string): Promise<string> {
  const { keepCheckpointKeyIn } = await import('@zhuji/platform')
  return keepCheckpointKeyIn(directory)
}

async function startBroker(options: StackOptions, directory: string): Promise<KafkaBroker | undefined> {
  if (options.kafkaBrokers !== undefined) return undefined
  const dataDirectory = join(directory, 'stack', 'kafka')
  const { nodes, kafkaVersion: version, way } = options
  const advertise = way && ((port: number) => way('kafka', port))
  return startKafkaBroker({ dataDirectory, nodes, version, advertise })
}

async function programsOf(options: StackOptions, around: Surroundings, logs: string): Promise<Program[]> {
  const instances: Instance[] = []
  for (const each of instanceNames(options.instances ?? {})) instances.push({ ...each, port: await aFreePort() })
  const plans = [...instances.map((instance) => servicePlan(instance, around)), gatewayPlan(instances, around)]
  return plans.map(
    (plan) =>
      new Program(
        { ...plan, environment: { ...plan.environment, ...options.environment } },
        join(logs, `${plan.name}.log`),
      ),
  )
}

/** On brokers of its own a stack needs no name; on shared ones it keeps the one it was given first. */
async function namespaceOf(directory: string, { kafkaBrokers }: StackOptions): Promise<string> {
  if (kafkaBrokers === undefined) return 'zhuji'
  const file = join(directory, 'stack', 'namespace')
  const known = await readFile(file, 'utf8').catch(() => undefined)
  if (known !== undefined) return known
  const fresh = `stack-${randomUUID().slice(0, 8)}`
  await writeFile(file, fresh)
  return fresh
}
