import { randomBytes } from 'node:crypto'
import { mkdtempSync } from 'node:fs'
import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { DomainError } from '@zhuji/kernel'
import { aFreePort } from '../waiting/a-free-port.adapter.js'
import type { Certificates } from './certificates.adapter.js'
import { answersKafka } from './answers-kafka.adapter.js'
import { kafkaInstallation } from './kafka-jars.adapter.js'
import { KafkaNode, type NodeContext } from './kafka-node.adapter.js'
import type { NodePlan } from './node-properties.js'
import type { SecuredListener } from './secured-listener.js'

export interface KafkaBrokerOptions {
  /** Kept when given, and continued by the next start; otherwise a temporary one that `stop` deletes. */
  readonly dataDirectory?: string
  /** Each is broker and controller; 1 when not given. */
  readonly nodes?: number
  /** Of Apache Kafka, 4.0.0 or later; what deploy/kafka/pom.xml names when not given. */
  readonly version?: string
  /** Of the first node on 127.0.0.1, the others follow; free ones when not given. */
  readonly port?: number
  /** Given a node's port, the port that clients are told: a way there that faults can be on. */
  readonly advertise?: (port: number) => Promise<number>
  /** For hours of load: the JVM may spend its first minutes on optimising instead of starting in half the time. */
  readonly longRunning?: boolean
  /** A second address that takes only clients with a certificate of the same authority, a user name and a password. */
  readonly secured?: { readonly certificates: Certificates; readonly username: string; readonly password: string }
  /** A named pipe of the process that owns the broker instead of this one. */
  readonly lifeline?: string
}

export interface KafkaBroker {
  /** `host:port` of every node; the same over restarts. */
  readonly brokers: readonly string[]
  readonly version: string
  /** The secured addresses, if asked for. */
  readonly securedBrokers: readonly string[]
  /** In the order of their addresses. */
  readonly nodes: readonly KafkaNode[]
  /** Process ids of the running nodes. */
  pids(): readonly number[]
  /** Ends all nodes cleanly and removes a temporary data directory. */
  stop(): Promise<void>
  /** SIGKILL to one node (counted from 1) or to all. */
  kill(node?: number): Promise<void>
  /** Stops what still runs of one node or of all cleanly, starts it again, and returns when all running nodes answer. */
  restart(node?: number): Promise<void>
}

const READY_PATIENCE_MS = 90_000
const ANSWER_PATIENCE_MS = 10_000
const POLL_MS = 50

/**
 * Runs Apache Kafka (KRaft, no ZooKeeper, no Docker) from its own jars, on loopback only. Throws NoKafkaHere when this
 * machine has no JDK 17 or cannot fetch the jars, and an Error with the broker's last words when it does not come up.
 */
export async function startKafkaBroker(options: KafkaBrokerOptions = {}): Promise<KafkaBroker> {
  const installation = await kafkaInstallation(options.version)
  const ports = await portsFor(options)
  const directory = options.dataDirectory ? resolve(options.dataDirectory) : mkdtempSync(join(tmpdir(), 'zhuji-kafka-'))
  await mkdir(directory, { recursive: true })
  await assertSameNodes(directory, ports.length)
  const secured = options.secured && (await securedIn(directory, options.secured))
  const plans = await Promise.all(
    ports.map(async (port, index) => ({
      ...planOf(index + 1, port, directory),
      ...(options.advertise && { advertisedPort: await options.advertise(port.brokerPort) }),
      ...(secured && { secured: { ...secured, port: await aFreePort() } }),
    })),
  )
  const clusterId = await clusterIdOf(directory)
  const { lifeline, longRunning = false } = options
  const context: NodeContext = { installation, directory, clusterId, nodes: plans, lifeline, longRunning }
  const nodes = plans.map((plan) => new KafkaNode(plan, context))
  const chosen = (node?: number) => (node === undefined ? nodes : [nodeAt(nodes, node)])
  const stop = async () => {
    await Promise.all(nodes.map((node) => node.stop()))
    if (options.dataDirectory === undefined) await rm(directory, { recursive: true, force: true, maxRetries: 5 })
  }
  try {
    await startAll(nodes, nodes)
  } catch (error) {
    await Promise.all(nodes.map((node) => node.kill()))
    await stop()
    throw error
  }
  return {
    brokers: plans.map(addressOf),
    version: installation.version,
    securedBrokers: plans.flatMap((plan: NodePlan) => (plan.secured ? [`localhost:${plan.secured.port}`] : [])),
    nodes,
    pids: () => nodes.flatMap((node) => (node.isRunning && node.pid !== undefined ? [node.pid] : [])),
    stop,
    kill: async (node) => void (await Promise.all(chosen(node).map((each) => each.kill()))),
    restart: async (node) => {
      await Promise.all(chosen(node).map((each) => each.stop()))
      await startAll(chosen(node), nodes)
    },
  }
}

