import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import { read } from '../api/http.js'
import { useClocks } from '../app/clocks.js'
import { Nothing, Waiting } from '../app/states.js'
import { Chart } from '../figures/chart.js'
import { type FigureAnswer, valueText } from '../figures/figure-answer.js'
import { moneyText } from '../figures/numbers.js'
import { sCurves } from '../figures/s-curve-option.js'
import { useExplain } from '../figures/use-explain.js'
import { useWords } from '../i18n/index.js'

const curveNames = ['planned', 'earned', 'certified', 'inPlace', 'paid'] as const
type CurveName = (typeof curveNames)[number]

type CurveMonth = { readonly month: string } & Readonly<Record<`${CurveName}Fen`, number | null>>

interface Curves {
  readonly months: readonly CurveMonth[]
  readonly earnedSchedule: { readonly on: string; readonly earnedFen: number } | null
  readonly figures: readonly FigureAnswer[]
}

/** Plan, work and money of one project by month, where it stands on its plan, and the figures that follow. */
export function CurvesPanel({ projectId }: { readonly projectId: string }) {
  const { t, language } = useWords()
  const clocks = useClocks()
  const { data, error, refetch } = useQuery({
    queryKey: ['project', projectId, 'curves', clocks],
    queryFn: ({ signal }) => read<Curves>(`/dashboards/projects/${projectId}/curves`, { query: { ...clocks }, signal }),
  })
  const option = useMemo(() => {
    const lines = curveNames.map((name) => ({
      name: t(`curves.${name}`),
      fen: data?.months.map((month) => month[`${name}Fen`]) ?? [],
    }))
    const marker = data?.earnedSchedule ? { ...data.earnedSchedule, name: t('curves.marker') } : null
    return sCurves({ months: data?.months.map(({ month }) => month) ?? [], lines, marker, language })
  }, [data, t, language])
  const last = data?.months.findLast(({ paidFen }) => paidFen !== null)
  const said = curveNames.map((name) => `${t(`curves.${name}`)} ${moneyText(last?.[`${name}Fen`], language)}`)
  const isPlanned = data?.months.some(({ plannedFen }) => plannedFen !== null)
  return (
    <section className="panel">
      <h2>{t('curves.title')}</h2>
      {!data && <Waiting error={error} onRetry={refetch} />}
      {data?.months.length === 0 && <Nothing title={t('curves.none')} />}
      {data && data.months.length > 0 && (
        <>
          <Chart option={option} label={`${t('curves.title')}：${said.join('，')}`} height={280} />
          {data.earnedSchedule && <p className="muted">{t('curves.markerOn', { day: data.earnedSchedule.on })}</p>}
          {!isPlanned && <p className="muted">{t('curves.noPlan')}</p>}
          <CourseFigures projectId={projectId} figures={data.figures} />
        </>
      )}
    </section>
  )
}

function CourseFigures({ projectId, figures }: { readonly projectId: string; readonly figures: Curves['figures'] }) {
  const { t, say, language } = useWords()
  const { explain } = useExplain()
  const clocks = useClocks()
  return (
    <dl className="course-figures">
      {figures.map((figure) => (
        <div key={figure.id}>
          <dt>{say(figure.name)}</dt>
          <dd>
            <button
              type="button"
              className="why"
              data-figure={figure.id}
              onClick={() => explain({ figure: figure.id, projectId, ...clocks })}
            >
              {figure.value === null ? (
                <span className="muted">{t('state.unknown')}</span>
              ) : (
                `${valueText(figure, figure.value, language)}${figure.unit === 'months' ? ` ${t('curves.months')}` : ''}`
              )}
            </button>
          </dd>
        </div>
      ))}
    </dl>
  )
}
