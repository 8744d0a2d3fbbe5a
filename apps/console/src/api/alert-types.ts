import type { Severity } from '@zhuji/contracts'

export interface AlertEpisode {
  readonly alertId: string
  readonly projectId: string
  readonly status: 'open' | 'acknowledged' | 'cleared'
  readonly severity: Severity
  readonly cause: {
    readonly pack: string
    readonly packVersion: number
    readonly rule: string
    readonly measure: string
    readonly subject: string
    readonly targetOn: string | null
    readonly cutOffOn: string
    readonly figures: Readonly<Record<string, string | number | boolean | null>>
  }
  readonly raisedOn: string
  readonly raisedAt: string
  readonly acknowledged: { readonly on: string; readonly by: string; readonly text: string | null } | null
  readonly clearedOn: string | null
  readonly project?: {
    readonly localCode: string
    readonly name: string
    readonly facilityKind: string
    readonly regionCodes: readonly string[]
  }
}

export interface Subscription {
  readonly subscriptionId: string
  readonly name: string
  readonly regions: readonly string[]
  readonly facilityKinds: readonly string[]
  readonly measures: readonly string[]
  readonly severities: readonly string[]
  readonly channel: { readonly kind: 'live' | 'webhook'; readonly url?: string }
  readonly disabledAt: string | null
  readonly disabledBecause: string | null
  /** In the answer to its creation only. */
  readonly secret?: string
}

export interface Delivery {
  readonly deliveryId: string
  readonly eventType: string
  readonly status: 'pending' | 'delivered' | 'failed'
  readonly attempts: number
  readonly lastOutcome: string | null
  readonly createdAt: string
}
