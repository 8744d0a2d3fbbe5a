import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useParams } from 'react-router'
import { useConstruction, useProject } from '../api/hooks.js'
import { read } from '../api/http.js'
import type { Receipt } from '../api/types.js'
import { Waiting } from '../app/states.js'
import { today } from '../figures/days.js'
import { TextField } from '../forms/day-field.js'
import { Field } from '../forms/field.js'
import { FormFailure, FormPage, Recorded, Submit } from '../forms/form-page.js'
import { type MonthRow, readMonths } from '../forms/months.js'
import { useDraft } from '../forms/use-draft.js'
import { useSubmission } from '../forms/use-submission.js'
import { useWords } from '../i18n/index.js'
import { InvestmentMonths, investmentRows } from './investment-months.js'
import { askedOf, type PlanDraft, type Proposal } from './proposal.js'
import { ProposalTable } from './proposal-table.js'
import { Verdict } from './verdict.js'

export function PlanPage() {
  const { t } = useWords()
  const { projectId = '' } = useParams()
  const { data: project } = useProject(projectId)
  const { data, error, refetch } = useConstruction(projectId)
  return (
    <FormPage
      isWide
      title={t('plan.title')}
      permission="milestones.plan"
      projectId={projectId}
      projectName={project?.name}
    >
      <p className="muted">{t('plan.intro')}</p>
      {data ? (
        <PlanForm
          projectId={projectId}
          needsReason={data.baselines.length > 0}
          investment={investmentRows(data.plan)}
        />
      ) : (
        <Waiting error={error} onRetry={refetch} />
      )}
    </FormPage>
  )
}

const fresh: PlanDraft = { needOn: '', workingDays: {}, leaveOut: [], reason: '' }

interface PlanFormProps {
  readonly projectId: string
  readonly needsReason: boolean
  /** Of the baseline in force. */
  readonly investment: readonly MonthRow[]
}

/** Every change is reckoned anew; what is on the screen is what is adopted. */
function PlanForm({ projectId, needsReason, investment }: PlanFormProps) {
  const { t } = useWords()
  const { draft, change, discard, restart, wasRestored } = useDraft(`plan.${projectId}`, { ...fresh, investment })
  const months = readMonths(draft.investment)
  const asked = askedOf(draft)
  const { data, error, isPlaceholderData } = useProposal(projectId, { ...asked, from: today() })
  const adoption = useSubmission<Receipt>(`/milestones/projects/${projectId}/plans`)
  const isReady = data !== undefined && !error && !isPlaceholderData && data.shortByDays === 0 && months !== undefined
  const adopt = async () => {
    const reason = draft.reason.trim() === '' ? {} : { reason: draft.reason.trim() }
    const planned = months?.length ? { investment: months } : {}
    if (isReady && (await adoption.submit({ ...asked, ...planned, ...reason, occurredOn: today() }))) discard()
  }
  if (adoption.answer) {
    return <Recorded receipt={adoption.answer} projectId={projectId} onAgain={() => (adoption.reset(), restart())} />
  }
  return (
    <form
      noValidate
      className={isPlaceholderData ? 'stale' : ''}
      onSubmit={(event) => {
        event.preventDefault()
        void adopt()
      }}
    >
      {wasRestored && <p className="hint">{t('form.draft')}</p>}
      <NeedDay value={draft.needOn || (data?.needOn ?? '')} onChange={(needOn) => change({ needOn })} />
      <FormFailure error={error} shown={[]} />
      {!data && !error && <Waiting />}
      {data && !error && (
        <>
          <Verdict proposal={data} />
          <ProposalTable proposal={data} draft={draft} change={change} />
          <InvestmentMonths rows={draft.investment} onChange={(rows) => change({ investment: rows })} />
        </>
      )}
      {needsReason && (
        <TextField
          name="reason"
          label={t('plan.reason')}
          value={draft.reason}
          fault={adoption.faults.reason}
          onChange={(reason) => change({ reason })}
        />
      )}
      <FormFailure error={adoption.error} shown={['reason']} />
      <Submit {...adoption} isDisabled={!isReady} words={t('plan.adopt')} />
    </form>
  )
}

const useProposal = (projectId: string, body: object) =>
  useQuery({
    queryKey: ['plan-proposal', projectId, body],
    queryFn: ({ signal }) =>
      read<Proposal>(`/milestones/projects/${projectId}/plan-proposals`, { method: 'POST', body, signal }),
    placeholderData: keepPreviousData,
    retry: false,
  })

function NeedDay({ value, onChange }: { readonly value: string; readonly onChange: (day: string) => void }) {
  const { t } = useWords()
  return (
    <Field name="needOn" label={t('plan.needOn')} hint={t('plan.needHint')}>
      {(control) => <input {...control} type="date" value={value} onChange={(event) => onChange(event.target.value)} />}
    </Field>
  )
}
