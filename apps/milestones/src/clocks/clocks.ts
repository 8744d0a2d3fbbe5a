import { type CalendarDate, refuse } from '@zhuji/kernel'

/** The business day that is shown and the day whose knowledge counts, both today's unless somebody asks for others. */
export interface Clocks {
  readonly asOf: CalendarDate
  readonly knownOn: CalendarDate
}

export function clocksOf({ asOf, knownOn }: Partial<Clocks>, today: CalendarDate): Clocks {
  if (asOf !== undefined && asOf > today) refuse('as-of-in-future', { asOf, today }, 'asOf')
  return { asOf: asOf ?? knownOn ?? today, knownOn: knownOn ?? today }
}
