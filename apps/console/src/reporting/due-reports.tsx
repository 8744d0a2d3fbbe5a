import { Link } from 'react-router'
import { useClocks } from '../app/clocks.js'
import { useWords } from '../i18n/index.js'
import { useMay } from '../session/session.js'
import { Due, DueFor } from './reporting-marks.js'
import { useReportingList } from './use-reporting.js'

const SHOWN = 3

/** 我的待办: the reports that wait longest, for those who make them; about the present only. */
export function DueReports() {
  const { t } = useWords()
  const mayReport = useMay('milestones.report')
  const { asOf, knownOn } = useClocks()
  const isShown = mayReport && !asOf && !knownOn
  const page = useReportingList({ limit: SHOWN }, isShown).data?.pages[0]
  const items = page?.items.filter(({ dueOn }) => dueOn !== null) ?? []
  if (!isShown || !page || items.length === 0) return null
  return (
    <section className="panel">
      <h2>
        {t('reporting.todo')} <Link to="/reporting">{t('action.all')}</Link>
      </h2>
      <ul className="due-reports">
        {items.map(({ projectId, name, dueOn, dueFor }) => (
          <li key={projectId}>
            <span>
              <Link to={`/projects/${projectId}`}>{name}</Link> <Due dueOn={dueOn} asOf={page.days.asOf} />
              <DueFor dueFor={dueFor} />
            </span>
            <Link to={`/projects/${projectId}/report`} className="act">
              {t('project.report')}
            </Link>
          </li>
        ))}
      </ul>
    </section>
  )
}
