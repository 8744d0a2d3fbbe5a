import { type CalendarDate, refuse } from '@zhuji/kernel'

/** Days that a question names; see `TwoClocksQuery`. */
export interface AskedClocks {
  readonly asOf?: CalendarDate
  readonly knownOn?: CalendarDate
}

/** The business day that is shown and the day whose knowledge counts. */
export type Clocks = Readonly<Required<AskedClocks>>

/** The business day is that of the knowledge unless said, the knowledge today's. Throws `as-of-in-future`, `known-on-in-future`. */
export function bothClocks({ asOf, knownOn }: AskedClocks, today: CalendarDate): Clocks {
  if (asOf !== undefined && asOf > today) refuse('as-of-in-future', { asOf, today }, 'asOf')
  if (knownOn !== undefined && knownOn > today) refuse('known-on-in-future', { knownOn, today }, 'knownOn')
  return { asOf: asOf ?? knownOn ?? today, knownOn: knownOn ?? today }
}
