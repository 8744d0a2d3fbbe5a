import { resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { ConfigError } from '@zhuji/platform'

export interface RunStackConfig {
  readonly directory: string
  readonly port: number
  readonly nodes: 1 | 3
  /** `host:port,…` of brokers that run already, in place of own ones. */
  readonly kafkaBrokers: string | undefined
  /** `--empty`: an empty store stays empty. */
  readonly withSample: boolean
  /** What is handed on to every service: settings of behaviour, never addresses, which the stack decides itself. */
  readonly environment: Readonly<Record<string, string>>
}

const HANDED_ON =
  /^(LOG_LEVEL|TIME_ZONE|REQUESTS_PER_MINUTE|BODY_LIMIT_BYTES|DATABASE_POOL_SIZE|METRICS_TOKEN|SHUTDOWN_DELAY_MS)$|^(ALERTS|WEBHOOK|OTEL)_/

/** The command line and the environment of `npm run stack`. Throws a ConfigError. */
export function readRunStackConfig(): RunStackConfig {
  const { values } = parseArgs({ options: { nodes: { type: 'string' }, empty: { type: 'boolean' } } })
  return {
    directory: resolve(process.env.DATA_DIRECTORY || '.data'),
    port: portOf('PORT', process.env.PORT || '3000'),
    nodes: nodesOf(values.nodes),
    kafkaBrokers: process.env.KAFKA_BROKERS || undefined,
    withSample: values.empty !== true,
    environment: Object.fromEntries(
      Object.entries(process.env).filter((entry): entry is [string, string] => HANDED_ON.test(entry[0])),
    ),
  }
}

export interface RunKafkaConfig {
  readonly directory: string
  readonly port: number
  readonly nodes: 1 | 3
  readonly version: string | undefined
}

/** The same of `npm run kafka`. */
export function readRunKafkaConfig(): RunKafkaConfig {
  const { values } = parseArgs({ options: { nodes: { type: 'string' }, version: { type: 'string' } } })
  return {
    directory: resolve(process.env.DATA_DIRECTORY || '.data', 'kafka'),
    port: portOf('KAFKA_PORT', process.env.KAFKA_PORT || '9092'),
    nodes: nodesOf(values.nodes),
    version: versionOf(values.version),
  }
}

function portOf(variable: string, text: string): number {
  const port = Number(text)
  if (Number.isInteger(port) && port > 0 && port < 65_536) return port
  throw new ConfigError([{ variable, rule: 'a whole number from 1 to 65535', value: text }])
}

function nodesOf(text = '1'): 1 | 3 {
  if (text === '1') return 1
  if (text === '3') return 3
  throw new ConfigError([{ variable: '--nodes', rule: '1 or 3', value: text }])
}

/** It becomes part of a path and of a command line. */
function versionOf(text: string | undefined): string | undefined {
  if (text === undefined || /^\d+\.\d+\.\d+$/.test(text)) return text
  throw new ConfigError([{ variable: '--version', rule: 'a release of Apache Kafka such as 4.0.2', value: text }])
}
