import { Link } from 'react-router'
import { useAlerts } from '../api/hooks.js'
import { queryText } from '../api/query-text.js'
import { Nothing, Waiting } from '../app/states.js'
import { Light } from '../figures/marks.js'
import type { Filters } from '../figures/question.js'
import { useWords } from '../i18n/index.js'
import { termOf } from '../i18n/terms.js'
import { useMay } from '../session/session.js'

const SHOWN = 8

export function LightsPanel({ filters }: { readonly filters: Filters }) {
  return useMay('alerts.read') ? <NewestLights filters={filters} /> : null
}

/** The newest lights. They are always those of now: an alert is about what is to be done, not about a past day. */
function NewestLights({ filters: { region, facilityKind, knownOn, asOf } }: { readonly filters: Filters }) {
  const { t, say } = useWords()
  const { data, error, refetch } = useAlerts({ region, facilityKind, limit: SHOWN })
  const items = data?.pages[0]?.items
  return (
    <section className="panel">
      <h2>
        {t('overview.lights')} {(asOf ?? knownOn) && <small className="muted">{t('overview.lightsOfNow')}</small>}
        <Link className="more" to={`/alerts${queryText({ region })}`}>
          {t('overview.allLights')}
        </Link>
      </h2>
      {!items && <Waiting error={error} onRetry={refetch} />}
      {items?.length === 0 && <Nothing title={t('overview.noLights')} />}
      <ul className="light-list">
        {items?.map(({ alertId, projectId, severity, cause, project, raisedOn }) => (
          <li key={alertId}>
            <Light severity={severity} />
            <span className="light-words">
              <Link to={`/projects/${projectId}`}>{project?.name ?? projectId}</Link>
              <span className="muted">
                {say(termOf('ruleMeasures', cause.measure))} · {t('alerts.raised', { day: raisedOn })}
              </span>
            </span>
          </li>
        ))}
      </ul>
    </section>
  )
}
