import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { Link, useSearchParams } from 'react-router'
import { read } from '../api/http.js'
import type { Receipt } from '../api/types.js'
import { Waiting } from '../app/states.js'
import { useTitle } from '../app/use-title.js'
import { isDay, today } from '../figures/days.js'
import { count } from '../figures/numbers.js'
import { DayField, TextField } from '../forms/day-field.js'
import { FormFailure, Submit } from '../forms/form-page.js'
import { useSubmission } from '../forms/use-submission.js'
import { useWords } from '../i18n/index.js'
import { useMay } from '../session/session.js'
import { daysOfSet, monthsOf, type SetDays, setDaysOf, type SpecialDay, toggled } from './year-days.js'
import { Month } from './month.js'
import './calendar.css'

interface WorkingDays {
  readonly year: string
  readonly provisional: boolean
  readonly published: readonly SpecialDay[]
  readonly set: {
    readonly days: readonly SpecialDay[]
    readonly reason: string | null
    readonly setOn: string | null
  }
}

/** The calendar that plans count in: holidays and worked weekend days (调休) of a year, and what was set here. */
export function WorkingDaysPage() {
  const { t } = useWords()
  useTitle(t('calendar.title'))
  const [search] = useSearchParams()
  const asked = search.get('year') ?? ''
  const year = /^\d{4}$/.test(asked) ? asked : today().slice(0, 4)
  const { data, error, refetch, isPlaceholderData } = useQuery({
    queryKey: ['working-days', year],
    queryFn: ({ signal }) => read<WorkingDays>('/milestones/working-days', { query: { year }, signal }),
    placeholderData: keepPreviousData,
  })
  return (
    <>
      <div className="page-head">
        <h1>
          {t('calendar.title')} {year}
        </h1>
        <nav className="actions" aria-label={t('calendar.year')}>
          {[-1, 1].map((step) => (
            <Link key={step} className="act" to={{ search: `?year=${Number(year) + step}` }}>
              {Number(year) + step}
            </Link>
          ))}
        </nav>
      </div>
      {!data && <Waiting error={error} onRetry={refetch} />}
      {data && !isPlaceholderData && <YearDays key={`${year} ${JSON.stringify(data.set)}`} known={data} />}
    </>
  )
}

function YearDays({ known }: { readonly known: WorkingDays }) {
  const { t } = useWords()
  const { year, provisional, published } = known
  const maySet = useMay('milestones.calendar')
  const { reason, setOn } = known.set
  const before = setDaysOf(known.set.days)
  const [set, change] = useState<SetDays>(before)
  const months = monthsOf(year, published, set)
  const working = months.flat().filter((day) => day.working).length
  return (
    <>
      {provisional && <p className="notice">{t('calendar.provisional', { year })}</p>}
      <p>
        {t('calendar.workingDays', { number: count(working) })}{' '}
        {reason !== null && setOn !== null && (
          <span className="muted">
            {t(known.set.days.length > 0 ? 'calendar.setBy' : 'calendar.takenBack', { day: setOn, reason })}
          </span>
        )}
      </p>
      <Legend />
      <div className="calendar">
        {months.map((days) => (
          <Month
            key={days[0]!.on}
            days={days}
            onToggle={maySet ? (on) => change(toggled(set, published, on)) : undefined}
          />
        ))}
      </div>
      {maySet && <SetForm year={year} set={set} before={before} onUndo={() => change(before)} />}
    </>
  )
}

function Legend() {
  const { t } = useWords()
  return (
    <p className="calendar-legend">
      {(['holiday', 'worked', 'set'] as const).map((kind) => (
        <span key={kind}>
          <span className={`calendar-day calendar-${kind}`} aria-hidden="true">
            {kind === 'set' ? '' : t(`calendar.${kind}Mark`)}
          </span>{' '}
          {t(`calendar.${kind}`)}
        </span>
      ))}
    </p>
  )
}

interface SetFormProps {
  readonly year: string
  readonly set: SetDays
  readonly before: SetDays
  readonly onUndo: () => void
}

/** What is set replaces what was set before, so it is sent whole. */
function SetForm({ year, set, before, onUndo }: SetFormProps) {
  const { t } = useWords()
  const [reason, setReason] = useState('')
  const [occurredOn, setOccurredOn] = useState(today())
  const submission = useSubmission<Receipt>('/milestones/working-days')
  const { faults, error } = submission
  const days = daysOfSet(set)
  const isChanged = JSON.stringify(days) !== JSON.stringify(daysOfSet(before))
  const isReady = isChanged && reason.trim() !== '' && isDay(occurredOn)
  return (
    <form
      noValidate
      className="form-page"
      onSubmit={(event) => {
        event.preventDefault()
        if (isReady) void submission.submit({ year, days, reason: reason.trim(), occurredOn })
      }}
    >
      <h2>{t('calendar.setTitle')}</h2>
      <p className="muted">{t('calendar.setIntro')}</p>
      {days.length > 0 && (
        <ul className="calendar-set-days">
          {days.map(({ on, working }) => (
            <li key={on}>
              {on} {t(working ? 'calendar.worked' : 'calendar.free')}
            </li>
          ))}
        </ul>
      )}
      {isChanged && (
        <button type="button" className="act" onClick={onUndo}>
          {t('calendar.undo')}
        </button>
      )}
      <TextField name="reason" label={t('calendar.reason')} value={reason} fault={faults.reason} onChange={setReason} />
      <DayField value={occurredOn} fault={faults.occurredOn} onChange={setOccurredOn} />
      <FormFailure error={error} shown={['reason', 'occurredOn']} />
      <Submit {...submission} isDisabled={!isReady} words={t('calendar.submit', { year })} />
    </form>
  )
}
