import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { Link, Navigate, useParams } from 'react-router'
import { read } from '../api/http.js'
import type { Receipt } from '../api/types.js'
import { Waiting } from '../app/states.js'
import { useTitle } from '../app/use-title.js'
import { TextField } from '../forms/day-field.js'
import { Field } from '../forms/field.js'
import { FormFailure } from '../forms/form-page.js'
import { useRehearsal } from '../forms/use-rehearsal.js'
import { useSubmission } from '../forms/use-submission.js'
import { useWords } from '../i18n/index.js'
import { useMay } from '../session/session.js'
import { useBulletin } from './bulletin-page.js'
import type { BulletinDocument, BulletinHead, ClosedMonth } from './closing-types.js'
import { Paper } from './issue-page.js'
import { SealOffer } from './seal-offer.js'
import './closings.css'

/** The next issue of a bulletin: looked at as it would be published, then published. */
export function IssueFormPage() {
  const { t, say } = useWords()
  const { bulletinId = '' } = useParams()
  const may = useMay('dashboards.publish')
  const bulletin = useBulletin(bulletinId)
  const months = useQuery({
    queryKey: ['closings'],
    queryFn: ({ signal }) => read<{ items: readonly ClosedMonth[] }>('/dashboards/closings', { signal }),
  })
  useTitle(t('closing.issue'))
  const isThere = bulletin.data !== undefined && months.data !== undefined
  const retry = () => Promise.all([bulletin.refetch(), months.refetch()])
  return (
    <>
      <div className="form-page">
        <Link to="/closings" className="back">
          ← {t('nav.closings')}
        </Link>
        <h1>
          {t('closing.issue')}
          {bulletin.data && <small className="muted"> {say(bulletin.data.definition.title)}</small>}
        </h1>
        {!may && <p className="notice">{t('form.notAllowed')}</p>}
        {may && !isThere && <Waiting error={bulletin.error ?? months.error} onRetry={retry} />}
      </div>
      {may && isThere && <IssueForm bulletin={bulletin.data} months={months.data.items} />}
    </>
  )
}

interface Trial {
  readonly wouldRecord?: readonly { readonly data: { readonly document: string; readonly number: number } }[]
}

interface IssueFormProps {
  readonly bulletin: BulletinHead
  readonly months: readonly ClosedMonth[]
}

const shown = ['month', 'reason', 'knownOn']

function IssueForm({ bulletin, months }: IssueFormProps) {
  const { t } = useWords()
  const { bulletinId } = bulletin.definition
  const issuesOf = (month: string) => bulletin.issues.filter((issue) => issue.month === month)
  const [month, setMonth] = useState(
    (months.find((each) => issuesOf(each.month).length === 0) ?? months[0])?.month ?? '',
  )
  const [reason, setReason] = useState('')
  const path = `/dashboards/bulletins/${bulletinId}/issues`
  const rehearsal = useRehearsal<Trial>(path)
  const issuing = useSubmission<Receipt>(path)
  const previous = issuesOf(month).at(-1)
  const body = { month, ...(previous && { reason: reason.trim() }) }
  const isReady = month !== '' && (!previous || reason.trim() !== '')
  const drawn = rehearsal.of === JSON.stringify(body) ? rehearsal.trial?.wouldRecord?.[0]?.data : undefined
  const error = issuing.error ?? rehearsal.error
  if (issuing.answer && drawn) return <Navigate to={`/bulletins/${bulletinId}/${drawn.number}`} replace />
  return (
    <>
      <form
        className="form-page"
        noValidate
        onSubmit={(event) => {
          event.preventDefault()
          issuing.reset()
          void rehearsal.run(body)
        }}
      >
        <MonthChoice month={month} months={months} issues={bulletin.issues} onChange={setMonth} />
        {previous && (
          <TextField
            isLong
            name="reason"
            label={t('closing.reason')}
            hint={t('closing.reasonHint', { number: previous.number })}
            fault={rehearsal.faults.reason}
            value={reason}
            onChange={setReason}
          />
        )}
        <FormFailure error={error} shown={shown} />
        <SealOffer error={error} />
        <div className="actions">
          <button type="submit" className="act large" disabled={!isReady || rehearsal.isRunning}>
            {rehearsal.isRunning ? t('form.sending') : t('closing.preview')}
          </button>
          <button
            type="button"
            className="act primary large"
            disabled={!drawn || issuing.isSending}
            onClick={() => void issuing.submit(body)}
          >
            {issuing.isSending ? t('form.sending') : t('closing.publish')}
          </button>
        </div>
      </form>
      {drawn && <Paper document={JSON.parse(drawn.document) as BulletinDocument} />}
    </>
  )
}

interface MonthChoiceProps extends Pick<IssueFormProps, 'months'> {
  readonly month: string
  readonly issues: BulletinHead['issues']
  readonly onChange: (month: string) => void
}

function MonthChoice({ month, months, issues, onChange }: MonthChoiceProps) {
  const { t } = useWords()
  const issuesOf = (month: string) => issues.filter((issue) => issue.month === month)
  return (
    <Field name="month" label={t('closing.month')} hint={months.length === 0 ? t('closing.noMonths') : undefined}>
      {(control) => (
        <select {...control} value={month} onChange={(event) => onChange(event.target.value)}>
          <option value="" />
          {months.map((each) => (
            <option key={each.month} value={each.month}>
              {[each.month, ...issuesOf(each.month).map(({ number }) => t('closing.issuedAs', { number }))].join(' ')}
            </option>
          ))}
        </select>
      )}
    </Field>
  )
}
