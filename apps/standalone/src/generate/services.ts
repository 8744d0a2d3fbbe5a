import { AlertsModule } from '@zhuji/alerts'
import { DashboardsModule } from '@zhuji/dashboards'
import { FundingModule } from '@zhuji/funding'
import { MilestonesModule } from '@zhuji/milestones'
import { RegistryModule } from '@zhuji/registry'

/** What the documents describe. */
export const services = [RegistryModule, MilestonesModule, FundingModule, AlertsModule, DashboardsModule]
