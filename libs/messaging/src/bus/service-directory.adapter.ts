import type { Pool } from 'pg'

/** One service of this process as the bus needs to know it: where its log and its read models live. */
export interface RunningService {
  readonly context: string
  readonly pool: Pool
}

/** The services that run in this process; each adds itself when its module starts. */
export class ServiceDirectory {
  private readonly services = new Map<string, RunningService>()

  add(service: RunningService): void {
    this.services.set(service.context, service)
  }

  find(context: string): RunningService | undefined {
    return this.services.get(context)
  }

  get(context: string): RunningService {
    const service = this.services.get(context)
    if (!service) throw new Error(`the service ${context} does not run in this process`)
    return service
  }

  all(): readonly RunningService[] {
    return [...this.services.values()]
  }
}
