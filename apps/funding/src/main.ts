import { readServiceConfig, serve } from '@zhuji/platform'
import { FundingModule } from './funding.module.js'

const { platform, system } = readServiceConfig()
const app = await serve({ title: 'funding', modules: [FundingModule], config: platform, system })
await app.listen(platform.port, platform.host)
