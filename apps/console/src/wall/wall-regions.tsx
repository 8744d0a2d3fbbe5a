import { Link } from 'react-router'
import { queryText } from '../api/query-text.js'
import type { Cell, Summary } from '../api/types.js'
import { LightCounts } from '../figures/marks.js'
import { count, percent } from '../figures/numbers.js'
import { useWords } from '../i18n/index.js'
import { termOf } from '../i18n/terms.js'

const SHOWN = 18
/** With so many divisions the tiles of the facilities would not fit below them. */
const REGIONS_FILLING = 9

interface WallRegionsProps {
  readonly regions: Summary['byRegion']
  readonly groups: Summary['byFacilityGroup']
}

/** A tile for each division: no map, because no map of divisions is licensed to be shown here. */
export function WallRegions({ regions, groups }: WallRegionsProps) {
  const { t, say } = useWords()
  const shown = regions.filter(({ projects }) => projects > 0).slice(0, SHOWN)
  return (
    <section className="wall-panel wall-regions">
      {shown.length > 0 && <h2>{t('wall.regions')}</h2>}
      <ul>
        {shown.map(({ code, name, ...cell }) => (
          <li key={code}>
            <Link className="tile" to={`/wall${queryText({ region: code })}`}>
              <Tile name={name} cell={cell} />
            </Link>
          </li>
        ))}
      </ul>
      {shown.length <= REGIONS_FILLING && (
        <>
          <h2>{t('overview.byFacility')}</h2>
          <ul>
            {groups.map(({ id, ...cell }) => (
              <li key={id} className="tile">
                <Tile name={say(termOf('facilityGroups', id))} cell={cell} />
              </li>
            ))}
          </ul>
        </>
      )}
    </section>
  )
}

function Tile({ name, cell: { projects, figures, openAlerts } }: { readonly name: string; readonly cell: Cell }) {
  const { t } = useWords()
  const rate = figures.find(({ id }) => id === 'investment-completion-rate')?.value
  return (
    <>
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
    </>
  )
}
