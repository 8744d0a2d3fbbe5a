import { useQuery } from '@tanstack/react-query'
import { Link, useParams } from 'react-router'
import { read } from '../api/http.js'
import type { Agreement, AgreementPayment } from '../api/ledger-types.js'
import { Nothing, Waiting } from '../app/states.js'
import { useTitle } from '../app/use-title.js'
import { Money } from '../figures/quantity.js'
import { useWords } from '../i18n/index.js'
import { termOf } from '../i18n/terms.js'
import { useMay } from '../session/session.js'
import { AgreementPaymentForm } from './agreement-payment-form.js'
import './money.css'

export function AgreementPage() {
  const { t } = useWords()
  const { agreementId = '' } = useParams()
  const mayPost = useMay('funding.post')
  const path = `/funding/agreements/${agreementId}`
  const agreement = useQuery({
    queryKey: ['agreements', agreementId],
    queryFn: ({ signal }) => read<Agreement>(path, { signal }),
  })
  const payments = useQuery({
    queryKey: ['agreements', agreementId, 'payments'],
    queryFn: ({ signal }) => read<{ items: readonly AgreementPayment[] }>(`${path}/payments`, { signal }),
  })
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
  const { amountFen, source, documentNumber, occurredOn, shares, otherSharesFen, reversedBy, findings } = payment
  const nameOf = (projectId: string) => projects.find((project) => project.projectId === projectId)?.name ?? projectId
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
    </article>
  )
}
