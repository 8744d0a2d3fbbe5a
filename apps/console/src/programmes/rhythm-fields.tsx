import { rhythmKindIds, rhythmKinds } from '@zhuji/contracts'
import { Field, type FieldControl } from '../forms/field.js'
import { useWords } from '../i18n/index.js'
import { weekdayText } from '../reporting/rhythm-text.js'
import type { RhythmDraft } from './programme-draft.js'

interface RhythmFieldsProps {
  readonly rhythm: RhythmDraft
  readonly onChange: (rhythm: RhythmDraft) => void
}

/** How often the projects of a programme report, each kind by the field that says when. */
export function RhythmFields({ rhythm, onChange }: RhythmFieldsProps) {
  const { t, say } = useWords()
  const { kind, needsPhotos } = rhythm
  return (
    <fieldset className="panel target-line">
      <legend>{t('programmeForm.rhythm')}</legend>
      <div className="field-grid">
        <Field name="rhythm" label={t('programmeForm.rhythmKind')}>
          {(control) => (
            <select
              {...control}
              value={kind}
              onChange={(event) => onChange({ ...rhythm, kind: event.target.value as RhythmDraft['kind'] })}
            >
              <option value="">{t('programmeForm.noRhythm')}</option>
              {rhythmKindIds.map((id) => (
                <option key={id} value={id}>
                  {say(rhythmKinds[id])}
                </option>
              ))}
            </select>
          )}
        </Field>
        <When rhythm={rhythm} onChange={onChange} />
      </div>
      {kind !== '' && (
        <label>
          <input
            type="checkbox"
            checked={needsPhotos}
            onChange={(event) => onChange({ ...rhythm, needsPhotos: event.target.checked })}
          />{' '}
          {t('programmeForm.needsPhotos')}
        </label>
      )}
    </fieldset>
  )
}

function When({ rhythm, onChange }: RhythmFieldsProps) {
  const { t, language } = useWords()
  const { kind } = rhythm
  const number = (field: 'byDay' | 'days', max: number) => (control: FieldControl) => (
    <input
      {...control}
      type="number"
      min={1}
      max={max}
      value={rhythm[field]}
      onChange={(event) => onChange({ ...rhythm, [field]: event.target.value })}
    />
  )
  switch (kind) {
    case '':
    case 'ten-days':
      return null
    case 'weekly':
      return (
        <Field name="weekday" label={t('programmeForm.weekday')}>
          {(control) => (
            <select
              {...control}
              value={rhythm.weekday}
              onChange={(event) => onChange({ ...rhythm, weekday: event.target.value })}
            >
              {[1, 2, 3, 4, 5, 6, 7].map((weekday) => (
                <option key={weekday} value={weekday}>
                  {weekdayText(weekday, language)}
                </option>
              ))}
            </select>
          )}
        </Field>
      )
    case 'monthly':
      return (
        <Field name="byDay" label={t('programmeForm.byDay')}>
          {number('byDay', 31)}
        </Field>
      )
    case 'every':
      return (
        <Field name="days" label={t('programmeForm.days')}>
          {number('days', 366)}
        </Field>
      )
  }
}
