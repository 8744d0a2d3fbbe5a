import type { RecordedEvent } from '@zhuji/contracts'

/** The part of a recorded event that a card is made of. */
export type Fact = Pick<
  RecordedEvent,
  'id' | 'type' | 'source' | 'key' | 'occurredOn' | 'recordedAt' | 'knownOn' | 'data'
>
