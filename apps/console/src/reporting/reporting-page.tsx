import { reportingStatuses } from '@zhuji/contracts'
import { Button, Select } from 'antd'
import { Link, useLocation, useSearchParams } from 'react-router'
import { ClocksBanner, ClocksControl, useClocks } from '../app/clocks.js'
import { Nothing, Waiting } from '../app/states.js'
import { useTitle } from '../app/use-title.js'
import { dayText } from '../figures/days.js'
import { count, percent } from '../figures/numbers.js'
import { withFilters } from '../figures/question.js'
import { useWords } from '../i18n/index.js'
import { idsIn, termOf } from '../i18n/terms.js'
import { FilterBar } from '../projects/filter-bar.js'
import { useMay } from '../session/session.js'
import { Counts } from './counts.js'
import { Due, DueFor, ReportingTag } from './reporting-marks.js'
import type { ListedReporting } from './reporting-types.js'
import { useReportingList } from './use-reporting.js'

/** Who has reported and who has not; what waits longest comes first, so for an office it is the list of what to do. */
export function ReportingPage() {
  const { t } = useWords()
  useTitle(t('reporting.title'))
  const [search] = useSearchParams()
  const clocks = useClocks()
  const [region, status] = [search.get('region') ?? undefined, search.get('reporting') ?? undefined]
  const list = useReportingList({ region, status, ...clocks })
  const first = list.data?.pages[0]
  const items = list.data?.pages.flatMap((page) => page.items)
  return (
    <>
      <div className="page-head">
        <h1>{t('reporting.title')}</h1>
        <ClocksControl />
      </div>
      <div className="filter-row">
        <FilterBar names={['region']} />
        <StatusSelect value={status} />
      </div>
      <ClocksBanner />
      {!first && <Waiting error={list.error} onRetry={list.refetch} />}
      {first && items && (
        <div className={list.isPlaceholderData ? 'stale' : ''}>
          <p>
            {t('reporting.projects', { count: first.counts.projects })}
            {first.counts.notAsked > 0 && (
              <span className="muted"> {t('reporting.notAskedOf', { number: count(first.counts.notAsked) })}</span>
            )}
          </p>
          <Counts counts={first.counts} />
          {items.length === 0 && <Nothing title={t('reporting.none')} />}
          {items.length > 0 && <ReportingTable items={items} asOf={first.days.asOf} />}
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

function StatusSelect({ value }: { readonly value: string | undefined }) {
  const { t, say } = useWords()
  const [, setSearch] = useSearchParams()
  const options = idsIn('reportingStatuses').map((id) => ({ value: id, label: say(termOf('reportingStatuses', id)) }))
  return (
    <Select
      allowClear
      className="filter"
      aria-label={t('reporting.last')}
      placeholder={t('reporting.last')}
      value={value}
      options={options}
      onChange={(reporting) => setSearch((before) => withFilters(before, { reporting }), { replace: true })}
    />
  )
}

interface ReportingTableProps {
  readonly items: readonly ListedReporting[]
  readonly asOf: string
}

function ReportingTable({ items, asOf }: ReportingTableProps) {
  const { t } = useWords()
  const clocks = useClocks()
  const mayReport = useMay('milestones.report') && !clocks.asOf && !clocks.knownOn
  return (
    <div className="scroll" tabIndex={0} role="region" aria-label={t('reporting.title')}>
      <table className="grid">
        <thead>
          <tr>
            <th scope="col">{t('reporting.project')}</th>
            <th scope="col">{t('reporting.next')}</th>
            <th scope="col">{t('reporting.last')}</th>
            <th scope="col" className="number">
              {t('reporting.missed')}
            </th>
            <th scope="col">{t('reporting.lastReport')}</th>
            <th scope="col">{t('reporting.rhythm')}</th>
            {mayReport && <th scope="col">{t('reporting.act')}</th>}
          </tr>
        </thead>
        <tbody>
          {items.map((item) => (
            <Row key={item.projectId} {...{ item, asOf, mayReport }} />
          ))}
        </tbody>
      </table>
    </div>
  )
}

interface RowProps {
  readonly item: ListedReporting
  readonly asOf: string
  readonly mayReport: boolean
}

function Row({ item, asOf, mayReport }: RowProps) {
  const { t } = useWords()
  const { search } = useLocation()
  const { projectId, name, dueOn, dueFor, status, missed, lastReportOn, physicalPercent, asked } = item
  return (
    <tr>
      <th scope="row">
        <Link to={`/projects/${projectId}${search}`}>{name}</Link>
      </th>
      <td>
        <Due dueOn={dueOn} asOf={asOf} />
        {asked.length > 1 && <DueFor dueFor={dueFor} />}
      </td>
      <td>{status && status in reportingStatuses && <ReportingTag status={status} />}</td>
      <td className="number">{missed > 0 ? count(missed) : ''}</td>
      <td>
        {dayText(lastReportOn)} {physicalPercent !== null && `${percent(physicalPercent)} %`}
      </td>
      <td>
        {asked.map((rhythm) => (
          <DueFor key={rhythm.programmeId} dueFor={rhythm} />
        ))}
      </td>
      {mayReport && (
        <td>
          <Link to={`/projects/${projectId}/report`} className="act">
            {t('project.report')}
          </Link>
        </td>
      )}
    </tr>
  )
}
