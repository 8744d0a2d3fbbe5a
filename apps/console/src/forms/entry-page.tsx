import { useState } from 'react'
import { useParams } from 'react-router'
import { useProject } from '../api/hooks.js'
import type { Receipt } from '../api/types.js'
import { today } from '../figures/days.js'
import { useWords } from '../i18n/index.js'
import { EntryFields } from './entry-fields.js'
import { freshEntry, readEntry } from './entry.js'
import { FormPage, Recorded } from './form-page.js'
import { TrialForm } from './trial-form.js'
import { useDraft } from './use-draft.js'

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
  'distinct',
  'occurredOn',
]

function EntryForm({ projectId }: { readonly projectId: string }) {
  const { t } = useWords()
  const { draft, change, wasRestored, discard, restart } = useDraft(`entry.${projectId}`, freshEntry(today()))
  const [receipt, setReceipt] = useState<Receipt>()
  if (receipt) {
    return <Recorded receipt={receipt} projectId={projectId} onAgain={() => (setReceipt(undefined), restart())} />
  }
  return (
    <TrialForm
      path={`/funding/projects/${projectId}/entries`}
      body={readEntry(draft)}
      shown={shown}
      onRecorded={(recorded) => (discard(), setReceipt(recorded))}
    >
      {(faults) => (
        <>
          {wasRestored && <p className="hint">{t('form.draft')}</p>}
          <EntryFields draft={draft} change={change} faults={faults} />
        </>
      )}
    </TrialForm>
  )
}
