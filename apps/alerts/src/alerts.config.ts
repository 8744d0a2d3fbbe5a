import { type ConfigOf, list, secret, wholeNumber } from '@zhuji/platform'
import { z } from 'zod'

/** What alerts read besides the platform's variables. Times are milliseconds. */
export const alertsConfig = {
  /** How long the passing of a day, or a fact written by another process, may go unseen. */
  ALERTS_CHECK_EVERY_MS: wholeNumber({ min: 10, max: 60_000, fallback: 1_000 }),
  /** Host names or addresses that webhooks may reach although they are private: an intranet's own receivers. */
  WEBHOOK_ALLOWED_HOSTS: list(),
  /** Seals webhook secrets at rest. Without it they are stored readable: whoever reads the database can sign as us. */
  WEBHOOK_SECRET_KEY: secret(z.string().min(32, 'at least 32 characters')).optional(),
  WEBHOOK_TIMEOUT_MS: wholeNumber({ min: 100, max: 60_000, fallback: 10_000 }),
  /** With the defaults the eight attempts lie within a day: 2, 6, 18, 54, 162 minutes, then twice 8 hours, and jitter. */
  WEBHOOK_ATTEMPTS_MAX: wholeNumber({ min: 1, max: 20, fallback: 8 }),
  WEBHOOK_RETRY_MS: wholeNumber({ min: 1, max: 3_600_000, fallback: 120_000 }),
  /** So many deliveries in a row that failed for good switch a subscription off. */
  WEBHOOK_DISABLE_AFTER: wholeNumber({ min: 1, max: 1_000, fallback: 10 }),
} as const

export type AlertsConfig = ConfigOf<typeof alertsConfig>
