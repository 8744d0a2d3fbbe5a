import { runService } from '@zhuji/platform'
import { DashboardsModule } from './dashboards.module.js'

await runService('dashboards', DashboardsModule)
