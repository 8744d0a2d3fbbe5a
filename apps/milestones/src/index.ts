export { evidenceUsesProjection } from './evidence/evidence-uses.projection.js'
export { MilestonesModule } from './milestones.module.js'
export { reportingProjection } from './reporting/reporting.projection.js'
