import type { ReactNode } from 'react'
import type { Receipt } from '../api/types.js'
import { useWords } from '../i18n/index.js'
import { FormFailure } from './form-page.js'
import { type AnyTrial, TrialPanel } from './trial-panel.js'
import { useRehearsal } from './use-rehearsal.js'
import { useSubmission } from './use-submission.js'

interface TrialFormProps {
  readonly path: string
  /** The command as it is filled in; undefined while something needed is missing. */
  readonly body: object | undefined
  /** Fields that say themselves what is wrong with them. */
  readonly shown: readonly string[]
  readonly nameOf?: (projectId: string) => string
  readonly onRecorded: (receipt: Receipt) => void
  /** The fields, with what the server found at fault. */
  readonly children: (faults: Readonly<Record<string, string>>) => ReactNode
}

/** First what it would do to the books, then the posting of exactly that; any change in between asks for a new trial. */
export function TrialForm({ path, body, shown, nameOf = (id) => id, onRecorded, children }: TrialFormProps) {
  const { t } = useWords()
  const rehearsal = useRehearsal<AnyTrial>(path)
  const posting = useSubmission<Receipt>(path)
  const { trial } = rehearsal
  const isStale = trial !== undefined && rehearsal.of !== JSON.stringify(body)
  const mayPost = trial?.accepted === true && !trial.alreadyPosted && !isStale
  const post = async () => {
    const receipt = body && mayPost ? await posting.submit(body) : undefined
    if (!receipt) return
    rehearsal.reset()
    onRecorded(receipt)
  }
  return (
    <div className="entry">
      <form
        noValidate
        onSubmit={(event) => {
          event.preventDefault()
          posting.reset()
          if (body) void rehearsal.run(body)
        }}
      >
        {children(isStale ? {} : { ...rehearsal.faults, ...posting.faults })}
        <FormFailure error={rehearsal.error} shown={shown} />
        <button type="submit" className="act large" disabled={!body || rehearsal.isRunning}>
          {rehearsal.isRunning ? t('entry.trying') : t('entry.tryIt')}
        </button>
      </form>
      <TrialPanel trial={trial} isStale={isStale} nameOf={nameOf}>
        <FormFailure error={posting.error} shown={shown} />
        {isStale && <p className="notice">{t('entry.stale')}</p>}
        {posting.isRetrying && <p role="status">{t('form.retrying')}</p>}
        {trial && (
          <button
            type="button"
            className="act primary large"
            disabled={!mayPost || posting.isSending}
            onClick={() => void post()}
          >
            {posting.isSending ? t('form.sending') : t('entry.confirm')}
          </button>
        )}
      </TrialPanel>
    </div>
  )
}
