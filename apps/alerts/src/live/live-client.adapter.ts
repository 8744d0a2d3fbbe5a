import type { ServerResponse } from 'node:http'
import type { LogPosition } from '@zhuji/contracts'
import { eventIdOf } from './event-id.js'
import type { LiveChange } from './live-change.js'

export interface LiveClientOptions {
  readonly response: ServerResponse
  /** Changes behind this place are sent. */
  readonly from: LogPosition
  wants(change: LiveChange): boolean
  after(position: LogPosition): Promise<readonly LiveChange[]>
}

const HEARTBEAT_MS = 15_000
/** What may wait for a client that does not read; then it is dropped and comes back with its Last-Event-ID. */
const UNREAD_BYTES_MAX = 1024 * 1024
const UNREAD_MS_MAX = 30_000
/** A connection is not trusted for ever: its caller signs in again with a fresh token. */
const AGE_MS_MAX = 3_600_000

/** One connected reader: reads the feed from its own place and writes what it wants to see. */
export class LiveClient {
  private position: LogPosition
  private onFault: (error: unknown) => void = () => undefined
  private pumping = false
  private again = false
  private readonly timers: NodeJS.Timeout[] = []

  constructor(private readonly options: LiveClientOptions) {
    this.position = options.from
  }

  start(onFault: (error: unknown) => void): void {
    const { response } = this.options
    response.on('error', () => this.end())
    this.timers.push(setInterval(() => this.write(': heartbeat\n\n'), HEARTBEAT_MS))
    this.timers.push(setTimeout(() => this.end(), AGE_MS_MAX))
    this.whenEnded(() => this.timers.forEach((timer) => clearTimeout(timer)))
    this.onFault = onFault
    this.nudge()
  }

  whenEnded(listener: () => void): void {
    this.options.response.once('close', listener)
  }

  end(): void {
    if (!this.options.response.writableEnded) this.options.response.end()
    this.options.response.destroy()
  }

  /** There may be more to read; while reading, once more afterwards. */
  nudge(): void {
    this.again = true
    if (this.pumping) return
    this.pumping = true
    this.pump()
      .catch((error: unknown) => {
        this.onFault(error)
        this.end()
      })
      .finally(() => {
        this.pumping = false
      })
  }

  private async pump(): Promise<void> {
    while (this.again && !this.options.response.destroyed) {
      this.again = false
      const changes = await this.options.after(this.position)
      if (changes.length > 0) this.again = true
      for (const change of changes) this.take(change)
      await this.untilRead()
    }
  }

  private take(change: LiveChange): void {
    this.position = change.position
    if (!this.options.wants(change)) return
    const data = JSON.stringify({ ...change.episode, project: change.project, because: change.type })
    this.write(`id: ${eventIdOf(change.position)}\nevent: alert\ndata: ${data}\n\n`)
  }

  /** A replay waits for a reader that is slower than the database, but not for one that does not read at all. */
  private async untilRead(): Promise<void> {
    const { response } = this.options
    if (!response.writableNeedDrain || response.destroyed) return
    await new Promise<void>((resolve) => {
      const patience = setTimeout(() => response.destroy(), UNREAD_MS_MAX)
      const go = () => {
        clearTimeout(patience)
        response.off('drain', go).off('close', go)
        resolve()
      }
      response.on('drain', go).on('close', go)
    })
  }

  private write(text: string): void {
    const { response } = this.options
    if (response.destroyed) return
    response.write(text)
    if (response.writableLength > UNREAD_BYTES_MAX) response.destroy()
  }
}
