import { heldBackSeconds, type ServiceDirectory } from '@zhuji/messaging'
import type { Metrics } from './metrics.adapter.js'

/** What an operator watches of the logs of this process's services, asked when somebody looks. */
export function measureLogs(directory: ServiceDirectory, metrics: Metrics): void {
  metrics.gauge({
    name: 'zhuji_log_held_back_seconds',
    help: 'How long committed events have been kept from every reader by an older transaction that is still open.',
    labelNames: ['service'],
    async collect() {
      this.reset()
      const services = directory.all().map(async ({ context, pool }) => {
        // While the database is away there is no figure of its log, rather than no figures at all.
        const seconds = await heldBackSeconds(pool, context).catch(() => undefined)
        if (seconds !== undefined) this.set({ service: context }, seconds)
      })
      await Promise.all(services)
    },
  })
}
