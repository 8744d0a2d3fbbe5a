import { setTimeout as pause } from 'node:timers/promises'
import {
  Inject,
  Injectable,
  Logger,
  type OnApplicationBootstrap,
  type OnModuleDestroy,
  type OnModuleInit,
} from '@nestjs/common'
import { DataSource } from 'typeorm'
import { poolOf } from '@zhuji/platform'
import { EDITION } from './edition.js'
import { Rebuild } from './rebuild.repository.js'

const RETRY_MS = 1_000

/** Begins a rebuild where this program found another's tables, before any consumer reads, and works it off beside them. */
@Injectable()
export class RebuildWorker implements OnModuleInit, OnApplicationBootstrap, OnModuleDestroy {
  private readonly logger = new Logger('RebuildWorker')
  private readonly rebuild: Rebuild
  private running: Promise<void> | undefined
  private isDue = false
  private stopped = false

  constructor(@Inject(DataSource) source: DataSource) {
    this.rebuild = new Rebuild(poolOf(source))
  }

  async onModuleInit(): Promise<void> {
    this.isDue = await this.rebuild.begin()
  }

  onApplicationBootstrap(): void {
    if (this.isDue) this.running = this.run()
  }

  async onModuleDestroy(): Promise<void> {
    this.stopped = true
    await this.running
  }

  private async run(): Promise<void> {
    this.logger.log(`read models are built anew for edition ${EDITION}`)
    let projects = 0
    while (!this.stopped) {
      try {
        const done = await this.rebuild.step()
        projects += done
        if (done > 0) continue
        this.logger.log(`read models are of edition ${EDITION}: ${projects} projects`)
        return
      } catch (error) {
        this.logger.warn(`the rebuild waits: ${String(error)}`)
        await pause(RETRY_MS)
      }
    }
  }
}
