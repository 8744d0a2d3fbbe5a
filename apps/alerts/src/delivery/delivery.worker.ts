import { Logger, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common'
import { crashPoint } from '@zhuji/messaging'
import { WorkLoop } from '@zhuji/platform'
import type { AlertsConfig } from '../alerts.config.js'
import type { SecretBox } from '../subscriptions/secret-box.adapter.js'
import { CALLS_PER_SUBSCRIPTION_MAX, type ClaimedDelivery, type Deliveries } from './deliveries.repository.js'
import { retryDelayMs } from './retry-delay.js'
import { WebhookCall } from './webhook-call.adapter.js'

const CALLS_MAX = 32
/** A lease outlives the call it covers, also on a machine that stalls for a while. */
const LEASE_SPARE_MS = 50_000

type Config = Pick<
  AlertsConfig,
  | 'webhookAllowedHosts'
  | 'webhookTimeoutMs'
  | 'webhookAttemptsMax'
  | 'webhookRetryMs'
  | 'webhookDisableAfter'
  | 'alertsCheckEveryMs'
>

/** Sends what is due, a bounded number at a time; any number of processes may do so side by side. */
export class DeliveryWorker implements OnApplicationBootstrap, OnModuleDestroy {
  private readonly logger = new Logger('DeliveryWorker')
  private readonly loop: WorkLoop
  private readonly call: WebhookCall
  private readonly underWay = new Map<string, { subscriptionId: string; done: Promise<void> }>()

  constructor(
    private readonly deliveries: Deliveries,
    private readonly secrets: SecretBox,
    private readonly config: Config,
  ) {
    this.call = new WebhookCall({ timeoutMs: config.webhookTimeoutMs, allowedHosts: config.webhookAllowedHosts })
    this.loop = new WorkLoop({
      name: 'DeliveryWorker',
      idleMsMax: config.alertsCheckEveryMs,
      step: () => this.step(),
    })
  }

  onApplicationBootstrap(): void {
    this.loop.start()
  }

  /** Waits for the calls under way, at most as long as one may take. */
  async onModuleDestroy(): Promise<void> {
    await this.loop.stop()
    await Promise.all([...this.underWay.values()].map(({ done }) => done))
    this.call.close()
  }

  nudge(): void {
    this.loop.nudge()
  }

  private async step(): Promise<boolean> {
    const free = Math.min(CALLS_MAX - this.underWay.size, CALLS_PER_SUBSCRIPTION_MAX)
    if (free <= 0) return false
    const leaseMs = this.config.webhookTimeoutMs + LEASE_SPARE_MS
    const claimed = await this.deliveries.claim(free, leaseMs, this.busySubscriptions())
    for (const delivery of claimed) {
      const done = this.deliver(delivery)
        .catch((error: unknown) => this.logger.error(`delivery ${delivery.id}: ${String(error)}`))
        .finally(() => {
          this.underWay.delete(delivery.id)
          this.loop.nudge()
        })
      this.underWay.set(delivery.id, { subscriptionId: delivery.subscriptionId, done })
    }
    return claimed.length > 0
  }

  /** Those with as many calls under way as one may have; a claim of that size keeps the rest below twice of it. */
  private busySubscriptions(): string[] {
    const calls = new Map<string, number>()
    for (const { subscriptionId } of this.underWay.values()) {
      calls.set(subscriptionId, (calls.get(subscriptionId) ?? 0) + 1)
    }
    return [...calls].filter(([, count]) => count >= CALLS_PER_SUBSCRIPTION_MAX).map(([id]) => id)
  }

  private async deliver(claimed: ClaimedDelivery): Promise<void> {
    const { id, url, body, attempt } = claimed
    const { webhookAttemptsMax, webhookRetryMs, webhookDisableAfter } = this.config
    const secret = this.secrets.open(claimed.sealedSecret)
    const { kind, text } = await this.call.send({ id, url, secret, body, sentAt: this.deliveries.now() })
    crashPoint('message-sent')
    if (kind === 'delivered') return this.deliveries.succeeded(claimed, text)
    if (kind === 'gone') return this.deliveries.failed(claimed, text, 1)
    if (attempt >= webhookAttemptsMax) return this.deliveries.failed(claimed, text, webhookDisableAfter)
    return this.deliveries.retryIn(claimed, retryDelayMs(attempt, webhookRetryMs, Math.random()), text)
  }
}
