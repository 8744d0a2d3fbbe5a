import type { Term } from '@zhuji/contracts'

/** What one event says, as a sentence in both languages; `before` is the physical % known before it, where the event does not carry it. */
export type Teller = (data: never, told: { readonly occurredOn: string; readonly before: Before }) => Term

/** What the line before leaves open: the physical % reported last. */
export interface Before {
  readonly physicalPercent: number | null
}
