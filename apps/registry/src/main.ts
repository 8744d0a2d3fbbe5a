import { readServiceConfig, serve } from '@zhuji/platform'
import { RegistryModule } from './registry.module.js'

const { platform, system } = readServiceConfig()
const app = await serve({ title: 'registry', modules: [RegistryModule], config: platform, system })
await app.listen(platform.port, platform.host)
