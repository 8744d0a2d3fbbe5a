import type { RecordedEvent } from '@zhuji/contracts'
import type { CalendarDate } from '@zhuji/kernel'

export interface BothDays {
  readonly asOf: CalendarDate
  readonly knownOn: CalendarDate
}

/** Of a stream's events those that had happened by a business day, as far as that was known at the end of a day. */
export function atBothDays(events: readonly RecordedEvent[], { asOf, knownOn }: BothDays): readonly RecordedEvent[] {
  return events.filter((event) => event.occurredOn <= asOf && event.knownOn <= knownOn)
}
