import { useQuery } from '@tanstack/react-query'
import { Link, useParams } from 'react-router'
import { useProjectNames } from '../api/hooks.js'
import { read } from '../api/http.js'
import type { Receipt } from '../api/types.js'
import { Waiting } from '../app/states.js'
import { today } from '../figures/days.js'
import { DayField, TextField } from '../forms/day-field.js'
import { FormFailure, FormPage, Submit } from '../forms/form-page.js'
import { useDraft } from '../forms/use-draft.js'
import { useSubmission } from '../forms/use-submission.js'
import { useWords } from '../i18n/index.js'
import { PartsTable } from './parts-table.js'
import { bodyOf, freshDraft, type Registered } from './unbundling.js'
import './unbundling.css'

type Named = Registered & { readonly name: string }

/** 打包项目拆分: a packaged project is taken apart, once, into projects of their own. */
export function UnbundlingPage() {
  const { t } = useWords()
  const { projectId = '' } = useParams()
  const { data, error, refetch } = useQuery({
    queryKey: ['project', projectId, 'registered'],
    queryFn: ({ signal }) => read<Named>(`/registry/projects/${projectId}`, { signal }),
  })
  return (
    <FormPage
      isWide
      title={t('unbundling.title')}
      permission="registry.register"
      projectId={projectId}
      projectName={data?.name}
    >
      <p className="muted">{t('unbundling.intro')}</p>
      {data ? <Unbundling aPackage={data} /> : <Waiting error={error} onRetry={refetch} />}
    </FormPage>
  )
}

function Unbundling({ aPackage }: { readonly aPackage: Registered }) {
  const { t } = useWords()
  if (aPackage.unbundledInto) return <Parts ids={aPackage.unbundledInto} />
  if (aPackage.status === 'cancelled') return <p className="notice">{t('unbundling.cancelled')}</p>
  return <UnbundlingForm aPackage={aPackage} />
}

/** Also what is seen right after it was recorded: the register then says so itself. */
function Parts({ ids }: { readonly ids: readonly string[] }) {
  const { t } = useWords()
  const names = useProjectNames(ids)
  return (
    <div className="recorded" role="status">
      <p className="recorded-word">✓ {t('unbundling.done', { number: ids.length })}</p>
      <ul>
        {ids.map((id) => (
          <li key={id}>
            <Link to={`/projects/${id}`}>{names.get(id) ?? id}</Link>
          </li>
        ))}
      </ul>
    </div>
  )
}

function UnbundlingForm({ aPackage }: { readonly aPackage: Registered }) {
  const { t } = useWords()
  const { projectId } = aPackage
  const { draft, change, wasRestored, discard } = useDraft(`unbundling.${projectId}`, freshDraft(aPackage, today()))
  const submission = useSubmission<Receipt>(`/registry/projects/${projectId}/unbundling`)
  const { faults, error, answer } = submission
  const body = bodyOf(aPackage, draft)
  if (answer) return <Waiting />
  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        if (body) void submission.submit(body).then((receipt) => receipt && discard())
      }}
    >
      {wasRestored && <p className="hint">{t('form.draft')}</p>}
      <PartsTable aPackage={aPackage} draft={draft} change={change} />
      {faults.parts && <p className="fault">{faults.parts}</p>}
      <p className="hint">{t('unbundling.inherited')}</p>
      <div className="field-grid">
        <TextField
          name="reason"
          label={t('unbundling.reason')}
          fault={faults.reason}
          value={draft.reason}
          onChange={(reason) => change({ reason })}
        />
        <DayField
          value={draft.occurredOn}
          fault={faults.occurredOn}
          onChange={(occurredOn) => change({ occurredOn })}
        />
      </div>
      <FormFailure error={error} shown={['parts', 'reason', 'occurredOn']} />
      <Submit {...submission} isDisabled={!body} words={t('unbundling.submit', { number: draft.parts.length })} />
    </form>
  )
}
