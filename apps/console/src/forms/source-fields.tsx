import { useWords } from '../i18n/index.js'
import { idsIn, termOf } from '../i18n/terms.js'
import { TextField } from './day-field.js'
import { hasBatches } from './entry.js'
import { Field } from './field.js'

interface Pot {
  readonly source: string
  readonly batch: string
}

interface SourceFieldsProps {
  readonly pot: Pot
  readonly change: (changes: Partial<Pot>) => void
  readonly faults: Readonly<Record<string, string>>
  readonly optional?: boolean
}

/** Which source, and of a bond which batch. */
export function SourceFields({ pot, change, faults, optional }: SourceFieldsProps) {
  const { t } = useWords()
  return (
    <>
      <Field name="source" label={t('entry.source')} fault={faults.source} optional={optional}>
        {(control) => (
          <select {...control} value={pot.source} onChange={(event) => change({ source: event.target.value })}>
            <SourceOptions />
          </select>
        )}
      </Field>
      {hasBatches(pot.source) && (
        <TextField
          optional
          name="batch"
          label={t('entry.batch')}
          fault={faults.batch}
          value={pot.batch}
          onChange={(batch) => change({ batch })}
        />
      )}
    </>
  )
}

export function SourceOptions() {
  const { say } = useWords()
  return (
    <>
      <option value="" />
      {idsIn('fundSources').map((id) => (
        <option key={id} value={id}>
          {say(termOf('fundSources', id))}
        </option>
      ))}
    </>
  )
}
