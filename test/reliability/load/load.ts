import { setTimeout as pause } from 'node:timers/promises'
import { type Answer, Client, type ClientOptions } from './client.js'
import type { Programme, Request } from './programme.js'

export interface LoadOptions extends Omit<ClientOptions, 'seen'> {
  readonly programme: Programme
  readonly perSecond: number
  /** Above this many under way the load waits, however slow the answers are. */
  readonly underWayMax?: number
}

export interface LoadFigures {
  readonly commands: number
  readonly perSecond: number
  /** Commands whose first answer was none, or a server's fault. */
  readonly failedAtFirst: number
  /** The first of them, with the second of the load in which they came. */
  readonly failures: readonly string[]
  /** Answers by status; 0 where there was none. */
  readonly answers: Readonly<Record<string, number>>
  /** 503 without a Retry-After, or with one above two seconds. */
  readonly badRetryAfter: number
  readonly p50Ms: number
  readonly p99Ms: number
  readonly maxMs: number
}

const TICK_MS = 20
const FAILURES_MAX = 20

/** Commands at a steady rate until it is stopped; then every one of them is followed up to its answer. */
export class Load {
  private readonly client: Client
  private readonly given: Promise<void>[] = []
  private underWay = 0
  private readonly latencies: number[] = []
  private readonly answers: Record<string, number> = {}
  private failedAtFirst = 0
  private readonly failures: string[] = []
  private badRetryAfter = 0
  private commands = 0
  private startedAt = 0
  private seconds = 0
  private running: Promise<void> | undefined
  private stopped = false

  constructor(private readonly options: LoadOptions) {
    this.client = new Client({ ...options, seen: (...seen) => this.count(...seen) })
  }

  /** Regions and projects to speak of; each step once the step before has been answered. */
  async prepare(projects: number, known: () => Promise<void>): Promise<void> {
    const { programme } = this.options
    for (const region of programme.regions()) await this.client.give(region)
    for (const step of programme.foundation(projects)) {
      await this.giveAll(step)
      await known()
    }
  }

  async giveAll(requests: readonly Request[]): Promise<void> {
    const queue = [...requests]
    const lane = async () => {
      for (let next = queue.shift(); next; next = queue.shift()) await this.client.give(next)
    }
    await Promise.all(Array.from({ length: 16 }, lane))
  }

  start(): void {
    this.startedAt = performance.now()
    this.running = this.run()
  }

  /** Returns when every command has its answer, or has been asked for in vain for too long. */
  async stop(): Promise<void> {
    this.stopped = true
    await this.running
    this.seconds = (performance.now() - this.startedAt) / 1000
    await Promise.all(this.given)
  }

  figures(): LoadFigures {
    const sorted = this.latencies.toSorted((one, other) => one - other)
    const at = (share: number) => Math.round(sorted[Math.floor(share * (sorted.length - 1))] ?? 0)
    const { commands, failedAtFirst, failures, answers, badRetryAfter } = this
    const perSecond = Math.round((commands / this.seconds) * 10) / 10
    const latencies = { p50Ms: at(0.5), p99Ms: at(0.99), maxMs: at(1) }
    return { commands, perSecond, failedAtFirst, failures, answers, badRetryAfter, ...latencies }
  }

  private async run(): Promise<void> {
    const { perSecond, programme, underWayMax = 256 } = this.options
    while (!this.stopped) {
      const due = Math.floor(((performance.now() - this.startedAt) / 1000) * perSecond) - this.commands
      for (let count = 0; count < due && this.underWay < underWayMax; count += 1) {
        this.commands += 1
        this.underWay += 1
        this.given.push(this.give(programme.next()))
      }
      await pause(TICK_MS)
    }
  }

  private async give(request: Request): Promise<void> {
    const began = performance.now()
    await this.client.give(request)
    this.latencies.push(performance.now() - began)
    this.underWay -= 1
  }

  private count({ status, body, retryAfter }: Answer, { service, command }: Request, attempt: number): void {
    this.answers[status] = (this.answers[status] ?? 0) + 1
    if (status === 503 && !(Number(retryAfter ?? Infinity) <= 2)) this.badRetryAfter += 1
    if (attempt > 1 || (status > 0 && status < 500)) return
    this.failedAtFirst += 1
    if (this.failures.length >= FAILURES_MAX) return
    const second = Math.round((performance.now() - this.startedAt) / 1000)
    this.failures.push(`${second} s: ${status} ${body.slug} to ${service} ${command}`)
  }
}
