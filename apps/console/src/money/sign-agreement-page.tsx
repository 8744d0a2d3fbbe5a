import { Link, Navigate } from 'react-router'
import type { Receipt } from '../api/types.js'
import { useTitle } from '../app/use-title.js'
import { isDay, today } from '../figures/days.js'
import { parseAmount } from '../figures/numbers.js'
import { type Amount, AmountField } from '../forms/amount-field.js'
import { DayField, TextField } from '../forms/day-field.js'
import { FormFailure, Submit } from '../forms/form-page.js'
import { useDraft } from '../forms/use-draft.js'
import { useSubmission } from '../forms/use-submission.js'
import { useWords } from '../i18n/index.js'
import { useMay } from '../session/session.js'
import { type FoundProject, useFoundProjects } from '../forms/find-projects.js'
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
  useTitle(t('money.sign'))
  const may = useMay('funding.post')
  return (
    <div className="form-page">
      <Link to="/agreements" className="back">
        ← {t('money.agreements')}
      </Link>
      <h1>{t('money.sign')}</h1>
      {may ? <SignAgreementForm /> : <p className="notice">{t('form.notAllowed')}</p>}
    </div>
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
      <TextField
        name="documentNumber"
        label={t('entry.document')}
        fault={faults.documentNumber}
        value={draft.documentNumber}
        onChange={(documentNumber) => change({ documentNumber })}
      />
      <DayField value={draft.occurredOn} fault={faults.occurredOn} onChange={(occurredOn) => change({ occurredOn })} />
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

interface CoveredProjectsProps {
  readonly chosen: readonly FoundProject[]
  readonly onChange: (chosen: readonly FoundProject[]) => void
}

function CoveredProjects({ chosen, onChange }: CoveredProjectsProps) {
  const { t } = useWords()
  const { found, box } = useFoundProjects(t('money.signFind'))
  const fitting = found
    .filter(({ projectId }) => !chosen.some((project) => project.projectId === projectId))
    .slice(0, 6)
  return (
    <>
      <h2>{t('money.signChosen')}</h2>
      {chosen.length === 0 && <p className="muted">{t('money.signNone')}</p>}
      <ul className="covered-projects">
        {chosen.map(({ projectId, name }) => (
          <li key={projectId}>
            {name}{' '}
            <button
              type="button"
              className="quiet"
              aria-label={`${t('action.remove')} ${name}`}
              onClick={() => onChange(chosen.filter((project) => project.projectId !== projectId))}
            >
              {t('action.remove')}
            </button>
          </li>
        ))}
      </ul>
      {box}
      <div className="covered-projects">
        {fitting.map(({ projectId, name }) => (
          <button
            key={projectId}
            type="button"
            className="act"
            onClick={() => onChange([...chosen, { projectId, name }])}
          >
            {t('money.signAdd', { name })}
          </button>
        ))}
      </div>
    </>
  )
}
