import { DayField } from '../forms/day-field.js'
import { AmountField } from '../forms/amount-field.js'
import { DocumentField } from '../forms/document-fields.js'
import { SourceFields } from '../forms/source-fields.js'
import { useWords } from '../i18n/index.js'
import type { PaymentDraft } from './shares.js'

export type PotDraft = Omit<PaymentDraft, 'shares' | 'distinct'>

interface PotFieldsProps {
  readonly draft: PotDraft
  readonly change: (changes: Partial<PotDraft>) => void
  readonly faults: Readonly<Record<string, string>>
}

/** How much, of which pot, under which document, when: of everything that moves money in several ledgers. */
export function PotFields({ draft, change, faults }: PotFieldsProps) {
  const { t } = useWords()
  return (
    <div className="field-grid">
      <AmountField
        name="amountFen"
        label={t('entry.amount')}
        fault={faults.amountFen}
        value={draft.amount}
        onChange={(amount) => change({ amount })}
      />
      <SourceFields pot={draft} change={change} faults={faults} />
      <DocumentField draft={draft} change={change} faults={faults} />
      <DayField value={draft.occurredOn} fault={faults.occurredOn} onChange={(occurredOn) => change({ occurredOn })} />
    </div>
  )
}
