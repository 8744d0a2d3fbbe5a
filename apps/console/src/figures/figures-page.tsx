import { useSearchParams } from 'react-router'
import { ClocksBanner, ClocksControl } from '../app/clocks.js'
import { useTitle } from '../app/use-title.js'
import { useWords } from '../i18n/index.js'
import { FilterBar } from '../projects/filter-bar.js'
import { IdlePanel } from './idle-panel.js'
import { filtersOf, pick } from './question.js'
import { RatesPanel } from './rates-panel.js'
import { ReferenceClassPanel } from './reference-class-panel.js'

const asked = ['region', 'facilityGroup', 'facilityKind', 'knownOn', 'asOf'] as const

/** Figures of a scope that the overview has no room for. */
export function FiguresPage() {
  const { t } = useWords()
  useTitle(t('figures.title'))
  const [search] = useSearchParams()
  const filters = pick(filtersOf(search), asked)
  return (
    <>
      <div className="page-head">
        <h1>{t('figures.title')}</h1>
        <ClocksControl />
      </div>
      <FilterBar names={['region', 'facility']} />
      <ClocksBanner />
      <RatesPanel filters={filters} />
      <IdlePanel key={JSON.stringify(filters)} filters={filters} />
      <ReferenceClassPanel query={filters} />
    </>
  )
}
