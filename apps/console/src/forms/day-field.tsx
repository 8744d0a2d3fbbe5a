import { today } from '../figures/days.js'
import { useWords } from '../i18n/index.js'
import { Field } from './field.js'

interface DayFieldProps {
  readonly value: string
  readonly fault?: string
  readonly onChange: (value: string) => void
}

/** The day a fact happened; the log adds by itself when it was told. */
export function DayField({ value, fault, onChange }: DayFieldProps) {
  const { t } = useWords()
  return (
    <Field name="occurredOn" label={t('form.occurredOn')} hint={t('form.occurredHint')} fault={fault}>
      {(control) => (
        <input
          {...control}
          type="date"
          required
          max={today()}
          value={value}
          onChange={(event) => onChange(event.target.value)}
        />
      )}
    </Field>
  )
}

interface TextFieldProps {
  readonly name: string
  readonly label: string
  readonly value: string
  readonly fault?: string
  readonly hint?: string
  readonly optional?: boolean
  readonly isLong?: boolean
  readonly type?: 'text' | 'url'
  readonly onChange: (value: string) => void
}

export function TextField({ value, onChange, isLong, type = 'text', ...field }: TextFieldProps) {
  return (
    <Field {...field}>
      {(control) =>
        isLong ? (
          <textarea {...control} rows={3} value={value} onChange={(event) => onChange(event.target.value)} />
        ) : (
          <input
            {...control}
            type={type}
            autoComplete="off"
            value={value}
            onChange={(event) => onChange(event.target.value)}
          />
        )
      }
    </Field>
  )
}
