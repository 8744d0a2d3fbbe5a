import { Link } from 'react-router'
import { queryText } from '../api/query-text.js'
import type { Summary } from '../api/types.js'
import { LightCounts } from '../figures/marks.js'
import { count, percent } from '../figures/numbers.js'
import { useWords } from '../i18n/index.js'

const SHOWN = 18

/** A tile for each division: no map, because no map of divisions is licensed to be shown here. */
export function WallRegions({ regions }: { readonly regions: Summary['byRegion'] }) {
  const { t } = useWords()
  const shown = regions.filter(({ projects }) => projects > 0).slice(0, SHOWN)
  return (
    <section className="wall-panel wall-regions">
      <h2>{t('wall.regions')}</h2>
      <ul>
        {shown.map(({ code, name, projects, figures, openAlerts }) => {
          const rate = figures.find(({ id }) => id === 'investment-completion-rate')?.value
          return (
            <li key={code}>
              <Link to={`/wall${queryText({ region: code })}`}>
                <span className="tile-name">{name}</span>
                <span className="tile-number">
                  {count(projects)} <small>{t('wall.projectsUnit')}</small>
                </span>
                <span className="tile-bar" aria-hidden="true">
                  <span style={{ width: `${Math.min(100, rate ?? 0)}%` }} />
                </span>
                <span className="tile-rate">
                  {t('figure.investment-completion-rate')} {percent(rate)}
                  {typeof rate === 'number' && ' %'}
                </span>
                <LightCounts lights={openAlerts} />
              </Link>
            </li>
          )
        })}
      </ul>
    </section>
  )
}
