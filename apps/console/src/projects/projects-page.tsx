import { Button, Select } from 'antd'
import { useSearchParams } from 'react-router'
import { useProjects } from '../api/hooks.js'
import { ClocksBanner, ClocksControl } from '../app/clocks.js'
import { Nothing, Waiting } from '../app/states.js'
import { useTitle } from '../app/use-title.js'
import { filtersOf } from '../figures/question.js'
import { useWords } from '../i18n/index.js'
import { FilterBar } from './filter-bar.js'
import { ProjectTable } from './project-table.js'
import { type Order, orderOf, sorts, useOrder } from './order.js'

const controls = ['search', 'region', 'facility', 'stage', 'status', 'alert', 'moneyAhead'] as const

export function ProjectsPage() {
  const { t } = useWords()
  useTitle(t('projects.title'))
  const [search] = useSearchParams()
  const order = orderOf(search)
  const list = useProjects({ ...filtersOf(search), ...order })
  const items = list.data?.pages.flatMap((page) => page.items)
  const total = list.data?.pages[0]?.total
  return (
    <>
      <div className="page-head">
        <h1>
          {t('projects.title')}
          {total !== undefined && <small className="muted"> {t('projects.total', { count: total })}</small>}
        </h1>
        <ClocksControl />
      </div>
      <FilterBar names={controls} />
      <ClocksBanner />
      <SortChoice order={order} />
      {!items && <Waiting error={list.error} onRetry={list.refetch} />}
      {items?.length === 0 && <Nothing title={t('projects.none')}>{t('projects.noneText')}</Nothing>}
      {items && items.length > 0 && (
        <div className={list.isPlaceholderData ? 'stale' : ''}>
          <ProjectTable items={items} order={order} />
          {list.hasNextPage && (
            <Button block loading={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
              {t('action.more')}
            </Button>
          )}
        </div>
      )}
    </>
  )
}

/** On a phone the table is a list of cards without headings to press, so the order is chosen here. */
function SortChoice({ order }: { readonly order: Order }) {
  const { t } = useWords()
  const { sortBy } = useOrder()
  const options = sorts.map((sort) => ({ value: sort.id, label: t('projects.sortBy', { name: t(sort.word) }) }))
  return (
    <Select
      className="phone-sort"
      aria-label={t('projects.sortBy', { name: '' })}
      value={order.sort ?? 'name'}
      onChange={sortBy}
      options={options}
    />
  )
}
