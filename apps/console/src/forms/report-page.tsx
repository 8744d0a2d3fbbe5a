import { useParams } from 'react-router'
import { useConstruction, useProject } from '../api/hooks.js'
import type { Construction, Receipt } from '../api/types.js'
import { Waiting } from '../app/states.js'
import { today } from '../figures/days.js'
import { percent } from '../figures/numbers.js'
import { useWords } from '../i18n/index.js'
import { useMay } from '../session/session.js'
import { AmountField } from './amount-field.js'
import { DayField, TextField } from './day-field.js'
import { EvidenceField } from './evidence-field.js'
import { FormFailure, FormPage, Recorded, Submit } from './form-page.js'
import { PercentField } from './percent-field.js'
import { freshReport, isFall, readReport, type ReportDraft } from './report.js'
import { useDraft } from './use-draft.js'
import { useEvidence } from './use-evidence.js'
import { type Submission, useSubmission } from './use-submission.js'

export function ReportPage() {
  const { t } = useWords()
  const { projectId = '' } = useParams()
  const { data: project } = useProject(projectId)
  const { data, error, refetch } = useConstruction(projectId)
  return (
    <FormPage
      title={t('report.title')}
      permission="milestones.report"
      projectId={projectId}
      projectName={project?.name}
    >
      {data ? <ReportForm construction={data} /> : <Waiting error={error} onRetry={refetch} />}
    </FormPage>
  )
}

/** One fact from a phone on site. A percent below the last one becomes a correction, which is another command. */
function ReportForm({ construction }: { readonly construction: Construction }) {
  const { projectId } = construction
  const state = useDraft<ReportDraft>(`report.${projectId}`, freshReport(today()))
  const evidence = useEvidence()
  const report = useSubmission<Receipt>(`/milestones/projects/${projectId}/progress-reports`)
  const correction = useSubmission<Receipt>(`/milestones/projects/${projectId}/progress-corrections`)
  const fell = isFall(state.draft, construction.physicalPercent)
  const { answer, reset } = report.answer ? report : correction
  const send = async () => {
    const reading = readReport(state.draft, construction, evidence.named)
    if (!reading.body) return
    const done = await (fell ? correction : report).submit(reading.body)
    if (done) state.discard()
  }
  if (answer) {
    const again = () => (reset(), evidence.clear(), state.restart())
    return <Recorded receipt={answer} projectId={projectId} onAgain={again} />
  }
  return <ReportFields {...{ construction, state, evidence, fell, send }} submission={fell ? correction : report} />
}

interface ReportFieldsProps {
  readonly construction: Construction
  readonly state: ReturnType<typeof useDraft<ReportDraft>>
  readonly evidence: ReturnType<typeof useEvidence>
  readonly submission: Submission<Receipt>
  readonly fell: boolean
  readonly send: () => Promise<void>
}

const shown = [
  'physicalPercent',
  'completedInvestmentFen',
  'completedInvestmentChangeFen',
  'text',
  'reason',
  'occurredOn',
  'evidence',
]

function ReportFields({ construction, state, evidence, submission, fell, send }: ReportFieldsProps) {
  const { t } = useWords()
  const mayCorrect = useMay('milestones.correct')
  const { draft, change, wasRestored } = state
  const { isSending, isRetrying, faults, error } = submission
  const isReady = readReport(draft, construction, evidence.named).body !== undefined && evidence.isComplete
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
      <PercentField
        value={draft.percent}
        fault={faults.physicalPercent}
        construction={construction}
        onChange={(percent) => change({ percent })}
      />
      {fell && (
        <div className="notice" role="status">
          <strong>{t('report.fall', { percent: percent(construction.physicalPercent) })}</strong>
          <p>{mayCorrect ? t('report.fallText') : t('report.fallForbidden')}</p>
        </div>
      )}
      {fell && mayCorrect && (
        <TextField
          isLong
          name="reason"
          label={t('report.reason')}
          value={draft.reason}
          fault={faults.reason}
          onChange={(reason) => change({ reason })}
        />
      )}
      {!fell && <Advance {...{ state, evidence, faults }} />}
      <DayField value={draft.occurredOn} fault={faults.occurredOn} onChange={(occurredOn) => change({ occurredOn })} />
      <FormFailure error={error} shown={shown} />
      {!evidence.isComplete && <p className="hint">{t('form.waitUpload')}</p>}
      <Submit
        {...{ isSending, isRetrying }}
        isDisabled={!isReady || (fell && !mayCorrect)}
        words={fell ? t('report.correction') : t('form.submit')}
      />
    </form>
  )
}

interface AdvanceProps extends Pick<ReportFieldsProps, 'state' | 'evidence'> {
  readonly faults: Readonly<Record<string, string>>
}

/** What goes with a report that is not a correction. */
function Advance({ state: { draft, change }, evidence, faults }: AdvanceProps) {
  const { t } = useWords()
  return (
    <>
      <EvidenceField evidence={evidence} />
      <AmountField
        optional
        name="completedInvestmentFen"
        label={t('report.investment')}
        hint={t('report.investmentHint')}
        fault={faults.completedInvestmentFen}
        value={draft.investment}
        onChange={(investment) => change({ investment })}
      />
      <TextField
        optional
        isLong
        name="text"
        label={t('form.text')}
        value={draft.text}
        fault={faults.text}
        onChange={(text) => change({ text })}
      />
    </>
  )
}
