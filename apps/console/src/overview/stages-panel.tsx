import { stageIds } from '@zhuji/contracts'
import { Link } from 'react-router'
import { queryText } from '../api/query-text.js'
import type { Summary } from '../api/types.js'
import { count } from '../figures/numbers.js'
import type { Filters } from '../figures/question.js'
import { useWords } from '../i18n/index.js'
import { termOf } from '../i18n/terms.js'
import { reachedAtLeast } from './series.js'

interface StagesPanelProps {
  readonly summary: Summary
  readonly filters: Filters
}

/** How far the projects have come, as a funnel, and in which state they are; both lead to the list. */
export function StagesPanel({ summary, filters }: StagesPanelProps) {
  const { t, say } = useWords()
  const rows = reachedAtLeast(stageIds, summary.byStage)
  const most = Math.max(1, rows[0]?.reached ?? 0)
  const { region, facilityGroup, facilityKind, knownOn, asOf } = filters
  const scope = { region, facilityGroup, facilityKind, knownOn, asOf }
  return (
    <section className="panel">
      <h2>{t('overview.status')}</h2>
      <ul className="statuses">
        {summary.byStatus
          .filter(({ projects }) => projects > 0)
          .map(({ status, projects }) => (
            <li key={status}>
              <Link to={`/projects${queryText({ ...scope, status })}`}>
                <span className={`tag tag-${status}`}>{say(termOf('statuses', status))}</span> {count(projects)}
              </Link>
            </li>
          ))}
      </ul>
      <h2>
        {t('overview.funnel')} <small className="muted">{t('overview.funnelNote')}</small>
      </h2>
      <ol className="funnel">
        {rows
          .filter(({ here }) => here > 0)
          .map(({ stage, here, reached }) => (
            <li key={stage}>
              <Link to={`/projects${queryText({ ...scope, stage })}`}>
                <span className="funnel-name">{say(termOf('stages', stage))}</span>
                <span className="funnel-track" aria-hidden="true">
                  <span className="funnel-reached" style={{ width: `${(reached / most) * 100}%` }} />
                  <span className="funnel-here" style={{ width: `${(here / most) * 100}%` }} />
                </span>
                <span className="funnel-number">
                  {count(reached)} <small>({count(here)})</small>
                </span>
              </Link>
            </li>
          ))}
      </ol>
    </section>
  )
}
