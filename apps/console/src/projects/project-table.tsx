import { Link } from 'react-router'
import type { ProjectCard } from '../api/types.js'
import { queryText } from '../api/query-text.js'
import { useClocks } from '../app/clocks.js'
import { LightCounts, Standing } from '../figures/marks.js'
import { ProgressPair } from '../figures/progress-pair.js'
import { dayText } from '../figures/days.js'
import { useWords } from '../i18n/index.js'
import { termOf } from '../i18n/terms.js'
import { type Order, type Sort, useOrder } from './order.js'

interface ProjectTableProps {
  readonly items: readonly ProjectCard[]
  readonly order: Order
}

export function ProjectTable({ items, order }: ProjectTableProps) {
  const { t } = useWords()
  return (
    <div className="scroll table-place" tabIndex={0} role="region" aria-label={t('projects.title')}>
      <table className="grid projects">
        <thead>
          <tr>
            <SortHead sort="name" order={order} words={t('projects.name')} />
            <th scope="col">{t('projects.kind')}</th>
            <th scope="col">{t('projects.region')}</th>
            <th scope="col">{t('projects.unit')}</th>
            <th scope="col">{t('projects.standing')}</th>
            <SortHead sort="physical" order={order} words={t('projects.progress')}>
              <SortButton sort="gap" order={order} words={t('figure.gap')} />
            </SortHead>
            <SortHead sort="slip" order={order} words={t('projects.completion')} />
            <th scope="col">{t('projects.lights')}</th>
          </tr>
        </thead>
        <tbody>
          {items.map((item) => (
            <Row key={item.projectId} card={item} />
          ))}
        </tbody>
      </table>
    </div>
  )
}

interface SortProps {
  readonly sort: Sort
  readonly order: Order
  readonly words: string
  readonly children?: React.ReactNode
}

function SortHead({ sort, order, words, children }: SortProps) {
  const direction = order.order === 'asc' ? 'ascending' : 'descending'
  return (
    <th scope="col" aria-sort={order.sort === sort ? direction : undefined}>
      <SortButton sort={sort} order={order} words={words} />
      {children}
    </th>
  )
}

function SortButton({ sort, order, words }: SortProps) {
  const { t } = useWords()
  const { sortBy } = useOrder()
  const arrow = order.order === 'asc' ? '↑' : '↓'
  return (
    <button type="button" className="sort" title={t('projects.sortBy', { name: words })} onClick={() => sortBy(sort)}>
      {words} <span aria-hidden="true">{order.sort === sort ? arrow : '↕'}</span>
    </button>
  )
}

function Row({ card }: { readonly card: ProjectCard }) {
  const { say } = useWords()
  const clocks = useClocks()
  const address = `/projects/${card.projectId}${queryText({ ...clocks })}`
  return (
    <tr className={card.cancelled ? 'cancelled' : ''}>
      <th scope="row" className="name">
        <Link to={address}>{card.name}</Link>
        <span className="muted code">{card.localCode}</span>
      </th>
      <td className="kind">{say(termOf('facilityKinds', card.facilityKind))}</td>
      <td className="region">{card.region.name}</td>
      <td className="unit-name">{card.ownerUnit.name}</td>
      <td>
        <Standing stage={card.stage} status={card.status} halt={card.halt} procedure={card.procedure} />
      </td>
      <td>
        <ProgressPair {...card} />
      </td>
      <td className="completion">
        <Completion card={card} />
      </td>
      <td>
        <LightCounts lights={card.openAlerts} />
      </td>
    </tr>
  )
}

function Completion({ card: { forecastCompletionOn, plannedCompletionOn, needOn, slipDays } }: { card: ProjectCard }) {
  const { t } = useWords()
  const isPastNeed = forecastCompletionOn !== null && needOn !== null && forecastCompletionOn > needOn
  return (
    <>
      <span className={isPastNeed ? 'warn' : ''}>
        {forecastCompletionOn === null && plannedCompletionOn !== null && (
          <small className="muted">{t('project.planned')} </small>
        )}
        {dayText(forecastCompletionOn ?? plannedCompletionOn)}
      </span>
      <span className="muted"> / {dayText(needOn)}</span>
      {slipDays !== null && slipDays !== 0 && (
        <span className={slipDays > 0 ? 'block warn' : 'block muted'}>
          {slipDays > 0 ? t('projects.slip', { days: slipDays }) : t('projects.early', { days: -slipDays })}
        </span>
      )}
    </>
  )
}
