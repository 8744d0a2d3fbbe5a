import type { ServerResponse } from 'node:http'
import type { ScopeFilter } from '@zhuji/platform'
import { changedEvent, type ChangeRow, isBefore, type StoryPlace } from './change-row.js'

const HEARTBEAT_MS = 15_000
/** What may wait for a client that does not read; then it is dropped and comes back with its Last-Event-ID. */
const UNREAD_BYTES_MAX = 1024 * 1024
const UNREAD_MS_MAX = 30_000
/** A connection is not trusted for ever: its caller comes back with a fresh token. */
const AGE_MS_MAX = 3_600_000

/** One connected reader. It first catches up from its own place, then takes the portions that all readers share. */
export class StreamClient {
  private live = false
  private readonly heartbeat: NodeJS.Timeout
  private readonly age: NodeJS.Timeout

  constructor(
    private readonly response: ServerResponse,
    private readonly scope: ScopeFilter,
    private place: StoryPlace,
  ) {
    response.on('error', () => this.end())
    this.heartbeat = setInterval(() => this.write(': heartbeat\n\n'), HEARTBEAT_MS)
    this.age = setTimeout(() => this.end(), AGE_MS_MAX)
    response.once('close', () => {
      clearInterval(this.heartbeat)
      clearTimeout(this.age)
    })
  }

  get isOpen(): boolean {
    return !this.response.destroyed && !this.response.writableEnded
  }

  whenEnded(listener: () => void): void {
    this.response.once('close', listener)
  }

  end(): void {
    if (!this.response.writableEnded) this.response.end()
    this.response.destroy()
  }

  /** Reads on until nothing is left before the place that the live portions have reached. */
  async catchUp(after: (place: StoryPlace) => Promise<readonly ChangeRow[]>, reached: () => StoryPlace): Promise<void> {
    while (this.isOpen && isBefore(this.place, reached())) {
      const rows = await after(this.place)
      if (rows.length === 0) break
      this.send(rows)
      await this.untilRead()
    }
    this.live = true
  }

  take(rows: readonly ChangeRow[]): void {
    if (this.live) this.send(rows)
  }

  private send(rows: readonly ChangeRow[]): void {
    const fresh = rows.filter((row) => isBefore(this.place, row))
    this.place = rows.at(-1) ?? this.place
    const text = changedEvent(fresh, this.scope)
    if (text) this.write(text)
  }

  /** A catch-up waits for a reader that is slower than the database, but not for one that does not read at all. */
  private async untilRead(): Promise<void> {
    const { response } = this
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
    if (!this.isOpen) return
    this.response.write(text)
    if (this.response.writableLength > UNREAD_BYTES_MAX) this.response.destroy()
  }
}
