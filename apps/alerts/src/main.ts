import { readServiceConfig, serve } from '@zhuji/platform'
import { AlertsModule } from './alerts.module.js'

const { platform, system } = readServiceConfig()
const app = await serve({ title: 'alerts', modules: [AlertsModule], config: platform, system })
await app.listen(platform.port, platform.host)
