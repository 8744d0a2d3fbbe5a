import { runService } from '@zhuji/platform'
import { MilestonesModule } from './milestones.module.js'

await runService('milestones', MilestonesModule)
