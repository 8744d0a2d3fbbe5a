import type { RuleMeasure, Severity } from '@zhuji/contracts'
import type { CalendarDate, Figures } from '@zhuji/kernel'

/** One lamp that is on: which rule lit it, for what, against which target, on which cut-off day, and with which figures. */
export interface Light {
  readonly pack: string
  readonly packVersion: number
  readonly rule: string
  readonly measure: RuleMeasure
  readonly subject: string
  readonly severity: Severity
  readonly targetOn: CalendarDate | null
  readonly cutOffOn: CalendarDate
  readonly figures: Figures
  /** Ids of the events it was computed from. */
  readonly because: readonly string[]
}

/** A rule that could not be judged, and what is missing; never the same as "no light". */
export interface Unknown {
  readonly rule: string
  readonly measure: RuleMeasure
  readonly subject: string
  readonly missing: readonly string[]
}

export interface Evaluation {
  readonly lights: readonly Light[]
  readonly unknown: readonly Unknown[]
  /** The next day on which the passing of time alone would light, darken or recolour a lamp; null when it never does. */
  readonly nextChangeOn: CalendarDate | null
}

/** What one rule finds, before the pack's name and the cut-off day are put to it. */
export interface Finding {
  readonly subject: string
  readonly severity: Severity | null
  readonly targetOn: CalendarDate | null
  readonly figures: Figures
  readonly because: readonly string[]
  readonly nextChangeOn: CalendarDate | null
  /** Not empty: the rule could not be judged. */
  readonly missing: readonly string[]
}

/** The days from which (included) the lamp is yellow and red. */
export interface Thresholds {
  readonly yellowFromOn: CalendarDate
  readonly redFromOn: CalendarDate
}

export function severityOn(
  { yellowFromOn, redFromOn }: Thresholds,
  today: CalendarDate,
): Pick<Finding, 'severity' | 'nextChangeOn'> {
  const severity = today >= redFromOn ? 'red' : today >= yellowFromOn ? 'yellow' : null
  const ahead = [yellowFromOn, redFromOn].filter((day) => day > today).sort()
  return { severity, nextChangeOn: severity === 'red' ? null : (ahead[0] ?? null) }
}

/** More than so many days or points: the limit itself is not yet over. */
export function severityOver(value: number, limits: { yellow: number; red: number }): Severity | null {
  return value > limits.red ? 'red' : value > limits.yellow ? 'yellow' : null
}
