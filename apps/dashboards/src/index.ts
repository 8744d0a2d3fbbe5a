export { DashboardsModule } from './dashboards.module.js'
export { dashboardProjection } from './projection/dashboard.projection.js'
export { programmeVersions } from './programmes/programme-versions.projection.js'
export { sealedLogs } from './completeness/sealed-logs.projection.js'
