import { useQuery } from '@tanstack/react-query'
import { Link } from 'react-router'
import { read } from '../api/http.js'
import { Waiting } from '../app/states.js'
import { useTitle } from '../app/use-title.js'
import { instantText } from '../figures/days.js'
import { useWords } from '../i18n/index.js'
import { useMay } from '../session/session.js'
import { CloseMonth } from './close-month.js'
import type { BulletinHead, ClosedMonth } from './closing-types.js'
import './closings.css'

/** What was published, and the months it stands on. */
export function ClosingsPage() {
  const { t } = useWords()
  const mayClose = useMay('dashboards.close')
  const mayPublish = useMay('dashboards.publish')
  useTitle(t('nav.closings'))
  return (
    <>
      <div className="page-head">
        <h1>{t('nav.closings')}</h1>
        {mayPublish && (
          <Link to="/bulletins/new" className="act">
            {t('closing.define')}
          </Link>
        )}
      </div>
      <BulletinsPanel />
      <MonthsPanel />
      {mayClose && <CloseMonth />}
    </>
  )
}

function BulletinsPanel() {
  const { t, say } = useWords()
  const mayPublish = useMay('dashboards.publish')
  const { data, error, refetch } = useQuery({
    queryKey: ['bulletins'],
    queryFn: ({ signal }) => read<{ items: readonly BulletinHead[] }>('/dashboards/bulletins', { signal }),
  })
  if (!data) return <Waiting error={error} onRetry={refetch} />
  return (
    <section className="panel">
      <h2>{t('closing.bulletins')}</h2>
      {data.items.length === 0 && <p className="muted">{t('closing.noBulletins')}</p>}
      {data.items.map(({ definition: { bulletinId, title }, issues }) => (
        <div key={bulletinId}>
          <h3>{say(title)}</h3>
          {mayPublish && (
            <p className="actions">
              <Link to={`/bulletins/${bulletinId}/issue`} className="act">
                {t('closing.issue')}
              </Link>
              <Link to={`/bulletins/${bulletinId}/definition`} className="act">
                {t('closing.redefine')}
              </Link>
            </p>
          )}
          {issues.length === 0 && <p className="muted">{t('closing.noIssues')}</p>}
          <ul className="issues">
            {issues.toReversed().map(({ number, month, issuedOn, previousNumber }) => (
              <li key={number}>
                <Link to={`/bulletins/${bulletinId}/${number}`}>{t('closing.issueOf', { month, number })}</Link>{' '}
                <span className="muted">
                  {issuedOn}
                  {previousNumber !== undefined && ` · ${t('closing.restates', { number: previousNumber })}`}
                </span>
              </li>
            ))}
          </ul>
        </div>
      ))}
    </section>
  )
}

function MonthsPanel() {
  const { t, language } = useWords()
  const { data, error, refetch } = useQuery({
    queryKey: ['closings'],
    queryFn: ({ signal }) => read<{ items: readonly ClosedMonth[] }>('/dashboards/closings', { signal }),
  })
  if (!data) return <Waiting error={error} onRetry={refetch} />
  return (
    <section className="panel">
      <h2>{t('closing.months')}</h2>
      {data.items.length === 0 && <p className="muted">{t('closing.noMonths')}</p>}
      {data.items.length > 0 && (
        <div className="scroll" tabIndex={0} role="region" aria-label={t('closing.months')}>
          <table className="grid">
            <thead>
              <tr>
                <th scope="col">{t('closing.month')}</th>
                <th scope="col">{t('closing.knownOn')}</th>
                <th scope="col">{t('closing.closedOn')}</th>
                <th scope="col">{t('closing.closedBy')}</th>
              </tr>
            </thead>
            <tbody>
              {data.items.map(({ month, cut, closedAt, closedBy }) => (
                <tr key={month}>
                  <th scope="row">
                    <Link to={`/closings/${month}`}>{month}</Link>
                  </th>
                  <td>{cut.knownOn}</td>
                  <td>{instantText(closedAt, language)}</td>
                  <td>{closedBy}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </section>
  )
}
