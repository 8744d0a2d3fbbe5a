import { type DynamicModule, Global, Module } from '@nestjs/common'
import type { Clock } from '@zhuji/kernel'
import { type CheckpointKey, LogSignal, ServiceDirectory } from '@zhuji/messaging'

/** What all services of one process share. */
export interface System {
  readonly clock: Clock
  readonly timeZone: string
  /** Connections a service may hold; small pools are faster than large ones. */
  readonly poolSize: number
  /** Who brings the schemas up to date: each service as it starts, unless a job of its own has done it. */
  readonly migrations?: 'at-start' | 'only' | 'done'
  /** Without one the checkpoints of the logs are not signed. */
  readonly checkpointKey?: CheckpointKey
  databaseUrl(context: string): string
}

export const SYSTEM = Symbol('system')

@Global()
@Module({})
export class SystemModule {
  static with(system: System): DynamicModule {
    return {
      module: SystemModule,
      providers: [
        { provide: SYSTEM, useValue: system },
        { provide: LogSignal, useValue: new LogSignal() },
        { provide: ServiceDirectory, useValue: new ServiceDirectory() },
      ],
      exports: [SYSTEM, LogSignal, ServiceDirectory],
    }
  }
}
