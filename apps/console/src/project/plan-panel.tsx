import type { PlanRow, ProjectDetail } from '../api/types.js'
import { useKnownOn } from '../app/known-on.js'
import { Nothing } from '../app/states.js'
import { dayText, daysBetween, today } from '../figures/days.js'
import { useWords } from '../i18n/index.js'
import { termOf } from '../i18n/terms.js'
import { inOrder } from './plan-order.js'

/** Every milestone with the day it was planned for, is now expected and was reached; the difference is against the plan. */
export function PlanPanel({ project: { plan, baselines } }: { readonly project: ProjectDetail }) {
  const { t } = useWords()
  const latest = baselines.at(-1)
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
      {plan.length === 0 && <Nothing title={t('project.noPlan')} />}
      {plan.length > 0 && (
        <div className="scroll" tabIndex={0} role="region" aria-label={t('project.plan')}>
          <table className="grid plan">
            <thead>
              <tr>
                <th scope="col">{t('project.milestone')}</th>
                <th scope="col">{t('project.planned')}</th>
                <th scope="col">{t('project.forecast')}</th>
                <th scope="col">{t('project.reached')}</th>
                <th scope="col">
                  <span className="unseen">{t('figure.slip')}</span>
                </th>
              </tr>
            </thead>
            <tbody>
              {inOrder(plan).map((row) => (
                <Milestone key={row.milestone} row={row} />
              ))}
            </tbody>
          </table>
        </div>
      )}
    </section>
  )
}

function Milestone({ row: { milestone, plannedOn, forecastOn, reachedOn } }: { readonly row: PlanRow }) {
  const { say } = useWords()
  return (
    <tr className={reachedOn ? 'reached' : ''}>
      <th scope="row">
        <span className="dot" aria-hidden="true" /> {say(termOf('milestones', milestone))}
      </th>
      <td className="day">{dayText(plannedOn)}</td>
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
  const now = useKnownOn() ?? today()
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
