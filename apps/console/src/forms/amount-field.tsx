import type { AmountUnit } from '../figures/numbers.js'
import { moneyText, parseAmount } from '../figures/numbers.js'
import { useWords } from '../i18n/index.js'
import { Field } from './field.js'

export interface Amount {
  readonly text: string
  readonly unit: AmountUnit
}

interface AmountFieldProps {
  readonly name: string
  readonly label: string
  readonly hint?: string
  readonly fault?: string
  readonly optional?: boolean
  readonly value: Amount
  readonly onChange: (value: Amount) => void
}

/** What is typed is read back in the unit people speak in, so that a slipped zero is seen before it is sent. */
export function AmountField({ value, onChange, hint, ...field }: AmountFieldProps) {
  const { t, language } = useWords()
  const fen = parseAmount(value.text, value.unit)
  return (
    <Field {...field} hint={fen === undefined ? hint : `= ${moneyText(fen, language)}`}>
      {(control) => (
        <span className="joined">
          <input
            {...control}
            type="text"
            inputMode="decimal"
            autoComplete="off"
            className="number"
            value={value.text}
            onChange={(event) => onChange({ ...value, text: event.target.value })}
          />
          <select
            aria-label={`${field.label} ${t('entry.yuan')}/${t('entry.wan')}`}
            value={value.unit}
            onChange={(event) => onChange({ ...value, unit: event.target.value as AmountUnit })}
          >
            <option value="wan">{t('entry.wan')}</option>
            <option value="yuan">{t('entry.yuan')}</option>
          </select>
        </span>
      )}
    </Field>
  )
}
