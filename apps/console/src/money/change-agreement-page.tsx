import { Navigate, useParams } from 'react-router'
import type { Agreement } from '../api/ledger-types.js'
import type { Receipt } from '../api/types.js'
import { Waiting } from '../app/states.js'
import { today } from '../figures/days.js'
import { Money } from '../figures/quantity.js'
import { AmountField } from '../forms/amount-field.js'
import { DayField } from '../forms/day-field.js'
import { DirectionField } from '../forms/direction-field.js'
import { DocumentField, ReasonField } from '../forms/document-fields.js'
import { FormFailure, FormFrame, Submit } from '../forms/form-page.js'
import { useDraft } from '../forms/use-draft.js'
import { useSubmission } from '../forms/use-submission.js'
import { useWords } from '../i18n/index.js'
import { agreementPath, useAgreement } from './agreement.js'
import { type AgreementChange, agreedAfter, readChange } from './agreement-change.js'
import { CoveredProjects } from './covered-projects.js'
import { emptyAmount } from './shares.js'
import './money.css'

export function ChangeAgreementPage() {
  const { t } = useWords()
  const { agreementId = '' } = useParams()
  const { data: agreement, error, refetch } = useAgreement(agreementId)
  return (
    <FormFrame
      title={t('money.change')}
      back={[`/agreements/${agreementId}`, agreement?.name ?? t('money.agreements')]}
      permission="funding.post"
    >
      {agreement ? <ChangeForm agreement={agreement} /> : <Waiting error={error} onRetry={refetch} />}
    </FormFrame>
  )
}

const fresh = (): AgreementChange => ({
  amount: emptyAmount,
  decreases: false,
  added: [],
  documentNumber: '',
  reason: '',
  occurredOn: today(),
})
const shown = ['amountFen', 'documentNumber', 'reason', 'occurredOn']

function ChangeForm({ agreement }: { readonly agreement: Agreement }) {
  const { t } = useWords()
  const { agreementId, projects } = agreement
  const { draft, change, discard } = useDraft(`agreement-change.${agreementId}`, fresh())
  const changing = useSubmission<Receipt>(`${agreementPath(agreementId)}/changes`)
  const body = readChange(draft)
  const { faults } = changing
  if (changing.answer) return <Navigate to={`/agreements/${agreementId}`} replace />
  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        if (body) void changing.submit(body).then((receipt) => receipt && discard())
      }}
    >
      <DirectionField draft={draft} change={change} fault={faults.decreases} />
      <AmountField
        optional
        name="amountFen"
        label={t('entry.amount')}
        fault={faults.amountFen}
        value={draft.amount}
        onChange={(amount) => change({ amount })}
      />
      <Afterwards agreement={agreement} agreedFen={agreedAfter(agreement, draft)} />
      <DocumentField draft={draft} change={change} faults={faults} />
      <ReasonField draft={draft} change={change} faults={faults} />
      <DayField value={draft.occurredOn} fault={faults.occurredOn} onChange={(occurredOn) => change({ occurredOn })} />
      <h2>{t('money.added')}</h2>
      <CoveredProjects chosen={draft.added} without={projects} onChange={(added) => change({ added })} />
      <FormFailure error={changing.error} shown={shown} />
      <Submit {...changing} isDisabled={!body} words={t('money.changeRecord')} />
    </form>
  )
}

interface AfterwardsProps {
  readonly agreement: Agreement
  readonly agreedFen: number | undefined
}

/** What would be agreed and open, while it is typed. */
function Afterwards({ agreement, agreedFen }: AfterwardsProps) {
  const { t } = useWords()
  if (agreedFen === undefined) return null
  const openFen = agreedFen - agreement.paidFen
  return (
    <p className={openFen < 0 ? 'payment-rest warn' : 'payment-rest'} role="status" data-agreed={agreedFen}>
      {t('money.agreed')} <Money fen={agreement.agreedFen} /> → <Money fen={agreedFen} /> · {t('money.open')}{' '}
      <Money fen={openFen} />
    </p>
  )
}
