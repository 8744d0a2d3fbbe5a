import { reportingStatuses, type ReportingStatus } from '@zhuji/contracts'
import { daysBetween } from '../figures/days.js'
import { useWords } from '../i18n/index.js'
import type { AskedRhythm } from './reporting-types.js'
import { rhythmText } from './rhythm-text.js'
import './reporting.css'

/** By sign and word, never by colour alone. */
export const signs: Readonly<Record<ReportingStatus, string>> = {
  open: '○',
  reported: '✓',
  unchanged: '=',
  'without-photos': '◐',
  silent: '✕',
  halted: '–',
}

export function ReportingTag({ status }: { readonly status: ReportingStatus }) {
  const { say } = useWords()
  return (
    <span className={`reporting reporting-${status}`}>
      <span aria-hidden="true">{signs[status]}</span> {say(reportingStatuses[status])}
    </span>
  )
}

/** When a report is due, from the day that is shown. */
export function Due({ dueOn, asOf }: { readonly dueOn: string | null; readonly asOf: string }) {
  const { t } = useWords()
  if (dueOn === null) return <span className="muted">{t('reporting.nothingDue')}</span>
  const days = daysBetween(asOf, dueOn)
  const words =
    days < 0 ? t('reporting.late', { days: -days }) : days === 0 ? t('reporting.today') : t('reporting.in', { days })
  return (
    <span className={days < 0 ? 'warn' : ''}>
      {dueOn} <small>{words}</small>
    </span>
  )
}

/** Which rhythm a report is due by, and of which programme. */
export function DueFor({ dueFor }: { readonly dueFor: AskedRhythm | null }) {
  const { t, language } = useWords()
  if (!dueFor) return null
  const { programmeName } = dueFor
  return (
    <small className="muted block">
      {rhythmText(dueFor, language)} · {programmeName ?? t('reporting.byRegister')}
    </small>
  )
}
