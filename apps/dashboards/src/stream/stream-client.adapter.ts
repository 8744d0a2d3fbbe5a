import type { EventStream, ScopeFilter } from '@zhuji/platform'
import { changedEvent, type ChangeRow, isBefore, type StoryPlace } from './change-row.js'

/** One connected reader. It first catches up from its own place, then takes the portions that all readers share. */
export class StreamClient {
  private live = false

  constructor(
    private readonly stream: EventStream,
    private readonly scope: ScopeFilter,
    private place: StoryPlace,
  ) {}

  end(): void {
    this.stream.end()
  }

  /** Reads on until nothing is left before the place that the live portions have reached. */
  async catchUp(after: (place: StoryPlace) => Promise<readonly ChangeRow[]>, reached: () => StoryPlace): Promise<void> {
    while (this.stream.isOpen && isBefore(this.place, reached())) {
      const rows = await after(this.place)
      if (rows.length === 0) break
      this.send(rows)
      await this.stream.untilRead()
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
    if (text) this.stream.write(text)
  }
}
