import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { resolve } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import type { GuardedProcess } from '@zhuji/platform'
import { environmentWith } from '../services/standalone-environment.config.js'
import type { ProgramPlan } from './stack-plan.js'
import { type Ending, endingOf, type StackProcess } from './stack-process.js'

const READY_PATIENCE_MS = 120_000
const ANSWER_PATIENCE_MS = 5_000
const POLL_MS = 50
const STOP = [
  { signal: 'SIGTERM', patienceMs: 25_000 },
  { signal: 'SIGKILL', patienceMs: 5_000 },
] as const

/**
 * A service or the gateway, as built, in a process of its own that can be killed and started again on the same port. When
 * the process that started it dies, it is killed: a suspended one could not hear anything milder, and killing loses nothing.
 */
export class Program implements StackProcess {
  private process: GuardedProcess | undefined

  constructor(
    private readonly plan: ProgramPlan,
    readonly logFile: string,
  ) {}

  get name(): string {
    return this.plan.name
  }

  get address(): string {
    return `http://127.0.0.1:${this.plan.port}`
  }

  get pid(): number | undefined {
    return this.isRunning ? this.process!.pid : undefined
  }

  get exited(): Promise<Ending> {
    if (!this.process) throw new Error(`${this.name} was never started`)
    return this.process.exited.then(endingOf)
  }

  kill(signal: NodeJS.Signals): void {
    this.process?.signal(signal)
  }

  async stop(): Promise<Ending> {
    return endingOf((await this.process?.stop(STOP)) ?? 'exit code 0')
  }

  async start(): Promise<void> {
    if (!this.isRunning) await this.spawn()
    const deadline = Date.now() + READY_PATIENCE_MS
    while (!(await this.isReady())) {
      if (!this.isRunning) throw new Error(`${this.name} ended before it was ready:\n${await this.lastWords()}`)
      if (Date.now() > deadline) throw new Error(`${this.name} was not ready in time:\n${await this.lastWords()}`)
      await pause(POLL_MS)
    }
  }

  private get isRunning(): boolean {
    return this.process !== undefined && !this.process.hasExited()
  }

  private async spawn(): Promise<void> {
    const program = resolve('dist', 'apps', this.plan.app, 'src', 'main.js')
    if (!existsSync(program)) throw new Error(`${program} is not there: npm run build makes it`)
    const { spawnGuarded } = await import('@zhuji/platform')
    this.process = await spawnGuarded({
      program: process.execPath,
      args: ['--enable-source-maps', program],
      logFile: this.logFile,
      stopSignal: 'KILL',
      environment: environmentWith({ PORT: String(this.plan.port), PROFILE: 'separate', ...this.plan.environment }),
    })
  }

  private async isReady(): Promise<boolean> {
    const signal = AbortSignal.timeout(ANSWER_PATIENCE_MS)
    const answer = await fetch(`${this.address}/health/ready`, { signal }).catch(() => undefined)
    return answer?.ok ?? false
  }

  private async lastWords(): Promise<string> {
    const text = await readFile(this.logFile, 'utf8').catch(() => '')
    return text.trim().split('\n').slice(-12).join('\n')
  }
}
