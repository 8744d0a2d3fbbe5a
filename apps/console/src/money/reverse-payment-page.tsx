import { useNavigate, useParams } from 'react-router'
import type { Agreement, AgreementPayment } from '../api/ledger-types.js'
import { Nothing, Waiting } from '../app/states.js'
import { isDay, today } from '../figures/days.js'
import { Money } from '../figures/quantity.js'
import { DayField } from '../forms/day-field.js'
import { DocumentField, ReasonField } from '../forms/document-fields.js'
import { FormFrame } from '../forms/form-page.js'
import { TrialForm } from '../forms/trial-form.js'
import { useDraft } from '../forms/use-draft.js'
import { useWords } from '../i18n/index.js'
import { agreementPath, nameIn, useAgreement, useAgreementPayments } from './agreement.js'
import './money.css'

/** A payment of an agreement is taken back whole: what that does to every project is seen before it is done. */
export function ReversePaymentPage() {
  const { t } = useWords()
  const { agreementId = '', paymentId = '' } = useParams()
  const { data: agreement, error, refetch } = useAgreement(agreementId)
  const { data: payments } = useAgreementPayments(agreementId)
  const payment = payments?.items.find((each) => each.paymentId === paymentId)
  return (
    <FormFrame
      isWide
      title={t('money.reverse')}
      back={[`/agreements/${agreementId}`, agreement?.name ?? t('money.agreements')]}
      permission="funding.reverse"
    >
      {!(agreement && payments) && <Waiting error={error} onRetry={refetch} />}
      {agreement && payments && !payment && <Nothing title={t('money.noPayments')} />}
      {agreement && payment && <ReversalForm agreement={agreement} payment={payment} />}
    </FormFrame>
  )
}

const fresh = () => ({ documentNumber: '', reason: '', occurredOn: today() })
const shown = ['documentNumber', 'reason', 'occurredOn']

interface ReversalFormProps {
  readonly agreement: Agreement
  readonly payment: AgreementPayment
}

function ReversalForm({ agreement: { agreementId, projects }, payment }: ReversalFormProps) {
  const { t } = useWords()
  const navigate = useNavigate()
  const { paymentId, amountFen, documentNumber, occurredOn } = payment
  const { draft, change, discard } = useDraft(`reversal.${paymentId}`, fresh())
  const said = { documentNumber: draft.documentNumber.trim(), reason: draft.reason.trim() }
  const isComplete = !Object.values(said).includes('') && isDay(draft.occurredOn)
  return (
    <TrialForm
      path={`${agreementPath(agreementId)}/reversals`}
      body={isComplete ? { paymentId, ...said, occurredOn: draft.occurredOn } : undefined}
      shown={shown}
      nameOf={nameIn(projects)}
      onRecorded={() => (discard(), void navigate(`/agreements/${agreementId}`))}
    >
      {(faults) => (
        <>
          <p>
            <Money fen={amountFen} /> · {documentNumber} <span className="muted">{occurredOn}</span>
          </p>
          <p className="hint">{t('money.reverseHint')}</p>
          <DocumentField draft={draft} change={change} faults={faults} />
          <ReasonField draft={draft} change={change} faults={faults} />
          <DayField
            value={draft.occurredOn}
            fault={faults.occurredOn}
            onChange={(day) => change({ occurredOn: day })}
          />
        </>
      )}
    </TrialForm>
  )
}
