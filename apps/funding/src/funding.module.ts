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
  whenProjectsChange,
} from '@zhuji/platform'
import { DataSource } from 'typeorm'
import { AgreementCommands } from './agreement/agreement.commands.js'
import { AgreementPaymentsController } from './agreement/agreement-payments.controller.js'
import { AgreementsController } from './agreement/agreements.controller.js'
import { Agreements } from './agreement/agreements.repository.js'
import { VisibleAgreements } from './agreement/visible-agreements.js'
import { CreateBalanceDays1790000200000 } from './balances/balance-days.migration.js'
import { BalancesController } from './balances/balances.controller.js'
import { BalanceDays } from './balances/balances.repository.js'
import { WhenEntryPosted } from './balances/when-entry-posted.consumer.js'
import { DisbursementPlanCommands } from './disbursement-plan/disbursement-plan.commands.js'
import { DisbursementPlansController } from './disbursement-plan/disbursement-plans.controller.js'
import { DisbursementPlans } from './disbursement-plan/disbursement-plans.repository.js'
import { CreatePhysicalProgress1790000100000 } from './gap/physical-progress.migration.js'
import { PhysicalProgressRepository } from './gap/physical-progress.repository.js'
import { WhenProgressReported } from './gap/when-progress-reported.consumer.js'
import { LedgerCommands } from './ledger/ledger.commands.js'
import { LedgerController } from './ledger/ledger.controller.js'
import { Ledgers } from './ledger/ledgers.repository.js'
import { Postings } from './ledger/postings.js'
import { SharedRecording } from './ledger/shared-recording.js'
import { TransfersController } from './ledger/transfers.controller.js'
import { VisibleProjects } from './ledger/visible-projects.js'
import { CreateKnownProgrammes1790000300000 } from './programme/known-programmes.migration.js'
import { WhenProgrammesAreIssued } from './programme/when-programmes-are-issued.consumer.js'
import { fundingMessages } from './messages.js'

registerMessages(fundingMessages)

@Module({
  imports: [
    ServiceModule.with({
      context: 'funding',
      migrations: [
        CreatePhysicalProgress1790000100000,
        CreateBalanceDays1790000200000,
        CreateKnownProgrammes1790000300000,
      ],
      remembersProjects: true,
    }),
  ],
  controllers: [
    LedgerController,
    TransfersController,
    AgreementsController,
    AgreementPaymentsController,
    DisbursementPlansController,
    BalancesController,
    WhenEntryPosted,
    WhenProgrammesAreIssued,
    bulkCommandsOf('funding'),
    checkpointsOf('funding'),
    whenProjectsChange('funding'),
    WhenProgressReported,
  ],
  providers: [
    {
      provide: BalanceDays,
      inject: [DataSource],
      useFactory: (source: DataSource) => new BalanceDays(poolOf(source)),
    },
    {
      provide: PhysicalProgressRepository,
      inject: [DataSource],
      useFactory: (source: DataSource) => new PhysicalProgressRepository(poolOf(source)),
    },
    {
      provide: Ledgers,
      inject: [EventStore, DataSource, KnownProjects, PhysicalProgressRepository],
      useFactory: (
        store: EventStore,
        source: DataSource,
        projects: KnownProjects,
        progress: PhysicalProgressRepository,
      ) => new Ledgers({ store, pool: poolOf(source), projects, progress }),
    },
    {
      provide: LedgerCommands,
      inject: [KnownProjects],
      useFactory: (projects: KnownProjects) => new LedgerCommands(projects),
    },
    {
      provide: CommandDesk,
      inject: [EventStore, LedgerCommands, AgreementCommands, DisbursementPlanCommands],
      useFactory: (
        store: EventStore,
        entries: LedgerCommands,
        agreements: AgreementCommands,
        plans: DisbursementPlanCommands,
      ) => new CommandDesk('funding', store, [...entries.all(), ...agreements.all(), ...plans.all()]),
    },
    {
      provide: VisibleProjects,
      inject: [KnownProjects],
      useFactory: (projects: KnownProjects) => new VisibleProjects(projects),
    },
    {
      provide: DisbursementPlanCommands,
      inject: [KnownProjects],
      useFactory: (projects: KnownProjects) => new DisbursementPlanCommands(projects),
    },
    {
      provide: DisbursementPlans,
      inject: [DataSource],
      useFactory: (source: DataSource) => new DisbursementPlans(poolOf(source)),
    },
    {
      provide: Postings,
      inject: [CommandDesk, Ledgers],
      useFactory: (desk: CommandDesk, ledgers: Ledgers) => new Postings(desk, ledgers),
    },
    {
      provide: SharedRecording,
      inject: [CommandDesk, Ledgers],
      useFactory: (desk: CommandDesk, ledgers: Ledgers) => new SharedRecording(desk, ledgers),
    },
    {
      provide: Agreements,
      inject: [EventStore, DataSource, LogReader],
      useFactory: (store: EventStore, source: DataSource, log: LogReader) => new Agreements(store, poolOf(source), log),
    },
    {
      provide: VisibleAgreements,
      inject: [Agreements, KnownProjects],
      useFactory: (agreements: Agreements, projects: KnownProjects) => new VisibleAgreements(agreements, projects),
    },
    {
      provide: AgreementCommands,
      inject: [KnownProjects, Agreements],
      useFactory: (projects: KnownProjects, agreements: Agreements) => new AgreementCommands(projects, agreements),
    },
  ],
})
export class FundingModule {}
