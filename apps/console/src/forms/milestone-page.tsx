import { useParams } from 'react-router'
import { milestoneIds } from '@zhuji/contracts'
import { useConstruction, useProject } from '../api/hooks.js'
import type { Construction, Receipt } from '../api/types.js'
import { Waiting } from '../app/states.js'
import { isDay, today } from '../figures/days.js'
import { useWords } from '../i18n/index.js'
import { termOf } from '../i18n/terms.js'
import { DayField, TextField } from './day-field.js'
import { EvidenceField } from './evidence-field.js'
import { Field } from './field.js'
import { FormFailure, FormPage, Recorded, Submit } from './form-page.js'
import { useDraft } from './use-draft.js'
import { useEvidence } from './use-evidence.js'
import { useSubmission } from './use-submission.js'

export function MilestonePage() {
  const { t } = useWords()
  const { projectId = '' } = useParams()
  const { data: project } = useProject(projectId)
  const { data, error, refetch } = useConstruction(projectId)
  return (
    <FormPage
      title={t('milestoneForm.title')}
      permission="milestones.reach"
      projectId={projectId}
      projectName={project?.name}
    >
      {data ? <MilestoneForm construction={data} /> : <Waiting error={error} onRetry={refetch} />}
    </FormPage>
  )
}

const shown = ['milestone', 'text', 'occurredOn', 'evidence']

function MilestoneForm({ construction }: { readonly construction: Construction }) {
  const { t } = useWords()
  const { projectId } = construction
  const fresh = { milestone: '', text: '', occurredOn: today() }
  const { draft, change, wasRestored, discard, restart } = useDraft(`milestone.${projectId}`, fresh)
  const evidence = useEvidence()
  const { isSending, isRetrying, answer, error, faults, submit, reset } = useSubmission<Receipt>(
    `/milestones/projects/${projectId}/milestones-reached`,
  )
  const isReady = draft.milestone !== '' && isDay(draft.occurredOn) && evidence.isComplete
  const send = async () => {
    const { milestone, text, occurredOn } = draft
    const words = text.trim() === '' ? {} : { text: text.trim() }
    const files = evidence.named.length > 0 ? { evidence: evidence.named } : {}
    if (isReady && (await submit({ milestone, occurredOn, ...words, ...files }))) discard()
  }
  if (answer) {
    const again = () => (reset(), evidence.clear(), restart())
    return <Recorded receipt={answer} projectId={projectId} onAgain={again} />
  }
  return (
    <form
      className="phone-form"
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        void send()
      }}
    >
      {wasRestored && <p className="hint">{t('form.draft')}</p>}
      <MilestoneChoice
        construction={construction}
        value={draft.milestone}
        fault={faults.milestone}
        onChange={(milestone) => change({ milestone })}
      />
      <DayField value={draft.occurredOn} fault={faults.occurredOn} onChange={(occurredOn) => change({ occurredOn })} />
      <EvidenceField evidence={evidence} />
      <TextField
        optional
        isLong
        name="text"
        label={t('form.text')}
        value={draft.text}
        fault={faults.text}
        onChange={(text) => change({ text })}
      />
      <FormFailure error={error} shown={shown} />
      <Submit {...{ isSending, isRetrying }} isDisabled={!isReady} words={t('form.submit')} />
    </form>
  )
}

interface MilestoneChoiceProps {
  readonly construction: Construction
  readonly value: string
  readonly fault: string | undefined
  readonly onChange: (milestone: string) => void
}

const NEXT_SHOWN = 4

/** The next ones of the plan as large choices; everything else is in a list, because sites do not always follow the plan. */
function MilestoneChoice({ construction, value, fault, onChange }: MilestoneChoiceProps) {
  const { t, say } = useWords()
  const reached = new Set(construction.reached.map(({ milestone }) => milestone))
  const planned = (construction.plan?.steps ?? []).filter(({ milestone }) => !reached.has(milestone))
  const next = [...planned].sort((one, other) => one.plannedOn.localeCompare(other.plannedOn)).slice(0, NEXT_SHOWN)
  const others = milestoneIds.filter((id) => !reached.has(id) && !next.some(({ milestone }) => milestone === id))
  return (
    <fieldset className="choices" data-field="milestone">
      <legend>{t('milestoneForm.which')}</legend>
      {construction.plan && planned.length === 0 && <p className="hint">{t('milestoneForm.allReached')}</p>}
      {next.map(({ milestone, plannedOn }) => (
        <label key={milestone} className={value === milestone ? 'choice chosen' : 'choice'}>
          <input type="radio" name="milestone" checked={value === milestone} onChange={() => onChange(milestone)} />
          <span className="choice-name">{say(termOf('milestones', milestone))}</span>
          <span className="muted">{t('milestoneForm.plannedOn', { day: plannedOn })}</span>
        </label>
      ))}
      <Field name="milestone-other" label={t('milestoneForm.others')} fault={fault}>
        {(control) => (
          <select
            {...control}
            value={others.some((id) => id === value) ? value : ''}
            onChange={(event) => event.target.value && onChange(event.target.value)}
          >
            <option value="">{t('milestoneForm.choose')}</option>
            {others.map((id) => (
              <option key={id} value={id}>
                {say(termOf('milestones', id))}
              </option>
            ))}
          </select>
        )}
      </Field>
    </fieldset>
  )
}
