import { runService } from '@zhuji/platform'
import { AlertsModule } from './alerts.module.js'

await runService('alerts', AlertsModule)
