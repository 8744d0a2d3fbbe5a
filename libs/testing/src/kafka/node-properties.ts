import { type SecuredListener, securedProperties } from './secured-listener.js'

export interface NodePlan {
  readonly nodeId: number
  readonly brokerPort: number
  /** Where clients are told to look for it instead. */
  readonly advertisedPort?: number
  readonly controllerPort: number
  readonly logDirectory: string
  readonly secured?: SecuredListener
}

/**
 * The server.properties of one node, broker and controller in one process, on loopback only. Topics are never created by
 * asking for them, because a mistyped topic must fail; internal topics are copied to as many nodes as there are, at most 3.
 */
export function nodeProperties(node: NodePlan, nodes: readonly NodePlan[]): Record<string, string> {
  const voters = nodes.map(({ nodeId, controllerPort }) => `${nodeId}@127.0.0.1:${controllerPort}`)
  const copies = String(Math.min(nodes.length, 3))
  const { secured } = node
  const door = secured ? `,SECURED://localhost:${secured.port}` : ''
  const copiesInSync = nodes.length >= 3 ? '2' : '1'
  return {
    'process.roles': 'broker,controller',
    'node.id': String(node.nodeId),
    'controller.quorum.voters': voters.join(','),
    listeners: `PLAINTEXT://127.0.0.1:${node.brokerPort},CONTROLLER://127.0.0.1:${node.controllerPort}${door}`,
    'advertised.listeners': `PLAINTEXT://127.0.0.1:${node.advertisedPort ?? node.brokerPort}${door}`,
    'controller.listener.names': 'CONTROLLER',
    'inter.broker.listener.name': 'PLAINTEXT',
    'listener.security.protocol.map': 'PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT,SECURED:SASL_SSL',
    'log.dirs': node.logDirectory,
    'auto.create.topics.enable': 'false',
    'default.replication.factor': copies,
    'min.insync.replicas': copiesInSync,
    'offsets.topic.replication.factor': copies,
    'offsets.topic.num.partitions': '8',
    'transaction.state.log.replication.factor': copies,
    'transaction.state.log.min.isr': copiesInSync,
    'transaction.state.log.num.partitions': '4',
    'share.coordinator.state.topic.replication.factor': copies,
    'share.coordinator.state.topic.min.isr': copiesInSync,
    'group.initial.rebalance.delay.ms': '0',
    ...FAST_RECOVERY,
    ...SMALL,
    ...(secured && securedProperties(secured)),
  }
}

/** A killed node is taken for dead after three seconds instead of nine, so that a restart is not turned away for long. */
const FAST_RECOVERY = {
  'broker.heartbeat.interval.ms': '500',
  'broker.session.timeout.ms': '3000',
}

const SMALL = {
  'num.network.threads': '2',
  'num.io.threads': '4',
  'background.threads': '2',
  'log.cleaner.dedupe.buffer.size': '8388608',
}

export function propertiesText(properties: Readonly<Record<string, string>>): string {
  // A backslash starts an escape in a properties file, and Windows paths are full of them.
  const lines = Object.entries(properties).map(([name, value]) => `${name}=${value.replaceAll('\\', '\\\\')}`)
  return `${lines.join('\n')}\n`
}
