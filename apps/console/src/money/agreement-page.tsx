import { Link, useParams } from 'react-router'
import type { Agreement, AgreementPayment } from '../api/ledger-types.js'
import { Nothing, Waiting } from '../app/states.js'
import { useTitle } from '../app/use-title.js'
import { Money } from '../figures/quantity.js'
import { useWords } from '../i18n/index.js'
import { termOf } from '../i18n/terms.js'
import { useMay } from '../session/session.js'
import { nameIn, useAgreement, useAgreementPayments } from './agreement.js'
import { AgreementPaymentForm } from './agreement-payment-form.js'
import './money.css'

export function AgreementPage() {
  const { t } = useWords()
  const { agreementId = '' } = useParams()
  const mayPost = useMay('funding.post')
  const agreement = useAgreement(agreementId)
  const payments = useAgreementPayments(agreementId)
  useTitle(agreement.data?.name ?? t('money.agreements'))
  if (!agreement.data) return <Waiting error={agreement.error} onRetry={agreement.refetch} />
  const { name, counterparty, documentNumber, signedOn, agreedFen, paidFen, openFen } = agreement.data
  return (
    <>
      <Link to="/agreements" className="back">
        ← {t('money.agreements')}
      </Link>
      <div className="page-head">
        <h1>{name}</h1>
        {mayPost && (
          <nav className="actions">
            <Link to="change" className="act">
              {t('money.change')}
            </Link>
          </nav>
        )}
      </div>
      <p className="muted">
        {counterparty} · {documentNumber} · {t('money.signedOn')} {signedOn}
      </p>
      <dl className="money-parts">
        {(
          [
            ['agreed', agreedFen],
            ['paid', paidFen],
            ['open', openFen],
          ] as const
        ).map(([part, fen]) => (
          <div key={part}>
            <dt>{t(`money.${part}`)}</dt>
            <dd>
              <Money fen={fen} />
            </dd>
          </div>
        ))}
      </dl>
      <section className="panel">
        <h2>{t('money.payments')}</h2>
        {!payments.data && <Waiting error={payments.error} onRetry={payments.refetch} />}
        {payments.data?.items.length === 0 && <Nothing title={t('money.noPayments')} />}
        {payments.data?.items.map((payment) => (
          <PaymentLine key={payment.paymentId} payment={payment} agreement={agreement.data} />
        ))}
      </section>
      {mayPost && <AgreementPaymentForm agreement={agreement.data} />}
    </>
  )
}

interface PaymentLineProps {
  readonly payment: AgreementPayment
  readonly agreement: Agreement
}

function PaymentLine({ payment, agreement: { projects } }: PaymentLineProps) {
  const { t, say } = useWords()
  const { paymentId, amountFen, source, documentNumber, occurredOn, shares, otherSharesFen, reversedBy, findings } =
    payment
  const nameOf = nameIn(projects)
  // Whoever takes it back takes every share back, and must be allowed to in all of them.
  const mayReverse = useMay('funding.reverse') && reversedBy === null && otherSharesFen === 0
  return (
    <article className={reversedBy === null ? 'payment-line' : 'payment-line reversed'}>
      <h3>
        <Money fen={amountFen} /> · {documentNumber}
        <small className="muted">
          {' '}
          {occurredOn} · {say(termOf('fundSources', source))}
        </small>
      </h3>
      {reversedBy !== null && <p className="warn">{t('money.reversedBy', { document: reversedBy })}</p>}
      {findings.map(({ rule, message }) => (
        <p key={rule} className="warn">
          {message}
        </p>
      ))}
      <ul className="payment-shares" aria-label={t('money.shares')}>
        {shares.map((share) => (
          <li key={share.projectId}>
            <Link to={`/projects/${share.projectId}`}>{nameOf(share.projectId)}</Link> <Money fen={share.amountFen} />
          </li>
        ))}
        {otherSharesFen > 0 && (
          <li className="muted">
            {t('money.otherShares')} <Money fen={otherSharesFen} />
          </li>
        )}
      </ul>
      {mayReverse && (
        <Link to={`payments/${paymentId}/reversal`} className="act">
          {t('money.reverse')}
        </Link>
      )}
    </article>
  )
}
