import { type TargetMeasure, unitsOf } from '@zhuji/contracts'
import { TextField } from '../forms/day-field.js'
import { Field } from '../forms/field.js'
import { TermChoices } from '../forms/term-choices.js'
import { useWords } from '../i18n/index.js'
import { idsIn, termOf } from '../i18n/terms.js'
import { RegionChoices } from '../projects/region-choices.js'
import { NamedProjects } from './named-projects.js'
import { type LineDraft, measured } from './programme-draft.js'

interface LineFieldsProps {
  readonly line: LineDraft
  readonly number: number
  readonly change: (changes: Partial<LineDraft>) => void
  readonly onRemove: (() => void) | undefined
}

/** A target line: what is counted, until when, how much, and of which projects. */
export function LineFields({ line, number, change, onRemove }: LineFieldsProps) {
  const { t } = useWords()
  return (
    <fieldset className="panel target-line" data-line={line.lineId}>
      <legend>
        {t('programmeForm.line', { number })}
        {onRemove && (
          <button
            type="button"
            className="quiet"
            aria-label={`${t('action.remove')} ${t('programmeForm.line', { number })}`}
            onClick={onRemove}
          >
            {t('action.remove')}
          </button>
        )}
      </legend>
      <Measured line={line} change={change} />
      <Targets line={line} change={change} />
      <TermChoices
        name="facilityKinds"
        vocabulary="facilityKinds"
        label={t('subscriptions.kinds')}
        value={line.facilityKinds}
        onChange={(facilityKinds) => change({ facilityKinds })}
      />
      <Field optional name="regions" label={t('subscriptions.regions')} hint={t('programmeForm.regionsHint')}>
        {({ id }) => <RegionChoices id={id} value={line.regions} onChange={(regions) => change({ regions })} />}
      </Field>
      <NamedProjects line={line} onChange={(projects) => change({ projects })} />
    </fieldset>
  )
}

type PartProps = Pick<LineFieldsProps, 'line' | 'change'>

/** Investment and funds count as they come: no milestone makes them count. */
const flows: readonly TargetMeasure[] = ['investment', 'funds-in-place']

function Measured({ line, change }: PartProps) {
  const { t } = useWords()
  const { measure, verb, unit, cutOffOn } = line
  const units = unitsOf[measure]
  return (
    <div className="field-grid">
      <TermSelect
        name="measure"
        vocabulary="targetMeasures"
        label={t('programmeForm.measure')}
        value={measure}
        onChange={(chosen) => change(measured(line, chosen as TargetMeasure))}
      />
      {!flows.includes(measure) && (
        <TermSelect
          name="verb"
          vocabulary="targetVerbs"
          label={t('programmeForm.verb')}
          value={verb}
          onChange={(chosen) => change({ verb: chosen })}
        />
      )}
      {units.length > 1 && (
        <TermSelect
          name="unit"
          vocabulary="capacityKinds"
          label={t('programmeForm.unit')}
          value={unit}
          onChange={(chosen) => change({ unit: chosen })}
        />
      )}
      <Field name="cutOffOn" label={t('programmeForm.cutOff')}>
        {(control) => (
          <input
            {...control}
            type="date"
            value={cutOffOn}
            onChange={(event) => change({ cutOffOn: event.target.value })}
          />
        )}
      </Field>
    </div>
  )
}

interface TermSelectProps {
  readonly name: string
  readonly vocabulary: Parameters<typeof idsIn>[0]
  readonly label: string
  readonly value: string
  readonly onChange: (value: string) => void
}

function TermSelect({ name, vocabulary, label, value, onChange }: TermSelectProps) {
  const { say } = useWords()
  return (
    <Field name={name} label={label}>
      {(control) => (
        <select {...control} value={value} onChange={(event) => onChange(event.target.value)}>
          {idsIn(vocabulary).map((id) => (
            <option key={id} value={id}>
              {say(termOf(vocabulary, id))}
            </option>
          ))}
        </select>
      )}
    </Field>
  )
}

function Targets({ line: { unit, base, isMasked, stretch }, change }: PartProps) {
  const { t } = useWords()
  const inUnit = unit === 'fen' ? t('entry.wan') : unit === 'percent' ? '%' : undefined
  const said = (label: string) => (inUnit === undefined ? label : `${label} (${inUnit})`)
  return (
    <div className="field-grid">
      <div>
        {!isMasked && (
          <TextField
            name="base"
            label={said(t('programme.base'))}
            value={base}
            onChange={(text) => change({ base: text })}
          />
        )}
        <label>
          <input type="checkbox" checked={isMasked} onChange={(event) => change({ isMasked: event.target.checked })} />{' '}
          {t('programmeForm.masked')}
        </label>
      </div>
      <TextField
        optional
        name="stretch"
        label={said(t('programme.stretch'))}
        value={stretch}
        onChange={(text) => change({ stretch: text })}
      />
    </div>
  )
}
