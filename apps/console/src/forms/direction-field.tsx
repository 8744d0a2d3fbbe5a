import { useWords } from '../i18n/index.js'
import { Field } from './field.js'

interface DirectionFieldProps {
  readonly draft: { readonly decreases: boolean }
  readonly change: (changes: { readonly decreases: boolean }) => void
  readonly fault: string | undefined
}

/** Whether a change adds to what is agreed or takes from it. */
export function DirectionField({ draft, change, fault }: DirectionFieldProps) {
  const { t } = useWords()
  return (
    <Field name="decreases" label={t('entry.direction')} fault={fault}>
      {(control) => (
        <select
          {...control}
          value={String(draft.decreases)}
          onChange={(event) => change({ decreases: event.target.value === 'true' })}
        >
          <option value="false">{t('entry.raises')}</option>
          <option value="true">{t('entry.lowers')}</option>
        </select>
      )}
    </Field>
  )
}
