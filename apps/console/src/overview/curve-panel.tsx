import { useMemo } from 'react'
import { useSeries } from '../api/hooks.js'
import { Nothing, Waiting } from '../app/states.js'
import { Chart } from '../figures/chart.js'
import { moneyCurves } from '../figures/curve-option.js'
import { moneyText } from '../figures/numbers.js'
import { type Filters, pick } from '../figures/question.js'
import { useWords } from '../i18n/index.js'
import { cumulative } from './series.js'

const names = ['inPlaceFen', 'completedInvestmentFen', 'disbursedFen'] as const
const words = {
  inPlaceFen: 'in-place',
  completedInvestmentFen: 'completed-investment',
  disbursedFen: 'disbursed',
} as const

export function CurvePanel({ filters }: { readonly filters: Filters }) {
  const { t, language } = useWords()
  const asked = pick(filters, ['region', 'facilityGroup', 'facilityKind', 'knownOn', 'asOf'])
  const { data, error, refetch } = useSeries(asked)
  const points = useMemo(() => cumulative(data?.months ?? []), [data])
  const option = useMemo(() => {
    const lines = names.map((name) => ({ name: t(`figure.${words[name]}`), fen: points.map((point) => point[name]) }))
    return moneyCurves({ days: points.map(({ month }) => month), lines, language })
  }, [points, language, t])
  const last = points.at(-1)
  const label = [
    t('overview.curve'),
    last?.month,
    ...names.map((name) => `${t(`figure.${words[name]}`)} ${moneyText(last?.[name], language)}`),
  ]
  return (
    <section className="panel">
      <h2>{t('overview.curve')}</h2>
      {!data && <Waiting error={error} onRetry={refetch} />}
      {data && points.length === 0 && <Nothing title={t('state.empty')} />}
      {points.length > 0 && <Chart option={option} label={label.filter(Boolean).join('，')} />}
    </section>
  )
}
