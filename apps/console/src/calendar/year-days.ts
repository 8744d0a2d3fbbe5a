/** What departs from the week, as the service answers; one that was set here has no name. */
export interface SpecialDay {
  readonly on: string
  readonly working: boolean
  readonly name?: { readonly zh: string; readonly en: string }
}

/** By day, whether it is worked: what is set here and goes before the published days. */
export type SetDays = Readonly<Record<string, boolean>>

export interface YearDay {
  readonly on: string
  readonly working: boolean
  /** Otherwise than Monday to Friday: a holiday, or a weekend day worked for one (调休). */
  readonly isSpecial: boolean
  readonly isSet: boolean
  readonly name?: SpecialDay['name']
}

/** Twelve months of days, with what is published and, before it, what is set. */
export function monthsOf(
  year: string,
  published: readonly SpecialDay[],
  set: SetDays,
): readonly (readonly YearDay[])[] {
  const known = new Map(published.map((day) => [day.on, day]))
  return Array.from({ length: 12 }, (_, month) =>
    daysIn(year, month).map((on) => {
      const special = known.get(on)
      const working = set[on] ?? special?.working ?? isWeekday(on)
      const isSpecial = working !== isWeekday(on)
      return { on, working, isSpecial, isSet: on in set, name: isSpecial ? special?.name : undefined }
    }),
  )
}

/** The other way round than it is; nothing stays set that is as published anyway. */
export function toggled(set: SetDays, published: readonly SpecialDay[], on: string): SetDays {
  const asPublished = published.find((day) => day.on === on)?.working ?? isWeekday(on)
  const working = !(set[on] ?? asPublished)
  const { [on]: _before, ...others } = set
  return working === asPublished ? others : { ...others, [on]: working }
}

export function setDaysOf(days: readonly SpecialDay[]): SetDays {
  return Object.fromEntries(days.map(({ on, working }) => [on, working]))
}

/** As the command lists them. */
export function daysOfSet(set: SetDays): readonly { readonly on: string; readonly working: boolean }[] {
  return Object.entries(set)
    .map(([on, working]) => ({ on, working }))
    .sort((one, other) => (one.on < other.on ? -1 : 1))
}

/** 0 is Monday. */
export function weekdayOf(on: string): number {
  return (new Date(`${on}T00:00:00Z`).getUTCDay() + 6) % 7
}

function isWeekday(on: string): boolean {
  return weekdayOf(on) < 5
}

function daysIn(year: string, month: number): readonly string[] {
  const number = new Date(Date.UTC(Number(year), month + 1, 0)).getUTCDate()
  const prefix = `${year}-${String(month + 1).padStart(2, '0')}`
  return Array.from({ length: number }, (_, day) => `${prefix}-${String(day + 1).padStart(2, '0')}`)
}
