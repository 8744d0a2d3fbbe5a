import { readServiceConfig, serve } from '@zhuji/platform'
import { MilestonesModule } from './milestones.module.js'

const { platform, system } = readServiceConfig()
const app = await serve({ title: 'milestones', modules: [MilestonesModule], config: platform, system })
await app.listen(platform.port, platform.host)
