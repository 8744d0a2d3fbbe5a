import { CreateDashboards1790000010000 } from './create-dashboards.migration.js'
import { KeepNoZeros1790000010001 } from './keep-no-zeros.migration.js'

export const dashboardMigrations = [CreateDashboards1790000010000, KeepNoZeros1790000010001]
