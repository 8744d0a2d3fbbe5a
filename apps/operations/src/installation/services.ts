import type { Type } from '@nestjs/common'
import { alertListProjection, AlertsModule, episodesDecider, watchedProjection } from '@zhuji/alerts'
import { dashboardProjection, DashboardsModule, programmeVersions, sealedLogs } from '@zhuji/dashboards'
import {
  agreementDecider,
  balanceDaysProjection,
  FundingModule,
  ledgerDecider,
  knownProgrammesProjection,
  physicalProgressProjection,
} from '@zhuji/funding'
import type { Decider, Projection } from '@zhuji/messaging'
import { evidenceUsesProjection, MilestonesModule, reportingProjection } from '@zhuji/milestones'
import { knownProjectsOf } from '@zhuji/platform'
import { RegistryModule } from '@zhuji/registry'

export interface Service {
  readonly context: string
  readonly module: Type
  /** Every read model it keeps of its own and others' facts. */
  readonly projections: readonly Projection[]
  /** False for a service that only listens. */
  readonly records: boolean
  /** Whoever decides on streams that keep notes, by how the streams' ids begin. */
  readonly notedBy?: Readonly<Record<string, Decider<unknown>>>
}

/**
 * Those that listen come before those they listen to: whoever looks at them in this order sees no service ahead of a log.
 */
export const services: readonly Service[] = [
  {
    context: 'dashboards',
    module: DashboardsModule,
    projections: [dashboardProjection, programmeVersions, sealedLogs],
    records: true,
  },
  {
    context: 'alerts',
    module: AlertsModule,
    projections: [watchedProjection, alertListProjection],
    records: true,
    notedBy: { 'project/': episodesDecider },
  },
  {
    context: 'funding',
    module: FundingModule,
    projections: [
      knownProjectsOf('funding'),
      physicalProgressProjection,
      balanceDaysProjection,
      knownProgrammesProjection,
    ],
    records: true,
    notedBy: { 'project/': ledgerDecider, 'agreement/': agreementDecider },
  },
  {
    context: 'milestones',
    module: MilestonesModule,
    projections: [knownProjectsOf('milestones'), evidenceUsesProjection, reportingProjection],
    records: true,
  },
  { context: 'registry', module: RegistryModule, projections: [], records: true },
]
