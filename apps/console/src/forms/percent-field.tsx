import type { Construction } from '../api/types.js'
import { percent } from '../figures/numbers.js'
import { useWords } from '../i18n/index.js'
import { Field } from './field.js'
import { readPercent, stepped } from './report.js'

interface PercentFieldProps {
  readonly value: string
  readonly fault: string | undefined
  readonly construction: Construction
  readonly onChange: (value: string) => void
}

const STEPS = [-5, -1, 1, 5]

/** The one number of a report, large, with steps that a gloved thumb hits. */
export function PercentField({ value, fault, construction, onChange }: PercentFieldProps) {
  const { t } = useWords()
  const { physicalPercent, lastReportOn } = construction
  const isWrong = value.trim() !== '' && readPercent(value) === undefined
  const last =
    physicalPercent === null
      ? t('report.none')
      : t('report.last', { percent: percent(physicalPercent), day: lastReportOn ?? '' })
  return (
    <Field
      name="physicalPercent"
      label={t('report.percent')}
      hint={last}
      fault={fault ?? (isWrong ? t('report.outOfRange') : undefined)}
    >
      {(control) => (
        <div className="percent">
          <input
            {...control}
            type="text"
            inputMode="decimal"
            autoComplete="off"
            className="percent-input"
            placeholder={physicalPercent === null ? '0' : percent(physicalPercent)}
            value={value}
            onChange={(event) => onChange(event.target.value)}
          />
          <div className="steps">
            {STEPS.map((step) => (
              <button
                key={step}
                type="button"
                className="act large"
                aria-label={t('report.step', { step: step > 0 ? `+${step}` : `−${-step}` })}
                onClick={() => onChange(stepped(value, step, physicalPercent))}
              >
                {step > 0 ? `+${step}` : `−${-step}`}
              </button>
            ))}
          </div>
        </div>
      )}
    </Field>
  )
}
