import { useWords } from '../i18n/index.js'
import { idsIn, termOf } from '../i18n/terms.js'
import { AmountField } from './amount-field.js'
import { DayField, TextField } from './day-field.js'
import { type EntryDraft, needsSource } from './entry.js'
import { Field } from './field.js'

interface EntryFieldsProps {
  readonly draft: EntryDraft
  readonly change: (changes: Partial<EntryDraft>) => void
  readonly faults: Readonly<Record<string, string>>
  readonly kinds: readonly string[]
}

export function EntryFields({ draft, change, faults, kinds }: EntryFieldsProps) {
  const { t, say } = useWords()
  return (
    <div className="field-grid">
      <Field name="entry" label={t('entry.kind')} fault={faults.entry}>
        {(control) => (
          <select {...control} value={draft.entry} onChange={(event) => change({ entry: event.target.value })}>
            {kinds.map((kind) => (
              <option key={kind} value={kind}>
                {say(termOf('ledgerEntries', kind))}
              </option>
            ))}
          </select>
        )}
      </Field>
      <AmountField
        name="amountFen"
        label={t('entry.amount')}
        fault={faults.amountFen}
        value={draft.amount}
        onChange={(amount) => change({ amount })}
      />
      <SourceField draft={draft} change={change} fault={faults.source} />
      <TextField
        name="documentNumber"
        label={t('entry.document')}
        hint={t('entry.documentHint')}
        fault={faults.documentNumber}
        value={draft.documentNumber}
        onChange={(documentNumber) => change({ documentNumber })}
      />
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
    </div>
  )
}

interface SourceFieldProps {
  readonly draft: EntryDraft
  readonly change: (changes: Partial<EntryDraft>) => void
  readonly fault: string | undefined
}

function SourceField({ draft, change, fault }: SourceFieldProps) {
  const { t, say } = useWords()
  return (
    <Field name="source" label={t('entry.source')} fault={fault} optional={!needsSource(draft.entry)}>
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
  )
}
