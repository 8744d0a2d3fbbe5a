import { Module } from '@nestjs/common'
import { EventStore } from '@zhuji/messaging'
import { checkpointsOf, CommandDesk, registerMessages, ServiceModule } from '@zhuji/platform'
import { BulletinCommands } from './bulletins/bulletin.commands.js'
import { BulletinsController } from './bulletins/bulletins.controller.js'
import { Bulletins } from './bulletins/bulletins.repository.js'
import { ChangesController } from './changes/changes.controller.js'
import { Changes } from './changes/changes.repository.js'
import { ClosingCommands } from './closing/closing.commands.js'
import { ClosingsController } from './closing/closings.controller.js'
import { Closings } from './closing/closings.repository.js'
import { CompletenessController } from './completeness/completeness.controller.js'
import { CompleteLogs } from './completeness/complete-logs.repository.js'
import { WhenLogsAreSealed } from './completeness/when-logs-are-sealed.consumer.js'
import { CurvesController } from './curves/curves.controller.js'
import { DefinitionsController } from './figures/definitions.controller.js'
import { IdleFundsController } from './figures/idle-funds.controller.js'
import { IdleFundsReader } from './figures/idle-funds.repository.js'
import { RatesController } from './figures/rates.controller.js'
import { Rates } from './figures/rates.repository.js'
import { ReferenceClassController } from './figures/reference-class.controller.js'
import { ReferenceClasses } from './figures/reference-class.repository.js'
import { RebuildWorker } from './edition/rebuild.worker.js'
import { WhenBuilt } from './edition/when-built.guard.js'
import { ExplainController } from './explain/explain.controller.js'
import { Explanations } from './explain/explain.repository.js'
import { dashboardMessages } from './messages.js'
import { dashboardMigrations } from './migrations/dashboards.migration.js'
import { PositionsController } from './positions/positions.controller.js'
import { ProjectsController } from './projects/projects.controller.js'
import { Projects } from './projects/projects.repository.js'
import { WhenFactsArrive } from './projection/when-facts-arrive.consumer.js'
import { ProgrammesController } from './programmes/programmes.controller.js'
import { Programmes } from './programmes/programmes.repository.js'
import { TargetLinesController } from './programmes/target-lines.controller.js'
import { TargetLines } from './programmes/target-lines.repository.js'
import { WhenProgrammesAreIssued } from './programmes/when-programmes-are-issued.consumer.js'
import { SeriesController } from './series/series.controller.js'
import { SeriesReader } from './series/series.repository.js'
import { StoryController } from './story/story.controller.js'
import { Stories } from './story/story.repository.js'
import { ChangeFeed } from './stream/change-feed.repository.js'
import { ChangeStream } from './stream/change-stream.adapter.js'
import { ProjectionSignal } from './stream/projection-signal.js'
import { StreamController } from './stream/stream.controller.js'
import { SummaryController } from './summary/summary.controller.js'
import { Summaries } from './summary/summary.repository.js'
import { Today } from './today.adapter.js'

registerMessages(dashboardMessages)

@Module({
  imports: [ServiceModule.with({ context: 'dashboards', migrations: dashboardMigrations })],
  controllers: [
    SummaryController,
    ProjectsController,
    StoryController,
    SeriesController,
    ChangesController,
    CurvesController,
    DefinitionsController,
    IdleFundsController,
    RatesController,
    ReferenceClassController,
    ExplainController,
    PositionsController,
    StreamController,
    ProgrammesController,
    TargetLinesController,
    WhenFactsArrive,
    WhenProgrammesAreIssued,
    CompletenessController,
    WhenLogsAreSealed,
    ClosingsController,
    BulletinsController,
    checkpointsOf('dashboards'),
  ],
  providers: [
    Today,
    Summaries,
    Projects,
    Stories,
    SeriesReader,
    Changes,
    Explanations,
    IdleFundsReader,
    Rates,
    ReferenceClasses,
    Programmes,
    TargetLines,
    CompleteLogs,
    Closings,
    {
      provide: ClosingCommands,
      inject: [Closings, Today],
      useFactory: (closings: Closings, today: Today) => new ClosingCommands(closings, today),
    },
    Bulletins,
    {
      provide: BulletinCommands,
      inject: [Bulletins, Closings, Today],
      useFactory: (bulletins: Bulletins, closings: Closings, today: Today) =>
        new BulletinCommands(bulletins, closings, today),
    },
    {
      provide: CommandDesk,
      inject: [EventStore],
      useFactory: (store: EventStore) => new CommandDesk('dashboards', store, []),
    },
    RebuildWorker,
    WhenBuilt,
    ChangeFeed,
    ChangeStream,
    { provide: ProjectionSignal, useFactory: () => new ProjectionSignal() },
  ],
})
export class DashboardsModule {}
