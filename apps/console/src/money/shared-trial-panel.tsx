import type { ReactNode } from 'react'
import type { SharedTrial } from '../api/ledger-types.js'
import type { Receipt } from '../api/types.js'
import { BeforeAfter, Findings, GapLine, Verdict } from '../forms/trial-panel.js'
import type { Submission } from '../forms/use-submission.js'
import { useWords } from '../i18n/index.js'

interface SharedTrialPanelProps {
  readonly trial: SharedTrial | undefined
  readonly isStale: boolean
  readonly nameOf: (projectId: string) => string
  readonly posting: Submission<Receipt>
  readonly onConfirm: () => void
  readonly children: ReactNode
}

/** What a posting in several ledgers would do in each of them, before it is done. */
export function SharedTrialPanel({ trial, isStale, nameOf, posting, onConfirm, children }: SharedTrialPanelProps) {
  const { t } = useWords()
  const mayPost = trial?.accepted === true && !trial.alreadyPosted && !isStale
  const state = trial?.accepted ? 'accepted' : 'refused'
  return (
    <section
      className={isStale ? 'panel trial stale' : 'panel trial'}
      aria-live="polite"
      data-trial={trial ? (isStale ? 'stale' : state) : 'none'}
    >
      <h2>{t('entry.trial')}</h2>
      {!trial && <p className="muted">{t('entry.trialNone')}</p>}
      {trial && <Verdict trial={trial} />}
      {trial && trial.findings.length > 0 && <Findings trial={trial} />}
      {trial?.ledgers.map(({ projectId, ...ledger }) => (
        <details key={projectId} open={ledger.findings.length > 0 || trial.ledgers.length < 3}>
          <summary>{nameOf(projectId)}</summary>
          <Findings trial={ledger} />
          <GapLine trial={ledger} />
          <BeforeAfter before={ledger.before} after={ledger.after} />
        </details>
      ))}
      {children}
      {isStale && <p className="notice">{t('entry.stale')}</p>}
      {posting.isRetrying && <p role="status">{t('form.retrying')}</p>}
      {trial && (
        <button
          type="button"
          className="act primary large"
          disabled={!mayPost || posting.isSending}
          onClick={onConfirm}
        >
          {posting.isSending ? t('form.sending') : t('entry.confirm')}
        </button>
      )}
    </section>
  )
}
