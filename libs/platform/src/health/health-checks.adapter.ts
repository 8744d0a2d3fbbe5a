import { Logger } from '@nestjs/common'

export type HealthCheck = () => Promise<void>

export interface Readiness {
  readonly ready: boolean
  /** Names of the checks that failed, `stopping` while the process shuts down. */
  readonly failing: readonly string[]
}

const CHECK_TIMEOUT_MS = 2000

/** Whether this process can do its work now. A check resolves when its part is well and rejects, or hangs, when not. */
export class HealthChecks {
  private readonly checks = new Map<string, HealthCheck>()
  private readonly logger = new Logger('HealthChecks')
  private stopping = false

  constructor(private readonly timeoutMs = CHECK_TIMEOUT_MS) {}

  /** Adds a check under a name of its own and returns how to take it out again. */
  register(name: string, check: HealthCheck): () => void {
    if (this.checks.has(name)) throw new Error(`a health check named ${name} is already registered`)
    this.checks.set(name, check)
    return () => void this.checks.delete(name)
  }

  /** From here on the process is not ready, whatever the checks say. */
  beginStopping(): void {
    this.stopping = true
  }

  async readiness(): Promise<Readiness> {
    if (this.stopping) return { ready: false, failing: ['stopping'] }
    const outcomes = await Promise.all([...this.checks].map(([name, check]) => this.outcomeOf(name, check)))
    const failing = outcomes.filter((name) => name !== undefined)
    return { ready: failing.length === 0, failing }
  }

  private async outcomeOf(name: string, check: HealthCheck): Promise<string | undefined> {
    let timer: NodeJS.Timeout | undefined
    const timeout = new Promise<never>((_, reject) => {
      timer = setTimeout(() => reject(new Error(`no answer within ${this.timeoutMs} ms`)), this.timeoutMs)
    })
    try {
      await Promise.race([check(), timeout])
      return undefined
    } catch (error) {
      this.logger.debug(`not ready: ${name}`, error)
      return name
    } finally {
      clearTimeout(timer)
    }
  }
}
