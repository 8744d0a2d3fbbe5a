import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { Link, useParams } from 'react-router'
import { read } from '../api/http.js'
import type { Receipt } from '../api/types.js'
import { Waiting } from '../app/states.js'
import { useTitle } from '../app/use-title.js'
import { today } from '../figures/days.js'
import { DayField, TextField } from '../forms/day-field.js'
import { Field } from '../forms/field.js'
import { FormFailure, Submit } from '../forms/form-page.js'
import { useDraft } from '../forms/use-draft.js'
import { useSubmission } from '../forms/use-submission.js'
import { useWords } from '../i18n/index.js'
import { useMay, useSession } from '../session/session.js'
import { LineFields } from './line-fields.js'
import {
  bodyOf,
  draftOf,
  freshLine,
  freshProgramme,
  type IssuedProgramme,
  type LineDraft,
  type ProgrammeDraft,
} from './programme-draft.js'
import { RhythmFields } from './rhythm-fields.js'
import './programmes.css'

export function IssueProgrammePage() {
  const { t } = useWords()
  const { unit } = useSession()
  const may = useMay('registry.issue-programme')
  useTitle(t('programmeForm.issue'))
  return (
    <div className="form-page wide">
      <Link to="/programmes" className="back">
        ← {t('nav.programmes')}
      </Link>
      <h1>{t('programmeForm.issue')}</h1>
      {may ? <ProgrammeForm start={freshProgramme(today(), unit)} /> : <p className="notice">{t('form.notAllowed')}</p>}
    </div>
  )
}

/** A revision starts from the version in force and leaves it as it was issued. */
export function ReviseProgrammePage() {
  const { t } = useWords()
  const { programmeId = '' } = useParams()
  const may = useMay('registry.issue-programme')
  const { data, error, refetch } = useQuery({
    queryKey: ['programmes', programmeId, 'issued'],
    queryFn: ({ signal }) => read<IssuedProgramme>(`/registry/programmes/${programmeId}`, { signal }),
  })
  useTitle(t('programmeForm.revise'))
  return (
    <div className="form-page wide">
      <Link to={`/programmes/${programmeId}`} className="back">
        ← {data?.name ?? t('nav.programmes')}
      </Link>
      <h1>{t('programmeForm.revise')}</h1>
      {!may && <p className="notice">{t('form.notAllowed')}</p>}
      {may && !data && <Waiting error={error} onRetry={refetch} />}
      {may && data && <RevisionForm key={programmeId} programmeId={programmeId} inForce={data} />}
    </div>
  )
}

/** Written from the version that was in force when it was opened: its own answer makes another one be in force. */
function RevisionForm({ programmeId, inForce }: { readonly programmeId: string; readonly inForce: IssuedProgramme }) {
  const [opened] = useState(inForce)
  return <ProgrammeForm start={draftOf(opened, today())} revised={{ programmeId, version: opened.version }} />
}

interface ProgrammeFormProps {
  readonly start: ProgrammeDraft
  readonly revised?: { readonly programmeId: string; readonly version: number }
}

function ProgrammeForm({ start, revised }: ProgrammeFormProps) {
  const { t } = useWords()
  const name = revised ? `programme.${revised.programmeId}.${revised.version}` : 'programme.new'
  const { draft, change, wasRestored, discard } = useDraft(name, start)
  const path = revised ? `/registry/programmes/${revised.programmeId}` : '/registry/programmes'
  const submission = useSubmission<Receipt>(path, revised ? 'PUT' : 'POST')
  const { faults, error } = submission
  const body = bodyOf(draft, revised !== undefined)
  if (submission.answer) return <Issued receipt={submission.answer} />
  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        if (body) void submission.submit(body).then((receipt) => receipt && discard())
      }}
    >
      {wasRestored && <p className="hint">{t('form.draft')}</p>}
      <Heading {...{ draft, change, faults }} />
      <Lines {...{ draft, change }} />
      <RhythmFields rhythm={draft.rhythm} onChange={(rhythm) => change({ rhythm })} />
      {revised && (
        <TextField
          name="reason"
          label={t('programmeForm.reason')}
          value={draft.reason}
          fault={faults.reason}
          onChange={(reason) => change({ reason })}
        />
      )}
      <DayField value={draft.occurredOn} fault={faults.occurredOn} onChange={(occurredOn) => change({ occurredOn })} />
      <FormFailure error={error} shown={['name', 'issuer', 'period', 'reason', 'occurredOn']} />
      <Submit {...submission} isDisabled={!body} words={t(revised ? 'programmeForm.revise' : 'programmeForm.issue')} />
    </form>
  )
}

function Issued({ receipt: { streamId, version } }: { readonly receipt: Receipt }) {
  const { t } = useWords()
  return (
    <div className="recorded" role="status">
      <p className="recorded-word">✓ {t('programmeForm.issued', { version })}</p>
      <Link to={`/programmes/${streamId.split('/')[1]}`} className="act primary large">
        {t('programmeForm.show')}
      </Link>
    </div>
  )
}

interface PartProps {
  readonly draft: ProgrammeDraft
  readonly change: (changes: Partial<ProgrammeDraft>) => void
}

function Heading({ draft, change, faults }: PartProps & { readonly faults: Readonly<Record<string, string>> }) {
  const { t } = useWords()
  return (
    <>
      <TextField
        name="name"
        label={t('programme.name')}
        value={draft.name}
        fault={faults.name}
        onChange={(name) => change({ name })}
      />
      <div className="field-grid">
        <TextField
          name="issuer"
          label={t('programme.issuer')}
          value={draft.issuerName}
          fault={faults.issuer}
          onChange={(issuerName) => change({ issuerName })}
        />
        <TextField
          name="issuerId"
          label={t('programmeForm.issuerId')}
          value={draft.issuerId}
          onChange={(issuerId) => change({ issuerId })}
        />
        {(['from', 'to'] as const).map((end) => (
          <Field key={end} name={end} label={t(`programmeForm.${end}`)} fault={faults.period}>
            {(control) => (
              <input
                {...control}
                type="date"
                value={draft[end]}
                onChange={(event) => change({ [end]: event.target.value })}
              />
            )}
          </Field>
        ))}
      </div>
    </>
  )
}

function Lines({ draft: { lines, to }, change }: PartProps) {
  const { t } = useWords()
  const replace = (place: number, changed: readonly LineDraft[]) =>
    change({ lines: lines.toSpliced(place, 1, ...changed) })
  return (
    <>
      {lines.map((line, place) => (
        <LineFields
          key={line.lineId}
          line={line}
          number={place + 1}
          change={(changes) => replace(place, [{ ...line, ...changes }])}
          onRemove={lines.length > 1 ? () => replace(place, []) : undefined}
        />
      ))}
      <p>
        <button type="button" className="act" onClick={() => change({ lines: [...lines, freshLine(lines, to)] })}>
          + {t('programmeForm.addLine')}
        </button>
      </p>
    </>
  )
}
