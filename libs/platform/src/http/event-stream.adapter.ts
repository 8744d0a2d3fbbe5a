import type { ServerResponse } from 'node:http'
import type { FastifyReply } from 'fastify'

const HEARTBEAT_MS = 15_000
/** What may wait for a client that does not read; then it is dropped and comes back with its Last-Event-ID. */
const UNREAD_BYTES_MAX = 1024 * 1024
const UNREAD_MS_MAX = 30_000
/** A connection is not trusted for ever: its caller comes back with a fresh token. */
const AGE_MS_MAX = 3_600_000
const RETRY_MS = 2_000

/** One connected reader of Server-Sent Events. Text that it does not take in time ends the connection, not the process. */
export class EventStream {
  private readonly heartbeat: NodeJS.Timeout
  private readonly age: NodeJS.Timeout

  /** Takes the answer out of Fastify's hands; headers that were set on it are sent. */
  static open(reply: FastifyReply): EventStream {
    reply.hijack()
    const response = reply.raw
    for (const [name, value] of Object.entries(reply.getHeaders())) {
      if (value !== undefined) response.setHeader(name, value)
    }
    return new EventStream(response)
  }

  private constructor(private readonly response: ServerResponse) {
    response.on('error', () => this.end())
    this.heartbeat = setInterval(() => this.write(': heartbeat\n\n'), HEARTBEAT_MS)
    this.age = setTimeout(() => this.end(), AGE_MS_MAX)
    this.whenEnded(() => {
      clearInterval(this.heartbeat)
      clearTimeout(this.age)
    })
    if (!this.isOpen) return
    response.writeHead(200, {
      'content-type': 'text/event-stream; charset=utf-8',
      'cache-control': 'no-store',
      'x-accel-buffering': 'no',
    })
    response.write(`retry: ${RETRY_MS}\n\n`)
  }

  get isOpen(): boolean {
    return !this.response.destroyed && !this.response.writableEnded
  }

  /** Told at once when the reader has left already: whoever left before would never be heard to leave. */
  whenEnded(listener: () => void): void {
    if (this.response.destroyed) listener()
    else this.response.once('close', listener)
  }

  end(): void {
    if (!this.response.writableEnded) this.response.end()
    this.response.destroy()
  }

  write(text: string): void {
    if (!this.isOpen) return
    this.response.write(text)
    if (this.response.writableLength > UNREAD_BYTES_MAX) this.response.destroy()
  }

  /** A replay waits for a reader that is slower than the database, but not for one that does not read at all. */
  async untilRead(): Promise<void> {
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
}
