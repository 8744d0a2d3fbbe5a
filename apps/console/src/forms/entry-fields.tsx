import { useWords } from '../i18n/index.js'
import { termOf } from '../i18n/terms.js'
import { AmountField } from './amount-field.js'
import { DayField, TextField } from './day-field.js'
import { DirectionField } from './direction-field.js'
import { DistinctField, DocumentField } from './document-fields.js'
import { type EntryDraft, needsSource, postedKinds } from './entry.js'
import { Field } from './field.js'
import { SourceFields } from './source-fields.js'

interface EntryFieldsProps {
  readonly draft: EntryDraft
  readonly change: (changes: Partial<EntryDraft>) => void
  readonly faults: Readonly<Record<string, string>>
}

export function EntryFields({ draft, change, faults }: EntryFieldsProps) {
  const { t, say } = useWords()
  return (
    <div className="field-grid">
      <Field name="entry" label={t('entry.kind')} fault={faults.entry}>
        {(control) => (
          <select {...control} value={draft.entry} onChange={(event) => change({ entry: event.target.value })}>
            {postedKinds.map((kind) => (
              <option key={kind} value={kind}>
                {say(termOf('ledgerEntries', kind))}
              </option>
            ))}
          </select>
        )}
      </Field>
      <MoneyFields draft={draft} change={change} faults={faults} />
      <DocumentField draft={draft} change={change} faults={faults} />
      <TextField
        optional
        name="counterparty"
        label={t('entry.counterparty')}
        fault={faults.counterparty}
        value={draft.counterparty}
        onChange={(counterparty) => change({ counterparty })}
      />
      <TextField
        optional
        name="agreement"
        label={t('entry.agreement')}
        fault={faults.agreement}
        value={draft.agreement}
        onChange={(agreement) => change({ agreement })}
      />
      <DayField value={draft.occurredOn} fault={faults.occurredOn} onChange={(occurredOn) => change({ occurredOn })} />
      <TextField
        optional
        name="text"
        label={t('entry.text')}
        fault={faults.text}
        value={draft.text}
        onChange={(text) => change({ text })}
      />
      {draft.entry === 'disbursement' && <DistinctField draft={draft} change={change} faults={faults} />}
    </div>
  )
}

/** How much, of which pot, and where a contract changes in which direction. */
function MoneyFields({ draft, change, faults }: EntryFieldsProps) {
  const { t } = useWords()
  return (
    <>
      {draft.entry === 'change' && <DirectionField draft={draft} change={change} fault={faults.decreases} />}
      <AmountField
        name="amountFen"
        label={t('entry.amount')}
        fault={faults.amountFen}
        value={draft.amount}
        onChange={(amount) => change({ amount })}
      />
      <SourceFields pot={draft} change={change} faults={faults} optional={!needsSource(draft.entry)} />
    </>
  )
}
