import { useParams } from 'react-router'
import { useProject } from '../api/hooks.js'
import type { Trial } from '../api/ledger-types.js'
import type { Receipt } from '../api/types.js'
import { today } from '../figures/days.js'
import { useWords } from '../i18n/index.js'
import { EntryFields } from './entry-fields.js'
import { freshEntry, readEntry } from './entry.js'
import { FormFailure, FormPage, Recorded } from './form-page.js'
import { TrialPanel } from './trial-panel.js'
import { useDraft } from './use-draft.js'
import { useRehearsal } from './use-rehearsal.js'
import { useSubmission } from './use-submission.js'

export function EntryPage() {
  const { t } = useWords()
  const { projectId = '' } = useParams()
  const { data: project } = useProject(projectId)
  return (
    <FormPage
      isWide
      title={t('entry.title')}
      permission="funding.post"
      projectId={projectId}
      projectName={project?.name}
    >
      <EntryForm projectId={projectId} />
    </FormPage>
  )
}

const shown = [
  'entry',
  'decreases',
  'amountFen',
  'source',
  'batch',
  'documentNumber',
  'counterparty',
  'agreement',
  'text',
  'occurredOn',
]

/** First what it would do to the books, then the posting of exactly that; any change in between asks for a new trial. */
function EntryForm({ projectId }: { readonly projectId: string }) {
  const { t } = useWords()
  const { draft, change, wasRestored, discard, restart } = useDraft(`entry.${projectId}`, freshEntry(today()))
  const path = `/funding/projects/${projectId}/entries`
  const rehearsal = useRehearsal<Trial>(path)
  const posting = useSubmission<Receipt>(path)
  const body = readEntry(draft)
  const isStale = rehearsal.trial !== undefined && rehearsal.of !== JSON.stringify(body)
  const faults = isStale ? {} : { ...rehearsal.faults, ...posting.faults }
  const post = async () => {
    if (body && !isStale && (await posting.submit(body))) discard()
  }
  if (posting.answer) {
    const again = () => (posting.reset(), rehearsal.reset(), restart())
    return <Recorded receipt={posting.answer} projectId={projectId} onAgain={again} />
  }
  return (
    <div className="entry">
      <form
        noValidate
        onSubmit={(event) => {
          event.preventDefault()
          if (body) void rehearsal.run(body)
        }}
      >
        {wasRestored && <p className="hint">{t('form.draft')}</p>}
        <EntryFields draft={draft} change={change} faults={faults} />
        <FormFailure error={rehearsal.error} shown={shown} />
        <button type="submit" className="act large" disabled={!body || rehearsal.isRunning}>
          {rehearsal.isRunning ? t('entry.trying') : t('entry.tryIt')}
        </button>
      </form>
      <TrialPanel trial={rehearsal.trial} isStale={isStale} posting={posting} onConfirm={() => void post()}>
        <FormFailure error={posting.error} shown={shown} />
      </TrialPanel>
    </div>
  )
}
