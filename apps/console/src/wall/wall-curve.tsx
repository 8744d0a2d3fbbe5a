import { useMemo } from 'react'
import { useSeries } from '../api/hooks.js'
import { Chart } from '../figures/chart.js'
import { moneyCurves } from '../figures/curve-option.js'
import { moneyText } from '../figures/numbers.js'
import { useWords } from '../i18n/index.js'
import { cumulative } from '../overview/series.js'

/** The last ten years at most: older works would press the present into a corner. */
const MONTHS_SHOWN = 120

export function WallCurve({ region }: { readonly region: string | undefined }) {
  const { t, language } = useWords()
  const { data } = useSeries({ region })
  const points = useMemo(() => cumulative(data?.months ?? []).slice(-MONTHS_SHOWN), [data])
  const option = useMemo(() => {
    const lines = [
      { name: t('figure.in-place'), fen: points.map(({ inPlaceFen }) => inPlaceFen) },
      {
        name: t('figure.completed-investment'),
        fen: points.map(({ completedInvestmentFen }) => completedInvestmentFen),
      },
      { name: t('figure.disbursed'), fen: points.map(({ disbursedFen }) => disbursedFen) },
    ]
    return moneyCurves({ days: points.map(({ month }) => month), lines, language, isDark: true })
  }, [points, language, t])
  const last = points.at(-1)
  return (
    <section className="wall-panel wall-curve">
      <h2>{t('overview.curve')}</h2>
      {last && (
        <Chart option={option} height={420} label={`${t('overview.curve')} ${moneyText(last.inPlaceFen, language)}`} />
      )}
    </section>
  )
}
