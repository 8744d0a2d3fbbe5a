import { join } from 'node:path'
import { type Standalone, startStandalone, todayHere } from '../machine/standalone.adapter.js'
import { untilSettled } from '../machine/taken-in.adapter.js'

/** The passing of a day is noticed at once, so that what is measured is the work and not the wait for it. */
const ENVIRONMENT = { ALERTS_CHECK_EVERY_MS: '10' }

/** A system for each size, of which one runs: side by side they would share memory, caches and processors. */
export class OneAtATime {
  private running: { readonly projects: number; readonly system: Standalone } | undefined

  constructor(private readonly directory: string) {}

  /** The system with so many projects, started unless it runs already, with nothing under way. */
  async of(projects: number): Promise<Standalone> {
    if (this.running?.projects !== projects) {
      await this.stop()
      const system = await startStandalone(join(this.directory, String(projects)), ENVIRONMENT)
      this.running = { projects, system }
    }
    const { system } = this.running
    await untilSettled(system.databaseUrl, todayHere())
    return system
  }

  async stop(): Promise<void> {
    const { running } = this
    this.running = undefined
    await running?.system.stop()
  }
}
