import { z } from 'zod'
import { kafkaConfig } from './kafka.config.js'
import { type ConfigOf, secret, wholeNumber } from './read.config.js'

const MEBIBYTE = 1024 * 1024

/** The variables that every service reads. Times are milliseconds, sizes bytes. */
export const platformConfig = {
  PORT: wholeNumber({ min: 0, max: 65_535, fallback: 3000 }),
  /** Only this machine unless told: an open port is a decision. */
  HOST: z.string().min(1).max(255).default('127.0.0.1'),
  LOG_LEVEL: z
    .enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace'], {
      error: 'one of fatal, error, warn, info, debug, trace',
    })
    .default('info'),
  /** The time zone in which "today" is decided. */
  TIME_ZONE: z.string().refine(isTimeZone, 'an IANA time zone such as Asia/Shanghai').default('Asia/Shanghai'),
  OIDC_ISSUER: z.url({ protocol: /^https?$/, error: 'an http(s) URL' }).optional(),
  OIDC_AUDIENCE: z.string().min(1).max(255).default('zhuji'),
  /** Where the issuer's keys are; read from the issuer's discovery document unless given. */
  OIDC_JWKS_URL: z.url({ protocol: /^https?$/, error: 'an http(s) URL' }).optional(),
  BODY_LIMIT_BYTES: wholeNumber({ min: 1024, max: 64 * MEBIBYTE, fallback: MEBIBYTE }),
  /** Calls a minute of one person (or of one address when nobody is known). 0 sets no limit. */
  REQUESTS_PER_MINUTE: wholeNumber({ min: 0, max: 10_000_000, fallback: 60_000 }),
  METRICS_TOKEN: secret(z.string().min(16, 'at least 16 characters')).optional(),
  /** How long a stopping process stays reachable but not ready, so that load balancers see it leave. */
  SHUTDOWN_DELAY_MS: wholeNumber({ min: 0, max: 10_000, fallback: 0 }),
  BUS: z.enum(['embedded', 'kafka'], { error: 'embedded or kafka' }).default('embedded'),
  ...kafkaConfig,
  /** Where traces go (OTLP over HTTP, `/v1/traces` is added); nothing is traced unless this is set. */
  OTEL_EXPORTER_OTLP_ENDPOINT: z.url({ protocol: /^https?$/, error: 'an http(s) URL' }).optional(),
  /** Off where something else, such as Debezium, takes the events from the logs to the topics (docs/deployment.md). */
  RELAY: z.enum(['on', 'off'], { error: 'on or off' }).default('on'),
  PROFILE: z.enum(['embedded', 'separate'], { error: 'embedded or separate' }).default('embedded'),
} as const

export type PlatformConfig = ConfigOf<typeof platformConfig>

function isTimeZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: name }).format()
    return true
  } catch {
    return false
  }
}

const LOOPBACK = new Set(['127.0.0.1', '::1', 'localhost'])

/** True for an address that only this machine can reach. */
export function isLoopback(host: string): boolean {
  return LOOPBACK.has(host)
}
