import { useEffect, useMemo } from 'react'
import { useStory } from '../api/hooks.js'
import type { ProjectDetail } from '../api/types.js'
import { useClocks } from '../app/clocks.js'
import { Nothing, Waiting } from '../app/states.js'
import { Chart } from '../figures/chart.js'
import { progressCurves } from '../figures/curve-option.js'
import { today } from '../figures/days.js'
import { percent } from '../figures/numbers.js'
import { useWords } from '../i18n/index.js'
import { progressPoints } from './progress-points.js'

const STORY_PAGE = 100
/** Enough for some years of weekly reports and payments. */
const PAGES_MAX = 10

export function ProgressPanel({ project }: { readonly project: ProjectDetail }) {
  const { t } = useWords()
  const clocks = useClocks()
  const { data, error, refetch, hasNextPage, fetchNextPage, isFetchingNextPage } = useStory(project.projectId, {
    ...clocks,
    limit: STORY_PAGE,
  })
  const pages = data?.pages.length ?? 0
  useEffect(() => {
    if (hasNextPage && !isFetchingNextPage && pages < PAGES_MAX) void fetchNextPage()
  }, [hasNextPage, isFetchingNextPage, pages, fetchNextPage])
  const { agreedFen } = project
  const points = useMemo(
    () =>
      progressPoints(
        data?.pages.flatMap(({ items }) => items) ?? [],
        agreedFen,
        clocks.asOf ?? clocks.knownOn ?? today(),
      ),
    [data, agreedFen, clocks.asOf, clocks.knownOn],
  )
  const option = useMemo(
    () =>
      progressCurves({
        days: points.map(({ on }) => on),
        lines: [
          { name: t('figure.physical'), percents: points.map(({ physicalPercent }) => physicalPercent) },
          { name: t('figure.paid'), percents: points.map(({ paidPercent }) => paidPercent) },
        ],
      }),
    [points, t],
  )
  const last = points.at(-1)
  const label = `${t('project.curve')}：${t('figure.physical')} ${percent(last?.physicalPercent)} %，${t('figure.paid')} ${percent(last?.paidPercent)} %`
  return (
    <section className="panel">
      <h2>{t('project.curve')}</h2>
      {!data && <Waiting error={error} onRetry={refetch} />}
      {data && points.length === 0 && <Nothing title={t('project.noCurve')} />}
      {points.length > 0 && <Chart option={option} label={label} height={220} />}
    </section>
  )
}
