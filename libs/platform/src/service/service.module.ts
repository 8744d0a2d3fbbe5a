import { type DynamicModule, Inject, Module, type OnApplicationShutdown, type Provider } from '@nestjs/common'
import { DataSource, type EntitySchema, type MigrationInterface } from 'typeorm'
import {
  EventStore,
  isSealed,
  LogReader,
  LogSignal,
  messagingMigrations,
  ServiceDirectory,
  UnsealedLog,
} from '@zhuji/messaging'
import { HealthChecks } from '../health/index.js'
import { KnownProjects } from '../known-projects/known-projects.repository.js'
import { CreateKnownProject1790000000002 } from '../known-projects/known-projects.migration.js'
import { CheckpointWorker } from './checkpoint.worker.js'
import { openServiceDatabase, poolOf, type ServiceDatabase } from './service-database.adapter.js'
import { AskedDays } from './asked-days.js'
import { SYSTEM, type System } from './system.module.js'

export interface ServiceOptions {
  /** `registry`, `milestones`, …: the schema, the source of its events, the first part of its paths and groups. */
  readonly context: string
  readonly entities?: readonly (EntitySchema | (new () => object))[]
  readonly migrations?: readonly (new () => MigrationInterface)[]
  /** Keeps a memory of the registry's projects; list `whenProjectsChange(context)` among the module's controllers. */
  readonly remembersProjects?: boolean
}

export const SERVICE = Symbol('service')

/** What one service has for itself: its schema, its event log with the store in front, its place in the directory. */
@Module({})
export class ServiceModule implements OnApplicationShutdown {
  constructor(
    @Inject(DataSource) private readonly source: DataSource,
    @Inject(EventStore) private readonly store: EventStore,
  ) {}

  static with(options: ServiceOptions): DynamicModule {
    return {
      module: ServiceModule,
      providers: [{ provide: SERVICE, useValue: options }, ...providers(options)],
      exports: [
        DataSource,
        EventStore,
        LogReader,
        KnownProjects,
        AskedDays,
        ...(isSealed(options.context) ? [CheckpointWorker] : []),
      ],
    }
  }

  async onApplicationShutdown(): Promise<void> {
    await this.store.settled()
    await this.source.destroy()
  }
}

/** What a service keeps where, without the service. */
export function databaseOf(options: ServiceOptions, system: System): ServiceDatabase {
  const { context, entities = [], migrations = [], remembersProjects = false } = options
  return {
    url: system.databaseUrl(context),
    context,
    poolSize: system.poolSize,
    entities,
    migrations: [
      ...messagingMigrations,
      ...(remembersProjects ? [CreateKnownProject1790000000002] : []),
      ...migrations,
    ],
  }
}

function providers(options: ServiceOptions): Provider[] {
  const { context } = options
  return [
    {
      provide: DataSource,
      inject: [SYSTEM, ServiceDirectory, HealthChecks],
      useFactory: async (system: System, directory: ServiceDirectory, health: HealthChecks) => {
        const migrates = system.migrations !== 'done'
        const source = await openServiceDatabase(databaseOf(options, system), { migrates })
        directory.add({ context, pool: poolOf(source) })
        health.register(`${context} database`, async () => {
          await source.query('select 1')
        })
        return source
      },
    },
    {
      provide: EventStore,
      inject: [DataSource, SYSTEM, LogSignal],
      useFactory: (source: DataSource, { clock, timeZone }: System, signal: LogSignal) =>
        new EventStore({ pool: poolOf(source), context, clock, timeZone, signal }),
    },
    {
      provide: LogReader,
      inject: [DataSource],
      useFactory: (source: DataSource) => new LogReader(poolOf(source), context),
    },
    {
      provide: KnownProjects,
      inject: [DataSource],
      useFactory: (source: DataSource) => new KnownProjects(poolOf(source)),
    },
    { provide: AskedDays, inject: [SYSTEM], useFactory: (system: System) => new AskedDays(system) },
    ...(isSealed(context) ? [checkpointing(context)] : []),
  ]
}

function checkpointing(context: string): Provider {
  return {
    provide: CheckpointWorker,
    inject: [DataSource, EventStore, LogSignal, SYSTEM],
    useFactory: (source: DataSource, store: EventStore, signal: LogSignal, system: System) => {
      const unsealed = new UnsealedLog(poolOf(source), context, system.timeZone)
      return new CheckpointWorker({ context, store, unsealed, signal, system })
    },
  }
}
