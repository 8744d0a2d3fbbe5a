import { Inject, Injectable, Logger, type OnModuleDestroy } from '@nestjs/common'
import { Nap } from '@zhuji/messaging'
import type { EventStream, ScopeFilter } from '@zhuji/platform'
import { ChangeFeed, PORTION_MAX } from './change-feed.repository.js'
import { isBefore, type StoryPlace } from './change-row.js'
import { ProjectionSignal } from './projection-signal.js'
import { StreamClient } from './stream-client.adapter.js'

/** The safety net where no signal comes: another process has taken the batch in. */
const POLL_MS = 250

/**
 * Tells every connected reader what changed. Whatever the number of readers, each portion is read once; while nobody
 * is connected, nothing is read.
 */
@Injectable()
export class ChangeStream implements OnModuleDestroy {
  private readonly logger = new Logger('ChangeStream')
  private readonly clients = new Set<StreamClient>()
  private readonly stopListening: () => void
  private reached: StoryPlace = { xid: '0', sequence: 0 }
  private running: Promise<void> | undefined
  private stopped = false
  private readonly nap = new Nap()

  constructor(
    @Inject(ChangeFeed) private readonly feed: ChangeFeed,
    @Inject(ProjectionSignal) signal: ProjectionSignal,
  ) {
    this.stopListening = signal.listen(() => this.nap.nudge())
  }

  /** Changes behind `from` are sent first; without it, only what comes from now on. */
  async add(stream: EventStream, scope: ScopeFilter, from: StoryPlace | undefined): Promise<void> {
    const head = await this.feed.head()
    // Whoever left while the head was looked up has been told of already and would never be heard to leave.
    if (!stream.isOpen) return
    // After a time without readers the shared place is old; nobody needs what lies between.
    if (this.clients.size === 0 && isBefore(this.reached, head)) this.reached = head
    this.running ??= this.run()
    // A place that lies ahead of the story was given by a database that is gone: start from now.
    const start = from && isBefore(from, head) ? from : head
    const client = new StreamClient(stream, scope, start)
    this.clients.add(client)
    stream.whenEnded(() => this.clients.delete(client))
    client
      .catchUp(
        (place) => this.feed.after(place),
        () => this.reached,
      )
      .catch((error: unknown) => this.drop(client, error))
  }

  async onModuleDestroy(): Promise<void> {
    this.stopped = true
    this.stopListening()
    for (const client of this.clients) client.end()
    this.nap.nudge()
    await this.running
  }

  private async run(): Promise<void> {
    while (!this.stopped) {
      const more = await this.step().catch((error: unknown) => {
        this.logger.warn(`the change stream waits: ${String(error)}`)
        return false
      })
      if (!more && !this.stopped) await this.nap.upTo(POLL_MS)
    }
  }

  /** True when there is more than was read. */
  private async step(): Promise<boolean> {
    this.nap.looking()
    if (this.clients.size === 0) return false
    const rows = await this.feed.after(this.reached)
    const last = rows.at(-1)
    if (!last) return false
    this.reached = last
    for (const client of this.clients) client.take(rows)
    return rows.length === PORTION_MAX
  }

  private drop(client: StreamClient, error: unknown): void {
    this.logger.warn(`a reader was dropped: ${String(error)}`)
    client.end()
  }
}
