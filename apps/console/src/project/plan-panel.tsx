import { useConstruction } from '../api/hooks.js'
import type { PlanRow, ProjectDetail } from '../api/types.js'
import { useClocks } from '../app/clocks.js'
import { Nothing } from '../app/states.js'
import { dayText, daysBetween, today } from '../figures/days.js'
import { useWords } from '../i18n/index.js'
import { termOf } from '../i18n/terms.js'
import type { BaselineInForce } from '../plan/proposal.js'
import { Float } from '../plan/proposal-table.js'
import { ProvisionalYears } from '../plan/verdict.js'
import { inOrder } from './plan-order.js'

/** Every milestone with the day it was planned for, is now expected and was reached; the difference is against the plan. */
export function PlanPanel({ project: { projectId, plan, baselines } }: { readonly project: ProjectDetail }) {
  const { t } = useWords()
  const latest = baselines.at(-1)
  const derivation = useDerivation(projectId)
  const derived = derivation && new Map(derivation.steps.map((step) => [step.milestone, step]))
  return (
    <section className="panel">
      <h2>
        {t('project.plan')}
        {latest && (
          <small className="muted">
            {' '}
            {t('project.baselines', { version: latest.version, day: latest.adoptedOn })}
            {latest.reason && `：${latest.reason}`}
          </small>
        )}
      </h2>
      {derivation && <p className="hint">{t('plan.derived', { needOn: derivation.needOn })}</p>}
      {derivation && <ProvisionalYears years={derivation.provisionalYears} />}
      {plan.length === 0 && <Nothing title={t('project.noPlan')} />}
      {plan.length > 0 && (
        <div className="scroll" tabIndex={0} role="region" aria-label={t('project.plan')}>
          <table className="grid plan">
            <thead>
              <tr>
                <th scope="col">{t('project.milestone')}</th>
                {derived && <th scope="col">{t('plan.latestStart')}</th>}
                <th scope="col">{t('project.planned')}</th>
                {derived && <th scope="col">{t('plan.float')}</th>}
                <th scope="col">{t('project.forecast')}</th>
                <th scope="col">{t('project.reached')}</th>
                <th scope="col">
                  <span className="unseen">{t('figure.slip')}</span>
                </th>
              </tr>
            </thead>
            <tbody>
              {inOrder(plan).map((row) => (
                <Milestone key={row.milestone} row={row} derived={derived} />
              ))}
            </tbody>
          </table>
        </div>
      )}
    </section>
  )
}

/** Of the present alone: what a baseline was derived from is asked of the service that recorded it. */
function useDerivation(projectId: string) {
  const { asOf, knownOn } = useClocks()
  const { data } = useConstruction(projectId)
  return (asOf ?? knownOn) ? undefined : data?.plan?.derivation
}

type Derived = NonNullable<BaselineInForce['derivation']>['steps'][number]

interface MilestoneProps {
  readonly row: PlanRow
  readonly derived: ReadonlyMap<string, Derived> | undefined
}

function Milestone({ row, derived }: MilestoneProps) {
  const { say } = useWords()
  const { milestone, plannedOn, forecastOn, reachedOn } = row
  const step = derived?.get(milestone)
  return (
    <tr className={reachedOn ? 'reached' : ''}>
      <th scope="row">
        <span className="dot" aria-hidden="true" /> {say(termOf('milestones', milestone))}
      </th>
      {derived && <td className="day">{step?.latestStartOn ?? ''}</td>}
      <td className="day">{dayText(plannedOn)}</td>
      {derived && <td>{step && <Float {...step} />}</td>}
      <td className="day">{reachedOn ? '' : dayText(forecastOn)}</td>
      <td className="day strong">{reachedOn ?? ''}</td>
      <td>
        <Difference {...{ plannedOn, forecastOn, reachedOn }} />
      </td>
    </tr>
  )
}

function Difference({ plannedOn, forecastOn, reachedOn }: Omit<PlanRow, 'milestone'>) {
  const { t } = useWords()
  const { asOf, knownOn } = useClocks()
  const now = asOf ?? knownOn ?? today()
  if (!plannedOn) return null
  if (!reachedOn && plannedOn < now && (!forecastOn || forecastOn < now)) {
    return <span className="warn">{t('project.overdue', { days: daysBetween(plannedOn, now) })}</span>
  }
  const expected = reachedOn ?? forecastOn
  const days = expected ? daysBetween(plannedOn, expected) : 0
  if (days === 0) return null
  return days > 0 ? (
    <span className="warn">{t('project.late', { days })}</span>
  ) : (
    <span className="good">{t('project.early', { days: -days })}</span>
  )
}
