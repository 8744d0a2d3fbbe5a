import { type CalendarDate, refuse } from '@zhuji/kernel'

export interface AskedClocks {
  readonly asOf?: CalendarDate
  readonly knownOn?: CalendarDate
}

export interface Clocks extends AskedClocks {
  /** The business day that is shown, which decides what is due. */
  readonly day: CalendarDate
}

/**
 * Both clocks of a question: the business day that is shown (that of the knowledge unless said) and the day whose knowledge
 * counts (today's unless said). A business day behind that of the knowledge shows nothing more than that day: nobody knew
 * anything of it.
 */
export function clocksOf({ asOf, knownOn }: AskedClocks, today: CalendarDate): Clocks {
  if (asOf !== undefined && asOf > today) refuse('as-of-in-future', { asOf, today }, 'asOf')
  const known = knownOn ?? today
  return { day: asOf ?? known, knownOn, asOf: asOf !== undefined && asOf < known ? asOf : undefined }
}
