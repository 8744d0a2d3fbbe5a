import { EmbeddedBus, ServiceDirectory } from '@zhuji/messaging'
import { describeBus } from './bus.features.js'

describeBus('embedded', () => ({
  start: async ({ registry, dashboards, signal }, consumers) => {
    const directory = new ServiceDirectory()
    directory.add({ context: 'registry', pool: registry })
    directory.add({ context: 'dashboards', pool: dashboards })
    const bus = new EmbeddedBus({ directory, signal, logPool: () => registry })
    for (const { group, types, handler } of consumers) {
      bus.addHandler(group, handler as never, true, { types })
    }
    bus.listen(() => undefined)
    return { stop: () => bus.close() }
  },
}))
