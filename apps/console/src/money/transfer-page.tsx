import { useState } from 'react'
import { useParams } from 'react-router'
import { useProject } from '../api/hooks.js'
import type { Receipt } from '../api/types.js'
import { today } from '../figures/days.js'
import { parseAmount } from '../figures/numbers.js'
import { Field } from '../forms/field.js'
import { FormPage, Recorded } from '../forms/form-page.js'
import { TrialForm } from '../forms/trial-form.js'
import { useDraft } from '../forms/use-draft.js'
import { useWords } from '../i18n/index.js'
import { useFoundProjects } from '../forms/find-projects.js'
import { type PotDraft, PotFields } from './pot-fields.js'
import { emptyAmount } from './shares.js'
import './money.css'

interface TransferDraft extends PotDraft {
  readonly toProjectId: string
  readonly toName: string
}

export function TransferPage() {
  const { t } = useWords()
  const { projectId = '' } = useParams()
  const { data: project } = useProject(projectId)
  return (
    <FormPage
      isWide
      title={t('money.transfer')}
      permission="funding.post"
      projectId={projectId}
      projectName={project?.name}
    >
      <TransferForm projectId={projectId} projectName={project?.name ?? projectId} />
    </FormPage>
  )
}

const shown = ['amountFen', 'source', 'batch', 'documentNumber', 'occurredOn']
const fresh = (): TransferDraft => ({
  amount: emptyAmount,
  source: '',
  batch: '',
  documentNumber: '',
  occurredOn: today(),
  toProjectId: '',
  toName: '',
})

interface TransferFormProps {
  readonly projectId: string
  readonly projectName: string
}

function TransferForm({ projectId, projectName }: TransferFormProps) {
  const { t } = useWords()
  const { draft, change, discard, restart } = useDraft(`transfer.${projectId}`, fresh())
  const [receipt, setReceipt] = useState<Receipt>()
  if (receipt) {
    return <Recorded receipt={receipt} projectId={projectId} onAgain={() => (setReceipt(undefined), restart())} />
  }
  return (
    <TrialForm
      path="/funding/transfers"
      body={readTransfer(projectId, draft)}
      shown={shown}
      nameOf={(id) => (id === projectId ? projectName : draft.toName || id)}
      onRecorded={(recorded) => (discard(), setReceipt(recorded))}
    >
      {(faults) => (
        <>
          <p className="hint">{t('money.transferHint')}</p>
          <ReceivingProject from={projectId} draft={draft} change={change} />
          <PotFields draft={draft} change={change} faults={faults} />
        </>
      )}
    </TrialForm>
  )
}

function readTransfer(fromProjectId: string, draft: TransferDraft): object | undefined {
  const { amount, source, batch, documentNumber, occurredOn, toProjectId } = draft
  const amountFen = parseAmount(amount.text, amount.unit)
  if (!amountFen || source === '' || documentNumber.trim() === '' || toProjectId === '') return undefined
  const issue = batch.trim() === '' ? {} : { batch: batch.trim() }
  return { fromProjectId, toProjectId, amountFen, source, ...issue, documentNumber: documentNumber.trim(), occurredOn }
}

interface ReceivingProjectProps {
  readonly from: string
  readonly draft: TransferDraft
  readonly change: (changes: Partial<TransferDraft>) => void
}

function ReceivingProject({ from, draft: { toProjectId, toName }, change }: ReceivingProjectProps) {
  const { t } = useWords()
  const { found: fitting, box } = useFoundProjects(t('money.transferFind'))
  const found = fitting.filter(({ projectId }) => projectId !== from)
  const chosen = toProjectId !== '' && !found.some(({ projectId }) => projectId === toProjectId)
  return (
    <>
      {box}
      <Field name="toProjectId" label={t('money.transferTo')} hint={found.length === 0 ? t('money.transferNone') : ''}>
        {(control) => (
          <select
            {...control}
            value={toProjectId}
            onChange={({ target }) =>
              change({ toProjectId: target.value, toName: target.selectedOptions[0]?.textContent ?? '' })
            }
          >
            <option value="" />
            {chosen && <option value={toProjectId}>{toName}</option>}
            {found.map(({ projectId, name }) => (
              <option key={projectId} value={projectId}>
                {name}
              </option>
            ))}
          </select>
        )}
      </Field>
    </>
  )
}
