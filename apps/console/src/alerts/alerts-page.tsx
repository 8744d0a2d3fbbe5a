import { Button, Select } from 'antd'
import { Link, useSearchParams } from 'react-router'
import { useAlerts } from '../api/hooks.js'
import { ClocksBanner, ClocksControl } from '../app/clocks.js'
import { Nothing, Waiting } from '../app/states.js'
import { useTitle } from '../app/use-title.js'
import { withFilters } from '../figures/question.js'
import { useWords } from '../i18n/index.js'
import { idsIn, termOf } from '../i18n/terms.js'
import { RegionSelect } from '../projects/region-select.js'
import { useMay } from '../session/session.js'
import { AlertCard } from './alert-card.js'

const narrowing = ['status', 'severity', 'measure', 'region'] as const
const asked = [...narrowing, 'asOf', 'knownOn'] as const

export function AlertsPage() {
  const { t } = useWords()
  useTitle(t('alerts.title'))
  const maySubscribe = useMay('alerts.subscribe')
  const [search] = useSearchParams()
  const question = Object.fromEntries(asked.flatMap((name) => (search.get(name) ? [[name, search.get(name)]] : [])))
  const { data, error, refetch, hasNextPage, fetchNextPage, isFetchingNextPage } = useAlerts(question)
  const items = data?.pages.flatMap((page) => page.items)
  return (
    <>
      <div className="page-head">
        <h1>{t('alerts.title')}</h1>
        <ClocksControl />
        {maySubscribe && (
          <Link to="/alerts/subscriptions" className="act">
            {t('alerts.subscribe')}
          </Link>
        )}
      </div>
      <AlertFilters />
      <ClocksBanner />
      {!items && <Waiting error={error} onRetry={refetch} />}
      {items?.length === 0 && <Nothing title={t('alerts.none')} />}
      {items && items.length > 0 && (
        <section className="panel alert-page">
          {items.map((alert) => (
            <AlertCard key={alert.alertId} alert={alert} showsProject />
          ))}
          {hasNextPage && (
            <Button block loading={isFetchingNextPage} onClick={() => void fetchNextPage()}>
              {t('action.more')}
            </Button>
          )}
        </section>
      )}
    </>
  )
}

function AlertFilters() {
  const { t, say } = useWords()
  const [search, setSearch] = useSearchParams()
  const value = (name: (typeof narrowing)[number]) => search.get(name) ?? undefined
  const change = (name: string) => (chosen: string | undefined) =>
    setSearch((before) => withFilters(before, { [name]: chosen }), { replace: true })
  const options = (vocabulary: 'severities' | 'ruleMeasures') =>
    idsIn(vocabulary).map((id) => ({ value: id, label: say(termOf(vocabulary, id)) }))
  const choice = (name: 'severity' | 'measure', vocabulary: 'severities' | 'ruleMeasures') => (
    <Select
      allowClear
      className="filter filter-wide"
      aria-label={t(`alerts.${name}`)}
      placeholder={t(`alerts.${name}`)}
      value={value(name)}
      onChange={change(name)}
      options={options(vocabulary)}
    />
  )
  const statuses = ['open', 'acknowledged', 'cleared', 'all'] as const
  return (
    <search className="filters" aria-label={t('filter.title')}>
      <Select
        className="filter"
        aria-label={t('alerts.status')}
        value={value('status') ?? ''}
        onChange={change('status')}
        options={[
          { value: '', label: t('alerts.current') },
          ...statuses.map((id) => ({ value: id, label: t(`alerts.${id}`) })),
        ]}
      />
      {choice('severity', 'severities')}
      {choice('measure', 'ruleMeasures')}
      <RegionSelect value={value('region')} onChange={change('region')} />
    </search>
  )
}
