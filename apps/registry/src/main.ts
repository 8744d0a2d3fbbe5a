import { runService } from '@zhuji/platform'
import { RegistryModule } from './registry.module.js'

await runService('registry', RegistryModule)
