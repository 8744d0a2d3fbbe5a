import { useWords } from '../i18n/index.js'
import { termOf } from '../i18n/terms.js'
import type { PlanDraft, Proposal, ProposedStep } from './proposal.js'

interface ProposalTableProps {
  readonly proposal: Proposal
  readonly draft: PlanDraft
  readonly change: (change: Partial<PlanDraft>) => void
}

export function ProposalTable({ proposal: { steps, from }, draft, change }: ProposalTableProps) {
  const { t, say } = useWords()
  const { leaveOut, workingDays } = draft
  return (
    <>
      <div className="scroll" tabIndex={0} role="region" aria-label={t('plan.title')}>
        <table className="grid plan">
          <caption>{t('plan.caption', { from })}</caption>
          <thead>
            <tr>
              <th scope="col">{t('plan.include')}</th>
              <th scope="col">{t('project.milestone')}</th>
              <th scope="col">{t('plan.workingDays')}</th>
              <th scope="col">{t('plan.after')}</th>
              <th scope="col">{t('plan.latestStart')}</th>
              <th scope="col">{t('plan.latestFinish')}</th>
              <th scope="col">{t('plan.float')}</th>
            </tr>
          </thead>
          <tbody>
            {steps.map((step) => (
              <Step
                key={step.milestone}
                step={step}
                days={workingDays[step.milestone] ?? step.workingDays}
                onDays={(days) => change({ workingDays: { ...workingDays, [step.milestone]: days } })}
                onLeaveOut={() => change({ leaveOut: [...leaveOut, step.milestone] })}
              />
            ))}
          </tbody>
        </table>
      </div>
      <p className="hint">{t('plan.criticalLine')}</p>
      {leaveOut.length > 0 && (
        <p className="left-out">
          {t('plan.leftOut')}
          {leaveOut.map((milestone) => (
            <button
              key={milestone}
              type="button"
              className="act"
              aria-label={t('plan.bringBack', { step: say(termOf('milestones', milestone)) })}
              onClick={() => change({ leaveOut: leaveOut.filter((other) => other !== milestone) })}
            >
              + {say(termOf('milestones', milestone))}
            </button>
          ))}
        </p>
      )}
    </>
  )
}

interface StepProps {
  readonly step: ProposedStep
  readonly days: number
  readonly onDays: (days: number) => void
  readonly onLeaveOut: () => void
}

function Step({ step, days, onDays, onLeaveOut }: StepProps) {
  const { t, say } = useWords()
  const name = say(termOf('milestones', step.milestone))
  return (
    <tr className={step.late ? 'late' : step.critical ? 'critical' : ''}>
      <td>
        <input type="checkbox" checked aria-label={`${t('plan.include')} ${name}`} onChange={onLeaveOut} />
      </td>
      <th scope="row">{name}</th>
      <td>
        <input
          type="number"
          min={0}
          max={1000}
          value={days}
          aria-label={t('plan.workingDaysOf', { step: name })}
          onChange={(event) => onDays(Math.min(1000, Math.max(0, Math.trunc(Number(event.target.value)))))}
        />
      </td>
      <td className="muted">{step.after.map((other) => say(termOf('milestones', other))).join('、')}</td>
      <td className={step.late ? 'day warn' : 'day'}>{step.latestStartOn}</td>
      <td className="day strong">{step.latestFinishOn}</td>
      <td>
        <Float {...step} />
      </td>
    </tr>
  )
}

/** Working days to spare; a step with the least of all is named critical, in words as well as by its weight. */
export function Float({ floatDays, critical }: Pick<ProposedStep, 'floatDays' | 'critical'>) {
  const { t } = useWords()
  return (
    <span className={floatDays < 0 ? 'warn' : critical ? 'strong' : 'muted'}>
      {t('plan.floatDays', { days: floatDays })}
      {critical && ` · ${t('plan.critical')}`}
    </span>
  )
}
