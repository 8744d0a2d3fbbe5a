import { type CalendarDate, type Fen, fromEpochDay, isCalendarDate, parseYuan } from '@zhuji/kernel'
import type { DateForm, NumberForm } from '../mapping/mapping.js'

type DayReader = (text: string) => string | undefined

const iso = (match: RegExpExecArray | null, order: readonly [number, number, number]): string | undefined =>
  match ? `${match[order[0]]}-${match[order[1]]}-${match[order[2]]}` : undefined

const dayReaders: Readonly<Record<DateForm, DayReader>> = {
  'yyyy-mm-dd': (text) => iso(/^(\d{4})-(\d\d)-(\d\d)$/.exec(text), [1, 2, 3]),
  'yyyy-mm-dd hh:mm:ss': (text) =>
    iso(/^(\d{4})-(\d\d)-(\d\d)[ T]\d\d:\d\d(?::\d\d(?:\.\d+)?)?$/.exec(text), [1, 2, 3]),
  'dd/mm/yyyy': (text) => iso(/^(\d\d)\/(\d\d)\/(\d{4})$/.exec(text), [3, 2, 1]),
  'dd/mm/yyyy hh:mm': (text) => iso(/^(\d\d)\/(\d\d)\/(\d{4}) \d\d:\d\d(?::\d\d)?$/.exec(text), [3, 2, 1]),
  'mm/dd/yyyy': (text) => iso(/^(\d\d)\/(\d\d)\/(\d{4})$/.exec(text), [3, 1, 2]),
  'yyyy/mm/dd': (text) => iso(/^(\d{4})\/(\d\d)\/(\d\d)$/.exec(text), [1, 2, 3]),
  'epoch-day': (text) => (/^-?\d{1,6}$/.test(text) ? fromEpochDay(Number(text)) : undefined),
}

/** A day outside these years is a slip of the pen; registers of public works reach neither further back nor ahead. */
const EARLIEST = '1950-01-01'
const LATEST = '2099-12-31'

/** The day in the first form that fits and exists; undefined when none does. */
export function dayOf(text: string, forms: readonly DateForm[]): CalendarDate | undefined {
  for (const form of forms) {
    const day = dayReaders[form](text)
    if (day !== undefined && isCalendarDate(day) && day >= EARLIEST && day <= LATEST) return day
  }
  return undefined
}

const decimalReaders: Readonly<Record<NumberForm, (text: string) => string | undefined>> = {
  plain: (text) => (/^-?\d+(\.\d+)?$/.test(text) ? text : undefined),
  exponent: (text) => (/^-?\d+(\.\d+)?[eE][+-]?\d+$/.test(text) ? text : undefined),
  'exponent-comma': (text) => (/^-?\d+,\d+[eE][+-]?\d+$/.test(text) ? text.replace(',', '.') : undefined),
  comma: (text) =>
    /^-?(\d+|\d{1,3}(\.\d{3})+)(,\d+)?$/.test(text) ? text.replaceAll('.', '').replace(',', '.') : undefined,
  'thousands-comma': (text) => (/^-?\d{1,3}(,\d{3})+(\.\d+)?$/.test(text) ? text.replaceAll(',', '') : undefined),
}

/** A number as plain or exponent decimal text, exactly as written. */
export function decimalOf(text: string, forms: readonly NumberForm[]): string | undefined {
  for (const form of forms) {
    const decimal = decimalReaders[form](text)
    if (decimal !== undefined) return decimal
  }
  return undefined
}

/** An amount in the currency's major unit, as minor units; undefined when it is no number or finer than the minor unit. */
export function fenOf(text: string, forms: readonly NumberForm[]): Fen | undefined {
  const decimal = decimalOf(text, forms)
  return decimal === undefined ? undefined : parseYuan(decimal)
}

/** 0 to 100, to four decimals. */
export function percentOf(text: string, forms: readonly NumberForm[]): number | undefined {
  const decimal = decimalOf(text, forms)
  if (decimal === undefined) return undefined
  const percent = Math.round(Number(decimal) * 10_000) / 10_000
  return percent >= 0 && percent <= 100 ? percent : undefined
}
