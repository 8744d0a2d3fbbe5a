import { useEffect, useState } from 'react'
import { Link, useSearchParams } from 'react-router'
import { useAlerts, useDividedRegions, useSummary } from '../api/hooks.js'
import type { AlertEpisode } from '../api/alert-types.js'
import type { Summary } from '../api/types.js'
import { useLiveState } from '../app/live.js'
import { Waiting } from '../app/states.js'
import { useTitle } from '../app/use-title.js'
import { instantText } from '../figures/days.js'
import { Light } from '../figures/marks.js'
import { useWords } from '../i18n/index.js'
import { termOf } from '../i18n/terms.js'
import { useMay } from '../session/session.js'
import { WallCurve } from './wall-curve.js'
import { WallFigures } from './wall-figures.js'
import { WallRegions } from './wall-regions.js'
import './wall.css'

/** For a screen on a wall: few figures, read from afar, kept current by the same stream as everything else. */
export function WallPage() {
  const { t } = useWords()
  useTitle(t('nav.wall'))
  const [search] = useSearchParams()
  const region = search.get('region') ?? undefined
  const { data, error, refetch, dataUpdatedAt } = useSummary({ region })
  return (
    <div className="wall">
      <WallHead updatedAt={dataUpdatedAt} />
      {data ? <WallBody summary={data} region={region} /> : <Waiting error={error} onRetry={refetch} />}
    </div>
  )
}

function WallBody({ summary, region }: { readonly summary: Summary; readonly region: string | undefined }) {
  const mayReadAlerts = useMay('alerts.read')
  const regions = useDividedRegions({ region }, summary)
  return (
    <main className="wall-body">
      <WallFigures total={summary.total} />
      <div className="wall-columns">
        <WallRegions regions={regions} groups={summary.byFacilityGroup} />
        <WallCurve region={region} />
        {mayReadAlerts && <WallLights summary={summary} region={region} />}
      </div>
    </main>
  )
}

function WallHead({ updatedAt }: { readonly updatedAt: number }) {
  const { t, language } = useWords()
  const state = useLiveState()
  const [isFull, setFull] = useState(false)
  useEffect(() => {
    const changed = () => setFull(document.fullscreenElement !== null)
    document.addEventListener('fullscreenchange', changed)
    return () => document.removeEventListener('fullscreenchange', changed)
  }, [])
  return (
    <header className="wall-head">
      <h1>{t('wall.title')}</h1>
      <p>
        <span className={`live live-${state}`} role="status">
          <span className={state === 'connected' ? 'unseen' : ''}>{t(`live.${state}`)}</span>
        </span>
        {updatedAt > 0 && t('wall.updated', { time: instantText(new Date(updatedAt).toISOString(), language) })}
      </p>
      {!isFull && (
        <nav>
          <button type="button" className="quiet" onClick={() => void document.documentElement.requestFullscreen()}>
            {t('wall.fullScreen')}
          </button>
          <Link to="/overview" className="quiet">
            {t('wall.exit')}
          </Link>
        </nav>
      )}
    </header>
  )
}

const SHOWN = 9

function WallLights({ summary, region }: { readonly summary: Summary; readonly region: string | undefined }) {
  const { t } = useWords()
  const { data } = useAlerts({ region, limit: SHOWN })
  const { red, yellow } = summary.total.openAlerts
  const items = data?.pages[0]?.items ?? []
  return (
    <section className="wall-panel wall-lights">
      <h2>{t('wall.lights')}</h2>
      <p className="wall-light-counts">
        <span className="wall-red">
          <Light severity="red" number={red} />
        </span>
        <span className="wall-yellow">
          <Light severity="yellow" number={yellow} />
        </span>
      </p>
      {red + yellow === 0 && <p>{t('wall.quiet')}</p>}
      <ul>
        {items.map((alert) => (
          <WallLight key={alert.alertId} alert={alert} />
        ))}
      </ul>
    </section>
  )
}

function WallLight({ alert: { severity, project, cause, raisedOn } }: { readonly alert: AlertEpisode }) {
  const { say } = useWords()
  return (
    <li>
      <Light severity={severity} />
      <span>
        <span className="wall-light-name">{project?.name}</span>
        <small>
          {say(termOf('ruleMeasures', cause.measure))} · {raisedOn}
        </small>
      </span>
    </li>
  )
}
