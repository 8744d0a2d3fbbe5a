import type { Agreement, SharedTrial } from '../api/ledger-types.js'
import type { Receipt } from '../api/types.js'
import { today } from '../figures/days.js'
import { moneyText } from '../figures/numbers.js'
import { AmountField } from '../forms/amount-field.js'
import { FormFailure } from '../forms/form-page.js'
import { useDraft } from '../forms/use-draft.js'
import { useRehearsal } from '../forms/use-rehearsal.js'
import { useSubmission } from '../forms/use-submission.js'
import { useWords } from '../i18n/index.js'
import { PotFields } from './pot-fields.js'
import { SharedTrialPanel } from './shared-trial-panel.js'
import { emptyAmount, type PaymentDraft, readPayment, restOf } from './shares.js'

const fresh = (): PaymentDraft => ({
  amount: emptyAmount,
  source: '',
  batch: '',
  documentNumber: '',
  occurredOn: today(),
  shares: {},
})
const shown = ['amountFen', 'source', 'batch', 'documentNumber', 'occurredOn']

/** One payment and its shares; what is not shared yet is shown while it is typed. */
export function AgreementPaymentForm({ agreement }: { readonly agreement: Agreement }) {
  const { t } = useWords()
  const { agreementId, projects } = agreement
  const { draft, change, discard, restart } = useDraft(`agreement.${agreementId}`, fresh())
  const path = `/funding/agreements/${agreementId}/payments`
  const rehearsal = useRehearsal<SharedTrial>(path)
  const posting = useSubmission<Receipt>(path)
  const body = readPayment(draft)
  const isStale = rehearsal.trial !== undefined && rehearsal.of !== JSON.stringify(body)
  const faults = isStale ? {} : { ...rehearsal.faults, ...posting.faults }
  const post = async () => {
    if (!body || isStale || !(await posting.submit(body))) return
    discard()
    rehearsal.reset()
    restart()
  }
  const nameOf = (projectId: string) => projects.find((project) => project.projectId === projectId)?.name ?? projectId
  return (
    <section className="panel">
      <h2>{t('money.newPayment')}</h2>
      {posting.answer && <p className="notice good-notice">✓ {t('form.recorded')}</p>}
      <div className="entry">
        <form
          noValidate
          onSubmit={(event) => {
            event.preventDefault()
            posting.reset()
            if (body) void rehearsal.run(body)
          }}
        >
          <PotFields draft={draft} change={change} faults={faults} />
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
          <FormFailure error={rehearsal.error} shown={shown} />
          <button type="submit" className="act large" disabled={!body || rehearsal.isRunning}>
            {rehearsal.isRunning ? t('entry.trying') : t('entry.tryIt')}
          </button>
        </form>
        <SharedTrialPanel
          trial={rehearsal.trial}
          isStale={isStale}
          nameOf={nameOf}
          posting={posting}
          onConfirm={() => void post()}
        >
          <FormFailure error={posting.error} shown={shown} />
        </SharedTrialPanel>
      </div>
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
