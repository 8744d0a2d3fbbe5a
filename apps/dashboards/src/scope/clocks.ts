import type { CalendarDate } from '@zhuji/kernel'
import { type AskedClocks, bothClocks } from '@zhuji/platform'

export type { AskedClocks }

export interface Clocks extends AskedClocks {
  /** The business day that is shown, which decides what is due. */
  readonly day: CalendarDate
}

/**
 * Both clocks of a question: the business day that is shown (that of the knowledge unless said) and the day whose knowledge
 * counts (today's unless said). A business day behind that of the knowledge shows nothing more than that day: nobody knew
 * anything of it.
 */
export function clocksOf(asked: AskedClocks, today: CalendarDate): Clocks {
  const { asOf: day, knownOn } = bothClocks(asked, today)
  return { day, knownOn: asked.knownOn, asOf: asked.asOf !== undefined && day < knownOn ? day : undefined }
}
