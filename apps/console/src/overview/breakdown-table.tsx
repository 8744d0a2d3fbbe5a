import type { Cell } from '../api/types.js'
import { LightCounts } from '../figures/marks.js'
import { count, percent } from '../figures/numbers.js'
import type { Filters } from '../figures/question.js'
import { Money } from '../figures/quantity.js'
import { useExplain } from '../figures/use-explain.js'
import { useWords } from '../i18n/index.js'

export interface Group {
  readonly id: string
  readonly name: string
  readonly cell: Cell
  /** What narrows a question to this group. */
  readonly filter: Filters
}

interface BreakdownTableProps {
  readonly title: string
  readonly groups: readonly Group[]
  readonly filters: Filters
  readonly drill: (filter: Filters) => void
}

const RATES = ['start-rate', 'investment-completion-rate', 'disbursement-rate', 'in-use-rate'] as const

export function BreakdownTable({ title, groups, filters, drill }: BreakdownTableProps) {
  const { t } = useWords()
  const most = Math.max(1, ...groups.map(({ cell }) => cell.projects))
  return (
    <section className="panel">
      <h2>{title}</h2>
      <div className="scroll" tabIndex={0} role="region" aria-label={title}>
        <table className="grid">
          <thead>
            <tr>
              <th scope="col">{title}</th>
              <th scope="col" className="number">
                {t('overview.projects')}
              </th>
              {RATES.map((rate) => (
                <th key={rate} scope="col" className="number">
                  {t(`figure.${rate}`)}
                </th>
              ))}
              <th scope="col" className="number">
                {t('figure.in-place')}
              </th>
              <th scope="col">{t('overview.lights')}</th>
            </tr>
          </thead>
          <tbody>
            {groups.map((group) => (
              <Row key={group.id} group={group} most={most} scope={{ ...filters, ...group.filter }} drill={drill} />
            ))}
          </tbody>
        </table>
      </div>
    </section>
  )
}

interface RowProps {
  readonly group: Group
  readonly most: number
  readonly scope: Filters
  readonly drill: (filter: Filters) => void
}

function Row({ group: { name, cell, filter }, most, scope, drill }: RowProps) {
  const { t } = useWords()
  const { explain } = useExplain()
  const figureOf = (id: string) => cell.figures.find((figure) => figure.id === id)
  return (
    <tr>
      <th scope="row">
        <button type="button" className="link" title={t('overview.drill', { name })} onClick={() => drill(filter)}>
          {name}
        </button>
      </th>
      <td className="number with-bar">
        <span className="cell-bar" style={{ width: `${(cell.projects / most) * 100}%` }} aria-hidden="true" />
        <button type="button" className="why" onClick={() => explain({ figure: 'projects', ...scope })}>
          {count(cell.projects)}
        </button>
      </td>
      {RATES.map((rate) => (
        <td key={rate} className="number">
          <button type="button" className="why" onClick={() => explain({ figure: rate, ...scope })}>
            {percent(figureOf(rate)?.value)}
            {typeof figureOf(rate)?.value === 'number' && <small> %</small>}
          </button>
        </td>
      ))}
      <td className="number">
        <button type="button" className="why" onClick={() => explain({ figure: 'inPlaceFen', ...scope })}>
          <Money fen={cell.inPlaceFen} />
        </button>
      </td>
      <td>
        <LightCounts lights={cell.openAlerts} />
      </td>
    </tr>
  )
}
