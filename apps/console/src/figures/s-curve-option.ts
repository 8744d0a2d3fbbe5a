import type { EChartsCoreOption } from 'echarts/core'
import { colours } from '../app/theme.js'
import { frame, scaleOf, tooltip, valueAxis } from './curve-option.js'
import { type Language, moneyText } from './numbers.js'

interface SCurves {
  /** `2026-06`; a line has a value for the end of each. */
  readonly months: readonly string[]
  readonly lines: readonly { readonly name: string; readonly fen: readonly (number | null)[] }[]
  /** Where on the plan the project stands. */
  readonly marker: { readonly name: string; readonly on: string; readonly earnedFen: number } | null
  readonly language: Language
}

/** Told apart by the kind of line as well as by colour; the plan is the one to compare with. */
const looks = [
  { color: colours.muted, type: 'dashed' },
  { color: colours.done, type: 'solid' },
  { color: '#2e7d4f', type: [8, 3] },
  { color: colours.place, type: [2, 3] },
  { color: colours.paid, type: 'dotted' },
] as const

export function sCurves({ months, lines, marker, language }: SCurves): EChartsCoreOption {
  const most = Math.max(0, ...lines.flatMap(({ fen }) => fen.map((amount) => amount ?? 0)))
  const scale = scaleOf(most, language)
  const base = frame([], false)
  return {
    ...base,
    xAxis: {
      ...base.xAxis,
      type: 'time',
      data: undefined,
      axisLabel: { color: colours.muted, hideOverlap: true, formatter: '{yyyy}-{MM}' },
    },
    yAxis: { ...valueAxis(false), name: scale.unit },
    tooltip: {
      ...tooltip,
      valueFormatter: (value: unknown) =>
        value === null || value === undefined ? '—' : moneyText(Math.round(Number(value) * scale.fen), language),
    },
    series: [
      ...lines.map(({ name, fen }, index) => ({
        name,
        type: 'line',
        showSymbol: months.length < 3,
        data: fen.map((amount, place) => [endOf(months[place]!), amount === null ? null : amount / scale.fen]),
        itemStyle: { color: looks[index]!.color },
        lineStyle: { ...looks[index]!, width: index === 0 ? 1.8 : 2.2 },
      })),
      ...(marker ? [markerOf(marker, scale.fen)] : []),
    ],
  }
}

function markerOf({ name, on, earnedFen }: NonNullable<SCurves['marker']>, fen: number) {
  return {
    name,
    type: 'line',
    symbol: 'diamond',
    symbolSize: 13,
    lineStyle: { width: 0 },
    data: [[Date.parse(on), earnedFen / fen]],
    itemStyle: { color: colours.red },
  }
}

/** The last day of a month. */
function endOf(month: string): number {
  const [year = 0, number = 0] = month.split('-').map(Number)
  return Date.UTC(year, number, 0)
}
