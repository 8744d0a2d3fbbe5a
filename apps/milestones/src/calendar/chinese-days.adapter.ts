import { createRequire } from 'node:module'
import { calendarOf, type SpecialDay, type WorkingCalendar } from './working-days.js'

interface Published {
  /** By day, `New Year's Day,元旦,1`. */
  readonly holidays: Readonly<Record<string, string>>
  readonly workdays: Readonly<Record<string, string>>
}

/** The notices of the State Council about holidays and the weekends worked for them, as the package `chinese-days` lists them. */
export function publishedCalendar(): WorkingCalendar {
  const { holidays, workdays } = createRequire(import.meta.url)('chinese-days/dist/chinese-days.json') as Published
  return calendarOf([...daysOf(holidays, false), ...daysOf(workdays, true)])
}

function daysOf(days: Readonly<Record<string, string>>, working: boolean): SpecialDay[] {
  return Object.entries(days).map(([on, text]) => {
    const [en = '', zh = ''] = text.split(',')
    return { on, working, name: { zh, en } }
  })
}
