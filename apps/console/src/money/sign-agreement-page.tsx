import { Navigate } from 'react-router'
import type { Receipt } from '../api/types.js'
import { isDay, today } from '../figures/days.js'
import { parseAmount } from '../figures/numbers.js'
import { type Amount, AmountField } from '../forms/amount-field.js'
import { DayField, TextField } from '../forms/day-field.js'
import { DocumentField } from '../forms/document-fields.js'
import type { FoundProject } from '../forms/find-projects.js'
import { FormFailure, FormFrame, Submit } from '../forms/form-page.js'
import { useDraft } from '../forms/use-draft.js'
import { useSubmission } from '../forms/use-submission.js'
import { useWords } from '../i18n/index.js'
import { CoveredProjects } from './covered-projects.js'
import { emptyAmount } from './shares.js'
import './money.css'

interface AgreementDraft {
  readonly name: string
  readonly counterparty: string
  readonly amount: Amount
  readonly documentNumber: string
  readonly occurredOn: string
  readonly projects: readonly FoundProject[]
}

const fresh = (): AgreementDraft => ({
  name: '',
  counterparty: '',
  amount: emptyAmount,
  documentNumber: '',
  occurredOn: today(),
  projects: [],
})
const shown = ['name', 'counterparty', 'amountFen', 'documentNumber', 'occurredOn']

export function SignAgreementPage() {
  const { t } = useWords()
  return (
    <FormFrame title={t('money.sign')} back={['/agreements', t('money.agreements')]} permission="funding.post">
      <SignAgreementForm />
    </FormFrame>
  )
}

function SignAgreementForm() {
  const { t } = useWords()
  const { draft, change, discard } = useDraft('agreement.new', fresh())
  const signing = useSubmission<Receipt>('/funding/agreements')
  const body = readAgreement(draft)
  const { faults } = signing
  if (signing.answer) return <Navigate to={`/agreements/${signing.answer.streamId.split('/')[1]}`} replace />
  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        if (body) void signing.submit(body).then((receipt) => receipt && discard())
      }}
    >
      <TextField
        name="name"
        label={t('money.agreementName')}
        fault={faults.name}
        value={draft.name}
        onChange={(name) => change({ name })}
      />
      <TextField
        name="counterparty"
        label={t('entry.counterparty')}
        fault={faults.counterparty}
        value={draft.counterparty}
        onChange={(counterparty) => change({ counterparty })}
      />
      <AmountField
        name="amountFen"
        label={t('money.agreed')}
        fault={faults.amountFen}
        value={draft.amount}
        onChange={(amount) => change({ amount })}
      />
      <DocumentField draft={draft} change={change} faults={faults} />
      <DayField value={draft.occurredOn} fault={faults.occurredOn} onChange={(occurredOn) => change({ occurredOn })} />
      <h2>{t('money.signChosen')}</h2>
      <CoveredProjects chosen={draft.projects} onChange={(projects) => change({ projects })} />
      <FormFailure error={signing.error} shown={shown} />
      <Submit {...signing} isDisabled={!body} words={t('money.sign')} />
    </form>
  )
}

function readAgreement({ name, counterparty, amount, documentNumber, occurredOn, projects }: AgreementDraft) {
  const amountFen = parseAmount(amount.text, amount.unit)
  const said = { name: name.trim(), counterparty: counterparty.trim(), documentNumber: documentNumber.trim() }
  if (!amountFen || Object.values(said).includes('') || !isDay(occurredOn) || projects.length === 0) return undefined
  return { ...said, amountFen, occurredOn, projectIds: projects.map(({ projectId }) => projectId) }
}