async function securedIn(
  directory: string,
  { certificates, username, password }: NonNullable<KafkaBrokerOptions['secured']>,
): Promise<Omit<SecuredListener, 'port'>> {
  const [keyFile, authorityFile] = [join(directory, 'server.pem'), join(directory, 'authority.pem')]
  const { server, authority } = certificates
  await writeFile(keyFile, server.key + server.certificate, { mode: 0o600 })
  await writeFile(authorityFile, authority)
  return { keyFile, authorityFile, username, password }
}

/** Topics keep the copies they were made with, and nodes that nobody starts would be missed: a cluster keeps its size. */
async function assertSameNodes(directory: string, nodes: number): Promise<void> {
  const known = (await readdir(directory)).filter((name) => /^node-\d+$/.test(name)).length
  if (known === 0 || known === nodes) return
  throw new DomainError('conflict', 'kafka-nodes-changed', { figures: { directory, known, nodes } })
}

type Ports = Pick<NodePlan, 'brokerPort' | 'controllerPort'>

function planOf(nodeId: number, ports: Ports, directory: string): NodePlan {
  return { nodeId, ...ports, logDirectory: join(directory, `node-${nodeId}`) }
}

async function portsFor({ nodes = 1, port }: KafkaBrokerOptions): Promise<Ports[]> {
  const ports: Ports[] = []
  for (let index = 0; index < nodes; index++) {
    const brokerPort = port === undefined ? await aFreePort() : port + index
    ports.push({ brokerPort, controllerPort: await aFreePort() })
  }
  return ports
}

/**
 * Kafka's ids are 16 bytes in URL-safe base64; the first byte is 0 here, because an id that starts with a
 * dash is taken for an option by the tool that formats the storage.
 */
async function clusterIdOf(directory: string): Promise<string> {
  const file = join(directory, 'cluster-id')
  const known = await readFile(file, 'utf8').catch(() => undefined)
  if (known !== undefined) return known
  const fresh = Buffer.concat([Buffer.from([0]), randomBytes(15)]).toString('base64url')
  await writeFile(file, fresh)
  return fresh
}

function nodeAt(nodes: readonly KafkaNode[], number: number): KafkaNode {
  const node = nodes[number - 1]
  if (!node) throw new RangeError(`there is no node ${number}; nodes count from 1 to ${nodes.length}`)
  return node
}

const addressOf = ({ brokerPort }: NodePlan) => `127.0.0.1:${brokerPort}`

async function startAll(starting: readonly KafkaNode[], all: readonly KafkaNode[]): Promise<void> {
  await Promise.all(starting.map((node) => node.start()))
  await untilReady(all.filter((node) => node.isRunning || starting.includes(node)))
}

async function untilReady(nodes: readonly KafkaNode[]): Promise<void> {
  const deadline = Date.now() + READY_PATIENCE_MS
  for (const node of nodes) {
    while (!(await answersKafka(node.plan.brokerPort, ANSWER_PATIENCE_MS))) {
      if (!node.isRunning) throw new Error(`Kafka node ${node.plan.nodeId} ended: ${await node.lastWords()}`)
      if (Date.now() > deadline) {
        const words = await node.lastWords()
        throw new Error(`Kafka node ${node.plan.nodeId} was not ready within ${READY_PATIENCE_MS} ms: ${words}`)
      }
      await pause(POLL_MS)
    }
  }
}
