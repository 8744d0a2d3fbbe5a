import { Select } from 'antd'
import { useWords } from '../i18n/index.js'
import { idsIn, termOf } from '../i18n/terms.js'
import { Field } from './field.js'

interface TermChoicesProps {
  readonly name: string
  readonly vocabulary: Parameters<typeof idsIn>[0]
  readonly label: string
  readonly value: readonly string[]
  readonly onChange: (chosen: readonly string[]) => void
}

/** Several words of a vocabulary; none of them means any. */
export function TermChoices({ name, vocabulary, label, value, onChange }: TermChoicesProps) {
  const { t, say } = useWords()
  return (
    <Field optional name={name} label={label}>
      {({ id }) => (
        <Select
          id={id}
          mode="multiple"
          className="full"
          showSearch={{ optionFilterProp: 'label' }}
          placeholder={t('subscriptions.any')}
          value={[...value]}
          onChange={(chosen: string[]) => onChange(chosen)}
          options={idsIn(vocabulary).map((id) => ({ value: id, label: say(termOf(vocabulary, id)) }))}
        />
      )}
    </Field>
  )
}
