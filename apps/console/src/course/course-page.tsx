import { useState } from 'react'
import { useParams } from 'react-router'
import { useProject } from '../api/hooks.js'
import type { ProjectDetail, Receipt } from '../api/types.js'
import { Waiting } from '../app/states.js'
import { isDay, today } from '../figures/days.js'
import { DayField, TextField } from '../forms/day-field.js'
import { Field } from '../forms/field.js'
import { useFoundProjects } from '../forms/find-projects.js'
import { FormFailure, FormPage, Recorded, Submit } from '../forms/form-page.js'
import { useDraft } from '../forms/use-draft.js'
import { useSubmission } from '../forms/use-submission.js'
import { useWords } from '../i18n/index.js'
import { idsIn, termOf } from '../i18n/terms.js'
import { useSession } from '../session/session.js'
import { bodyOf, type CourseChange, courseChanges, type CourseDraft, nextChanges } from './course-changes.js'

/** What changes a project's course: stopped, resumed, taken over, merged, cancelled. Stage and dates survive each of them. */
export function CoursePage() {
  const { t } = useWords()
  const { projectId = '' } = useParams()
  const { data, error, refetch } = useProject(projectId)
  const { permissions } = useSession()
  const changes = data ? nextChanges(data, (permission) => permissions.includes(permission)) : []
  const permission = courseChanges[changes[0] ?? 'stop'].permission
  return (
    <FormPage title={t('course.title')} permission={permission} projectId={projectId} projectName={data?.name}>
      {data ? <CourseForm project={data} changes={changes} /> : <Waiting error={error} onRetry={refetch} />}
    </FormPage>
  )
}

interface CourseFormProps {
  readonly project: ProjectDetail
  readonly changes: readonly CourseChange[]
}

const fresh = (): CourseDraft => ({
  change: '',
  halt: 'stopped',
  reason: '',
  from: '',
  text: '',
  intoProjectId: '',
  occurredOn: today(),
})

function CourseForm({ project: { projectId }, changes }: CourseFormProps) {
  const { t } = useWords()
  const { draft, change, wasRestored, discard, restart } = useDraft(`course.${projectId}`, fresh())
  // What was recorded changes what can happen next; the answer is shown all the same.
  const [recorded, setRecorded] = useState<Receipt>()
  const chosen = changes.find((each) => each === draft.change)
  const submission = useSubmission<Receipt>(courseChanges[chosen ?? 'stop'].path(projectId))
  const { isSending, isRetrying, error, faults } = submission
  const body = chosen && isDay(draft.occurredOn) ? bodyOf(chosen, draft) : undefined
  const send = async () => {
    const receipt = body && (await submission.submit(body))
    if (!receipt) return
    discard()
    setRecorded(receipt)
  }
  if (recorded) {
    const again = () => (setRecorded(undefined), submission.reset(), restart())
    return <Recorded receipt={recorded} projectId={projectId} onAgain={again} />
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
      <fieldset className="choices" data-field="change">
        <legend>{t('course.which')}</legend>
        {changes.map((id) => (
          <label key={id} className={chosen === id ? 'choice chosen' : 'choice'}>
            <input type="radio" name="change" checked={chosen === id} onChange={() => change({ change: id })} />
            <span className="choice-name">{t(`course.${id}`)}</span>
            <span className="muted">{t(`course.${id}Hint`)}</span>
          </label>
        ))}
      </fieldset>
      {chosen && (
        <>
          <ChangeFields key={chosen} {...{ chosen, draft, change, faults, projectId }} />
          <DayField
            value={draft.occurredOn}
            fault={faults.occurredOn}
            onChange={(occurredOn) => change({ occurredOn })}
          />
        </>
      )}
      <FormFailure error={error} shown={['halt', 'reason', 'from', 'text', 'intoProjectId', 'occurredOn']} />
      <Submit {...{ isSending, isRetrying }} isDisabled={!body} words={t('form.submit')} />
    </form>
  )
}

interface ChangeFieldsProps {
  readonly chosen: CourseChange
  readonly projectId: string
  readonly draft: CourseDraft
  readonly change: (changes: Partial<CourseDraft>) => void
  readonly faults: Readonly<Record<string, string>>
}

function ChangeFields({ chosen, projectId, draft, change, faults }: ChangeFieldsProps) {
  const { t, say } = useWords()
  const text = (name: 'reason' | 'from' | 'text', { isLong, optional }: { isLong?: boolean; optional?: boolean }) => (
    <TextField
      {...{ name, isLong, optional }}
      label={t(name === 'from' ? 'course.from' : name === 'reason' ? 'course.reason' : 'form.text')}
      value={draft[name]}
      fault={faults[name]}
      onChange={(value) => change({ [name]: value })}
    />
  )
  switch (chosen) {
    case 'stop':
      return (
        <>
          <Field name="halt" label={t('course.halt')} fault={faults.halt}>
            {(control) => (
              <select {...control} value={draft.halt} onChange={(event) => change({ halt: event.target.value })}>
                {idsIn('halts').map((id) => (
                  <option key={id} value={id}>
                    {say(termOf('halts', id))}
                  </option>
                ))}
              </select>
            )}
          </Field>
          {text('reason', { isLong: true })}
        </>
      )
    case 'resume':
      return text('text', { isLong: true, optional: true })
    case 'takeover':
      return (
        <>
          {text('from', {})}
          {text('text', { isLong: true, optional: true })}
        </>
      )
    case 'merger':
      return (
        <>
          <IntoProject {...{ projectId, draft, change }} fault={faults.intoProjectId} />
          {text('reason', { isLong: true })}
        </>
      )
    case 'cancellation':
    case 'reinstatement':
      return text('reason', { isLong: true })
  }
}

interface IntoProjectProps extends Pick<ChangeFieldsProps, 'projectId' | 'draft' | 'change'> {
  readonly fault: string | undefined
}

function IntoProject({ projectId, draft, change, fault }: IntoProjectProps) {
  const { t } = useWords()
  const { found, box } = useFoundProjects(t('course.findInto'))
  return (
    <>
      {box}
      <Field name="intoProjectId" label={t('course.into')} fault={fault}>
        {(control) => (
          <select
            {...control}
            value={draft.intoProjectId}
            onChange={(event) => change({ intoProjectId: event.target.value })}
          >
            <option value="">{t('course.choose')}</option>
            {found
              .filter((project) => project.projectId !== projectId)
              .map((project) => (
                <option key={project.projectId} value={project.projectId}>
                  {project.name}
                </option>
              ))}
          </select>
        )}
      </Field>
    </>
  )
}
