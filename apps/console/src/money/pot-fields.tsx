import { DayField, TextField } from '../forms/day-field.js'
import { AmountField } from '../forms/amount-field.js'
import { hasBatches } from '../forms/entry.js'
import { Field } from '../forms/field.js'
import { useWords } from '../i18n/index.js'
import { idsIn, termOf } from '../i18n/terms.js'
import type { PaymentDraft } from './shares.js'

export type PotDraft = Omit<PaymentDraft, 'shares'>

interface PotFieldsProps {
  readonly draft: PotDraft
  readonly change: (changes: Partial<PotDraft>) => void
  readonly faults: Readonly<Record<string, string>>
}

/** How much, of which pot, under which document, when: of everything that moves money in several ledgers. */
export function PotFields({ draft, change, faults }: PotFieldsProps) {
  const { t, say } = useWords()
  return (
    <div className="field-grid">
      <AmountField
        name="amountFen"
        label={t('entry.amount')}
        fault={faults.amountFen}
        value={draft.amount}
        onChange={(amount) => change({ amount })}
      />
      <Field name="source" label={t('entry.source')} fault={faults.source}>
        {(control) => (
          <select {...control} value={draft.source} onChange={(event) => change({ source: event.target.value })}>
            <option value="" />
            {idsIn('fundSources').map((id) => (
              <option key={id} value={id}>
                {say(termOf('fundSources', id))}
              </option>
            ))}
          </select>
        )}
      </Field>
      {hasBatches(draft.source) && (
        <TextField
          optional
          name="batch"
          label={t('entry.batch')}
          fault={faults.batch}
          value={draft.batch}
          onChange={(batch) => change({ batch })}
        />
      )}
      <TextField
        name="documentNumber"
        label={t('entry.document')}
        hint={t('entry.documentHint')}
        fault={faults.documentNumber}
        value={draft.documentNumber}
        onChange={(documentNumber) => change({ documentNumber })}
      />
      <DayField value={draft.occurredOn} fault={faults.occurredOn} onChange={(occurredOn) => change({ occurredOn })} />
    </div>
  )
}
