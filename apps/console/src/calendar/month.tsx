import { useWords } from '../i18n/index.js'
import { weekdayOf, type YearDay } from './year-days.js'

interface MonthProps {
  readonly days: readonly YearDay[]
  /** Absent for those who may not set days. */
  readonly onToggle?: (on: string) => void
}

/** A month from Monday to Sunday; what departs from the week is marked by a word, not by colour alone. */
export function Month({ days, onToggle }: MonthProps) {
  const { t } = useWords()
  const month = days[0]!.on.slice(5, 7)
  return (
    <section aria-label={days[0]!.on.slice(0, 7)}>
      <h2>{t('calendar.month', { month: Number(month) })}</h2>
      <div className="calendar-month">
        {[...t('calendar.weekdays')].map((weekday, place) => (
          <span key={place} className="muted" aria-hidden="true">
            {weekday}
          </span>
        ))}
        {days.map((day, place) => (
          <Day key={day.on} day={day} column={place === 0 ? weekdayOf(day.on) + 1 : undefined} onToggle={onToggle} />
        ))}
      </div>
    </section>
  )
}

interface DayProps {
  readonly day: YearDay
  /** Where the month begins in its week. */
  readonly column: number | undefined
  readonly onToggle: MonthProps['onToggle']
}

function Day({ day: { on, working, isSpecial, isSet, name }, column, onToggle }: DayProps) {
  const { t, say } = useWords()
  const mark = isSpecial ? t(working ? 'calendar.workedMark' : 'calendar.holidayMark') : ''
  const words = [on, t(working ? 'calendar.worked' : 'calendar.free'), name && say(name), isSet && t('calendar.set')]
  const text = words.filter(Boolean).join(' ')
  const kind = isSpecial ? (working ? 'calendar-worked' : 'calendar-holiday') : working ? '' : 'calendar-free'
  const shown = {
    className: `calendar-day ${kind} ${isSet ? 'calendar-set' : ''}`,
    style: column === undefined ? undefined : { gridColumnStart: column },
    title: text,
    children: (
      <>
        <span aria-hidden="true">{Number(on.slice(8))}</span>
        <small aria-hidden="true">{mark}</small>
        <span className="unseen">{text}</span>
      </>
    ),
  }
  return onToggle ? (
    <button type="button" data-on={on} {...shown} aria-pressed={isSet} onClick={() => onToggle(on)} />
  ) : (
    <span {...shown} />
  )
}
