import { lazy, Suspense } from 'react'
import { useSearchParams } from 'react-router'
import { useSummary } from '../api/hooks.js'
import type { Summary } from '../api/types.js'
import { ClocksBanner, ClocksControl } from '../app/clocks.js'
import { Nothing, Waiting } from '../app/states.js'
import { useTitle } from '../app/use-title.js'
import { type Filters, filtersOf, pick } from '../figures/question.js'
import { useWords } from '../i18n/index.js'
import { FilterBar } from '../projects/filter-bar.js'
import { DueReports } from '../reporting/due-reports.js'
import { Breakdown } from './breakdown.js'
import { CapacityPanel } from './capacity-panel.js'
import { Headline } from './headline.js'
import { LightsPanel } from './lights-panel.js'
import { StagesPanel } from './stages-panel.js'

const Curve = lazy(async () => ({ default: (await import('./curve-panel.js')).CurvePanel }))

/** What a summary can be asked by. */
const asked = ['region', 'facilityGroup', 'facilityKind', 'status', 'knownOn', 'asOf'] as const

export function OverviewPage() {
  const { t } = useWords()
  useTitle(t('overview.title'))
  const [search] = useSearchParams()
  const filters = pick(filtersOf(search), asked)
  const { data, error, refetch, isPlaceholderData } = useSummary(filters)
  return (
    <>
      <div className="page-head">
        <h1>{t('overview.title')}</h1>
        <ClocksControl />
      </div>
      <FilterBar names={['region', 'facility', 'status']} />
      <ClocksBanner />
      <DueReports />
      <div className={isPlaceholderData ? 'stale' : ''}>
        {data ? <Panels summary={data} filters={filters} /> : <Waiting error={error} onRetry={refetch} />}
      </div>
    </>
  )
}

function Panels({ summary, filters }: { readonly summary: Summary; readonly filters: Filters }) {
  const { t } = useWords()
  if (summary.total.projects === 0) return <Nothing title={t('overview.noProjects')} />
  return (
    <>
      <Headline total={summary.total} filters={filters} />
      <div className="columns">
        <div className="column-main">
          <Breakdown summary={summary} filters={filters} />
          <Suspense fallback={<section className="panel chart-place" />}>
            <Curve filters={filters} />
          </Suspense>
        </div>
        <div className="column-side">
          <LightsPanel filters={filters} />
          <StagesPanel summary={summary} filters={filters} />
          <CapacityPanel total={summary.total} filters={filters} />
        </div>
      </div>
    </>
  )
}
