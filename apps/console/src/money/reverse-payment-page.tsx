import { useNavigate, useParams } from 'react-router'
import type { Agreement, AgreementPayment } from '../api/ledger-types.js'
import { Nothing, Waiting } from '../app/states.js'
import { Money } from '../figures/quantity.js'
import { FormFrame } from '../forms/form-page.js'
import { useWords } from '../i18n/index.js'
import { agreementPath, nameIn, useAgreement, useAgreementPayments } from './agreement.js'
import { ReversalForm } from './reversal-form.js'
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
      {agreement && payment && <ReversePayment agreement={agreement} payment={payment} />}
    </FormFrame>
  )
}

interface ReversePaymentProps {
  readonly agreement: Agreement
  readonly payment: AgreementPayment
}

function ReversePayment({ agreement: { agreementId, projects }, payment }: ReversePaymentProps) {
  const { t } = useWords()
  const navigate = useNavigate()
  const { paymentId, amountFen, documentNumber, occurredOn } = payment
  return (
    <ReversalForm
      path={`${agreementPath(agreementId)}/reversals`}
      what={{ paymentId }}
      nameOf={nameIn(projects)}
      onRecorded={() => void navigate(`/agreements/${agreementId}`)}
    >
      <p>
        <Money fen={amountFen} /> · {documentNumber} <span className="muted">{occurredOn}</span>
      </p>
      <p className="hint">{t('money.reverseHint')}</p>
    </ReversalForm>
  )
}
