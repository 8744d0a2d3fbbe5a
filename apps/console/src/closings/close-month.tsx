import { useState } from 'react'
import { FailureText } from '../app/states.js'
import { useSubmission } from '../forms/use-submission.js'
import { useWords } from '../i18n/index.js'
import { CutLine } from './cut-line.js'
import { SealOffer } from './seal-offer.js'
import type { Cut } from './closing-types.js'

interface Trial {
  readonly wouldRecord?: readonly { readonly data: { readonly month: string; readonly cut: Cut } }[]
}

/** Shows what would be frozen before it is, because a closed month is never opened again. */
export function CloseMonth() {
  const { t } = useWords()
  const [month, setMonth] = useState('')
  const trial = useSubmission<Trial>('/dashboards/closings?dryRun=true')
  const closing = useSubmission<object>('/dashboards/closings')
  const tried = trial.answer?.wouldRecord?.[0]?.data
  const isTried = tried !== undefined && tried.month === month
  return (
    <section className="panel">
      <h2>{t('closing.close')}</h2>
      <p className="muted">{t('closing.closeText')}</p>
      <div className="actions close-month">
        <label>
          {t('closing.month')} <input type="month" value={month} onChange={(event) => setMonth(event.target.value)} />
        </label>
        <button
          type="button"
          className="act"
          disabled={month === '' || trial.isSending}
          onClick={() => void trial.submit({ month })}
        >
          {t('closing.try')}
        </button>
        <button
          type="button"
          className="act primary"
          disabled={!isTried || closing.isSending}
          onClick={() => void closing.submit({ month, knownOn: tried?.cut.knownOn })}
        >
          {t('closing.close')}
        </button>
      </div>
      {isTried && <CutLine cut={tried.cut} />}
      {[trial.error, closing.error].map(
        (error, index) =>
          error !== undefined && (
            <p key={index} className="notice" role="alert">
              <FailureText error={error} />
            </p>
          ),
      )}
      <SealOffer error={trial.error ?? closing.error} />
      {closing.answer && <p className="good-notice">{t('closing.closed')}</p>}
    </section>
  )
}
