import { useParams } from 'react-router'
import { useProject } from '../api/hooks.js'
import type { PlanBeside } from '../api/ledger-types.js'
import type { Receipt } from '../api/types.js'
import { Waiting } from '../app/states.js'
import { today } from '../figures/days.js'
import { Money } from '../figures/quantity.js'
import { DayField } from '../forms/day-field.js'
import { ReasonField } from '../forms/document-fields.js'
import { FormFailure, FormPage, Recorded, Submit } from '../forms/form-page.js'
import { MonthRows } from '../forms/month-rows.js'
import { SourceOptions } from '../forms/source-fields.js'
import { useDraft } from '../forms/use-draft.js'
import { useSubmission } from '../forms/use-submission.js'
import { useWords } from '../i18n/index.js'
import {
  type DisbursementDraft,
  type DisbursementRow,
  paidOf,
  readDisbursementPlan,
  rowsOf,
} from './disbursement-plan.js'
import { PlanActualPanel, usePlanBeside } from './plan-actual-panel.js'
import './money.css'

/** 支付计划: the whole plan each time, beside what was paid. */
export function PlanDisbursementPage() {
  const { t } = useWords()
  const { projectId = '' } = useParams()
  const { data: project } = useProject(projectId)
  const { data, error, refetch } = usePlanBeside(projectId, {})
  return (
    <FormPage
      isWide
      title={t('money.planEnter')}
      permission="funding.post"
      projectId={projectId}
      projectName={project?.name}
    >
      {data ? (
        <PlanDisbursementForm projectId={projectId} beside={data} />
      ) : (
        <Waiting error={error} onRetry={refetch} />
      )}
      <PlanActualPanel projectId={projectId} />
    </FormPage>
  )
}

interface PlanDisbursementFormProps {
  readonly projectId: string
  readonly beside: PlanBeside
}

const shown = ['reason', 'occurredOn']

function PlanDisbursementForm({ projectId, beside }: PlanDisbursementFormProps) {
  const { t } = useWords()
  const needsReason = beside.planVersion > 0
  const fresh: DisbursementDraft = { rows: rowsOf(beside), reason: '', occurredOn: today() }
  const { draft, change, wasRestored, discard, restart } = useDraft(`disbursement-plan.${projectId}`, fresh)
  const planning = useSubmission<Receipt>(`/funding/projects/${projectId}/disbursement-plans`)
  const body = readDisbursementPlan(draft, needsReason)
  const { faults } = planning
  if (planning.answer) {
    return <Recorded receipt={planning.answer} projectId={projectId} onAgain={() => (planning.reset(), restart())} />
  }
  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        if (body) void planning.submit(body).then((receipt) => receipt && discard())
      }}
    >
      {wasRestored && <p className="hint">{t('form.draft')}</p>}
      <p className="hint">{t('money.planHint')}</p>
      <Rows rows={draft.rows} beside={beside} onChange={(rows) => change({ rows })} />
      {needsReason && <ReasonField draft={draft} change={change} faults={faults} />}
      <DayField value={draft.occurredOn} fault={faults.occurredOn} onChange={(occurredOn) => change({ occurredOn })} />
      <FormFailure error={planning.error} shown={shown} />
      <Submit {...planning} isDisabled={!body} words={t('money.planIssue')} />
    </form>
  )
}

interface RowsProps {
  readonly rows: readonly DisbursementRow[]
  readonly beside: PlanBeside
  readonly onChange: (rows: readonly DisbursementRow[]) => void
}

function Rows({ rows, beside, onChange }: RowsProps) {
  const { t } = useWords()
  return (
    <MonthRows
      label={t('money.planEnter')}
      rows={rows}
      onChange={onChange}
      first={{ month: today().slice(0, 7), source: '', text: '' }}
      before={[
        {
          head: t('entry.source'),
          cell: ({ source, month }, change) => (
            <select
              aria-label={`${t('entry.source')} ${month}`}
              value={source}
              onChange={({ target }) => change({ source: target.value })}
            >
              <SourceOptions />
            </select>
          ),
        },
      ]}
      after={[{ head: t('money.actual'), cell: (row) => <Money fen={paidOf(beside, row)} /> }]}
    />
  )
}
