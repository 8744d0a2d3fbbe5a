import { Module } from '@nestjs/common'
import { EventStore, LogReader } from '@zhuji/messaging'
import {
  bulkCommandsOf,
  checkpointsOf,
  CommandDesk,
  KnownProjects,
  poolOf,
  registerMessages,
  ServiceModule,
  SYSTEM,
  type System,
  whenProjectsChange,
} from '@zhuji/platform'
import { DataSource } from 'typeorm'
import { setWorkingDays } from './calendar/calendar.commands.js'
import { CalendarController } from './calendar/calendar.controller.js'
import { Calendars } from './calendar/calendars.repository.js'
import { publishedCalendar } from './calendar/chinese-days.adapter.js'
import { ConstructionCommands } from './construction/construction.commands.js'
import { Constructions } from './construction/constructions.repository.js'
import { ConstructionsController } from './construction/constructions.controller.js'
import { PlanController } from './plan/plan.controller.js'
import { PlanProposals } from './plan/plan-proposals.repository.js'
import { PlanTemplatesController } from './plan/plan-templates.controller.js'
import { EVIDENCE_STORE, evidenceStoreOf } from './evidence/evidence-store.adapter.js'
import { EvidenceController } from './evidence/evidence.controller.js'
import { EvidenceFileEntity } from './evidence/evidence.entity.js'
import { CreateEvidence1790000001000 } from './evidence/evidence.migration.js'
import { EvidenceRegister } from './evidence/evidence.repository.js'
import { WhenEvidenceIsNamed } from './evidence/evidence-uses.consumer.js'
import { milestonesMessages } from './messages.js'
import { MilestonesController } from './milestone/milestones.controller.js'
import { readMilestonesConfig } from './milestones.config.js'
import { ProgressController } from './progress/progress.controller.js'
import { SiteController } from './halt/site.controller.js'
import { ReportingController } from './reporting/reporting.controller.js'
import { CreateReporting1790000300000 } from './reporting/reporting.migration.js'
import { Reporting } from './reporting/reporting.repository.js'
import { WhenReportingFactsArrive } from './reporting/when-reporting-facts-arrive.consumer.js'

registerMessages(milestonesMessages)

const service = ServiceModule.with({
  context: 'milestones',
  remembersProjects: true,
  entities: [EvidenceFileEntity],
  migrations: [CreateEvidence1790000001000, CreateReporting1790000300000],
})

@Module({
  imports: [service],
  controllers: [
    ConstructionsController,
    PlanController,
    PlanTemplatesController,
    CalendarController,
    ProgressController,
    MilestonesController,
    SiteController,
    EvidenceController,
    ReportingController,
    bulkCommandsOf('milestones'),
    checkpointsOf('milestones'),
    whenProjectsChange('milestones'),
    WhenEvidenceIsNamed,
    WhenReportingFactsArrive,
  ],
  providers: [
    {
      provide: EVIDENCE_STORE,
      inject: [SYSTEM],
      useFactory: ({ clock }: System) => evidenceStoreOf(readMilestonesConfig(), clock),
    },
    {
      provide: EvidenceRegister,
      inject: [DataSource, KnownProjects, SYSTEM],
      useFactory: (source: DataSource, projects: KnownProjects, { clock }: System) =>
        new EvidenceRegister({ source, projects, clock }),
    },
    {
      provide: Constructions,
      inject: [EventStore, KnownProjects, LogReader],
      useFactory: (store: EventStore, projects: KnownProjects, log: LogReader) =>
        new Constructions(store, projects, log),
    },
    {
      provide: Reporting,
      inject: [DataSource],
      useFactory: (source: DataSource) => new Reporting(poolOf(source)),
    },
    {
      provide: Calendars,
      inject: [EventStore, DataSource],
      useFactory: (store: EventStore, source: DataSource) => new Calendars(publishedCalendar(), store, source),
    },
    {
      provide: ConstructionCommands,
      inject: [KnownProjects, EvidenceRegister, Calendars],
      useFactory: (projects: KnownProjects, evidence: EvidenceRegister, calendars: Calendars) =>
        new ConstructionCommands(projects, evidence, calendars),
    },
    {
      provide: PlanProposals,
      inject: [EventStore, KnownProjects, Calendars, SYSTEM],
      useFactory: (store: EventStore, projects: KnownProjects, calendars: Calendars, system: System) =>
        new PlanProposals({ store, projects, calendars, system }),
    },
    {
      provide: CommandDesk,
      inject: [EventStore, ConstructionCommands],
      useFactory: (store: EventStore, commands: ConstructionCommands) =>
        new CommandDesk('milestones', store, [...commands.all(), setWorkingDays]),
    },
  ],
})
export class MilestonesModule {}
