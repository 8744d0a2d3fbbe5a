import { readServiceConfig, serve } from '@zhuji/platform'
import { DashboardsModule } from './dashboards.module.js'

const { platform, system } = readServiceConfig()
const app = await serve({ title: 'dashboards', modules: [DashboardsModule], config: platform, system })
await app.listen(platform.port, platform.host)
