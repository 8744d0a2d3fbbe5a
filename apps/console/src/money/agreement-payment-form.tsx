import { useState } from 'react'
import type { Agreement } from '../api/ledger-types.js'
import { today } from '../figures/days.js'
import { moneyText } from '../figures/numbers.js'
import { AmountField } from '../forms/amount-field.js'
import { DistinctField } from '../forms/document-fields.js'
import { TrialForm } from '../forms/trial-form.js'
import { useDraft } from '../forms/use-draft.js'
import { useWords } from '../i18n/index.js'
import { nameIn } from './agreement.js'
import { PotFields } from './pot-fields.js'
import { emptyAmount, type PaymentDraft, readPayment, restOf } from './shares.js'

const fresh = (): PaymentDraft => ({
  amount: emptyAmount,
  source: '',
  batch: '',
  documentNumber: '',
  distinct: '',
  occurredOn: today(),
  shares: {},
})
const shown = ['amountFen', 'source', 'batch', 'documentNumber', 'distinct', 'occurredOn']

/** One payment and its shares; what is not shared yet is shown while it is typed. */
export function AgreementPaymentForm({ agreement }: { readonly agreement: Agreement }) {
  const { t } = useWords()
  const { agreementId, projects } = agreement
  const { draft, change, discard, restart } = useDraft(`agreement.${agreementId}`, fresh())
  const [isRecorded, setRecorded] = useState(false)
  const body = readPayment(draft)
  return (
    <section className="panel">
      <h2>{t('money.newPayment')}</h2>
      {isRecorded && !body && <p className="notice good-notice">✓ {t('form.recorded')}</p>}
      <TrialForm
        path={`/funding/agreements/${agreementId}/payments`}
        body={body}
        shown={shown}
        nameOf={nameIn(projects)}
        onRecorded={() => (discard(), restart(), setRecorded(true))}
      >
        {(faults) => (
          <>
            <PotFields draft={draft} change={change} faults={faults} />
            <DistinctField draft={draft} change={change} faults={faults} />
            {projects.map(({ projectId, name }) => (
              <AmountField
                key={projectId}
                optional
                name={`share.${projectId}`}
                label={t('money.share', { name })}
                value={draft.shares[projectId] ?? emptyAmount}
                onChange={(share) => change({ shares: { ...draft.shares, [projectId]: share } })}
              />
            ))}
            <Rest draft={draft} />
          </>
        )}
      </TrialForm>
    </section>
  )
}

function Rest({ draft }: { readonly draft: PaymentDraft }) {
  const { t, language } = useWords()
  const rest = restOf(draft)
  if (rest === undefined) return null
  return (
    <p className={rest === 0 ? 'payment-rest good' : 'payment-rest warn'} role="status" data-rest={rest}>
      {rest === 0 && `✓ ${t('money.restNone')}`}
      {rest !== 0 && `${t(rest > 0 ? 'money.rest' : 'money.restOver')} ${moneyText(Math.abs(rest), language)}`}
    </p>
  )
}
