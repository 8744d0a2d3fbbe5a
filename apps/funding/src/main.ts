import { runService } from '@zhuji/platform'
import { FundingModule } from './funding.module.js'

await runService('funding', FundingModule)
