import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import { read } from '../api/http.js'
import { useClocks } from '../app/clocks.js'
import { Chart } from '../figures/chart.js'
import { trendCurves } from '../figures/trend-option.js'
import { useWords } from '../i18n/index.js'
import { termOf } from '../i18n/terms.js'
import { type MilestoneTrend, moving } from './trend.js'

/** More lines than this cannot be told apart. */
const LINES_MAX = 5

/** Forecast date against report date: a level line keeps its day, a rising one slips. Shown once something was expected anew. */
export function TrendPanel({ projectId }: { readonly projectId: string }) {
  const { t, say } = useWords()
  const { asOf, knownOn } = useClocks()
  const { data } = useQuery({
    queryKey: ['construction', projectId, 'trend', asOf, knownOn],
    queryFn: ({ signal }) =>
      read<{ items: readonly MilestoneTrend[] }>(`/milestones/projects/${projectId}/trend`, {
        query: { asOf, knownOn },
        signal,
      }),
  })
  const shown = useMemo(() => moving(data?.items ?? [], LINES_MAX), [data])
  const lines = useMemo(
    () => shown.map(({ milestone, points }) => ({ name: say(termOf('milestones', milestone)), points })),
    [shown, say],
  )
  const option = useMemo(() => trendCurves(lines, t('plan.expectedOn')), [lines, t])
  if (lines.length === 0) return null
  const label = `${t('plan.trend')}：${lines.map(({ name, points }) => `${name} ${points.at(-1)!.expectedOn}`).join('，')}`
  return (
    <section className="panel">
      <h2>
        {t('plan.trend')}
        <small className="muted"> {t('plan.trendHint')}</small>
      </h2>
      <Chart option={option} label={label} height={240} />
      <ul className="trend-slips">
        {shown.map(({ milestone, slipDays, slipFromFirstDays }, index) => (
          <li key={milestone}>
            {lines[index]!.name}：<Slip days={slipDays} />
            {slipFromFirstDays !== slipDays && (
              <span className="muted">
                {' '}
                {t('plan.againstFirst')} <Slip days={slipFromFirstDays} />
              </span>
            )}
          </li>
        ))}
      </ul>
    </section>
  )
}

function Slip({ days }: { readonly days: number | null }) {
  const { t } = useWords()
  if (days === null) return <span className="muted">{t('state.unknown')}</span>
  if (days === 0) return <span>{t('plan.onPlan')}</span>
  return days > 0 ? (
    <span className="warn">{t('project.late', { days })}</span>
  ) : (
    <span className="good">{t('project.early', { days: -days })}</span>
  )
}
