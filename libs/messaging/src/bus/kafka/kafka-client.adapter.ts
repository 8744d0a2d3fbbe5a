import { createRequire } from 'node:module'
import { Logger } from '@nestjs/common'
import { Kafka, logLevel, type LogEntry, type SASLOptions } from 'kafkajs'

/** A try, then two more within about a second; whoever asked decides how to go on after that. */
export const RETRY = { initialRetryTime: 100, maxRetryTime: 1_000, retries: 3 } as const
export const REQUEST_TIMEOUT_MS = 10_000

/** How brokers are reached that do not talk to everybody. Certificates and keys are PEM text. */
export interface KafkaSecurity {
  /** Without an authority of its own the ones that Node knows are trusted. */
  readonly tls?: { readonly ca?: string; readonly cert?: string; readonly key?: string }
  readonly sasl?: {
    readonly mechanism: 'plain' | 'scram-sha-256' | 'scram-sha-512'
    readonly username: string
    readonly password: string
  }
}

/** One installation's way to its brokers. Connects to nobody by itself. */
export function kafkaClient(brokers: readonly string[], { tls, sasl }: KafkaSecurity = {}): Kafka {
  stopIdleTimers()
  return new Kafka({
    clientId: 'zhuji',
    brokers: [...brokers],
    ssl: tls && { ...tls },
    sasl: sasl as SASLOptions | undefined,
    connectionTimeout: 3_000,
    requestTimeout: REQUEST_TIMEOUT_MS,
    retry: RETRY,
    logLevel: logLevel.WARN,
    logCreator: () => {
      const logger = new Logger('Kafka')
      return (entry) => note(logger, entry)
    },
  })
}

/** The library calls every repetition an error; what matters is reported by whoever had to give up or wait. */
function note(logger: Logger, { namespace, log }: LogEntry): void {
  logger.debug(`${namespace}: ${log.message}`)
}

interface RequestQueue {
  readonly pending: readonly unknown[]
  readonly throttledUntil: number
  scheduleCheckPendingRequests: (this: RequestQueue) => void
}

let idleTimersStopped = false

/**
 * kafkajs 2.2 re-arms a timer of one millisecond on every connection for ever, waiting requests or not, because "not
 * throttled" comes out as a negative delay. Only a queue with something to wait for may look again.
 */
function stopIdleTimers(): void {
  if (idleTimersStopped) return
  idleTimersStopped = true
  const queue = createRequire(import.meta.url)('kafkajs/src/network/requestQueue') as { prototype: RequestQueue }
  const original = queue.prototype.scheduleCheckPendingRequests
  queue.prototype.scheduleCheckPendingRequests = function (this: RequestQueue): void {
    if (this.pending.length > 0 || this.throttledUntil > Date.now()) original.call(this)
  }
}

/** Called final by the library, but only a matter of time: brokers that are starting have no coordinator yet. */
const PASSING = new Set(['KafkaJSGroupCoordinatorNotFound', 'KafkaJSTimeout', 'KafkaJSLockTimeout'])

/** True when trying again can help: everything but what the library calls final, for good reason. */
export function mayPass(error: unknown): boolean {
  const { name, retriable, cause } = error as { name?: string; retriable?: boolean; cause?: unknown }
  if (name !== undefined && PASSING.has(name)) return true
  if (cause !== undefined && cause !== error) return mayPass(cause)
  return retriable !== false
}
