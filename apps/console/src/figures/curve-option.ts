import type { EChartsCoreOption } from 'echarts/core'
import { colours, fontFamily } from '../app/theme.js'
import { type Language, moneyText, percent } from './numbers.js'

const FEN_PER_WAN = 1_000_000
const FEN_PER_YI = 10_000_000_000

interface MoneyCurves {
  readonly days: readonly string[]
  readonly lines: readonly { readonly name: string; readonly fen: readonly number[] }[]
  readonly language: Language
  readonly isDark?: boolean
}

/** Told apart by the kind of line as well as by colour. */
const lineStyles = [
  { color: colours.place, type: 'dashed' },
  { color: colours.done, type: 'solid' },
  { color: colours.paid, type: 'dotted' },
] as const
const darkColours = ['#8fb3d1', '#7fd1c7', '#f0b35e'] as const

export function moneyCurves({ days, lines, language, isDark = false }: MoneyCurves): EChartsCoreOption {
  const most = Math.max(0, ...lines.flatMap(({ fen }) => [...fen]))
  const scale = scaleOf(most, language)
  return {
    ...frame(days, isDark),
    tooltip: {
      ...tooltip,
      valueFormatter: (value: unknown) => moneyText(Math.round(Number(value) * scale.fen), language),
    },
    yAxis: { ...valueAxis(isDark), name: scale.unit },
    series: lines.map(({ name, fen }, index) => ({
      name,
      type: 'line',
      showSymbol: days.length < 3,
      symbolSize: 5,
      data: fen.map((amount) => amount / scale.fen),
      ...look(index, isDark),
    })),
  }
}

function look(index: number, isDark: boolean) {
  const { color, type } = lineStyles[index % lineStyles.length]!
  const shown = isDark ? darkColours[index % darkColours.length]! : color
  return { itemStyle: { color: shown }, lineStyle: { color: shown, type, width: 2.2 } }
}

export function scaleOf(most: number, language: Language): { fen: number; unit: string } {
  if (language === 'en') return { fen: 100_000_000, unit: 'm CNY' }
  return most >= FEN_PER_YI ? { fen: FEN_PER_YI, unit: '亿元' } : { fen: FEN_PER_WAN, unit: '万元' }
}

export const tooltip = { trigger: 'axis', confine: true, textStyle: { fontFamily, fontSize: 12 } } as const

export function frame(days: readonly string[], isDark: boolean) {
  const text = isDark ? '#b9c9d8' : colours.muted
  return {
    animation: false,
    textStyle: { fontFamily },
    grid: { left: 8, right: 14, top: 34, bottom: 4, outerBoundsMode: 'same', outerBoundsContain: 'axisLabel' },
    legend: { right: 8, top: 0, icon: 'path://M0 5h20v2H0z', itemWidth: 18, textStyle: { color: text, fontFamily } },
    xAxis: {
      type: 'category',
      data: [...days],
      boundaryGap: false,
      axisLabel: { color: text, hideOverlap: true },
      axisLine: { lineStyle: { color: isDark ? '#3a5166' : colours.line } },
      axisTick: { show: false },
    },
  }
}

export function valueAxis(isDark: boolean) {
  return {
    type: 'value',
    nameTextStyle: { color: isDark ? '#b9c9d8' : colours.muted, align: 'left' },
    axisLabel: { color: isDark ? '#b9c9d8' : colours.muted },
    splitLine: { lineStyle: { color: isDark ? '#22384b' : '#edf0f3' } },
  }
}

interface ProgressCurves {
  readonly days: readonly string[]
  readonly lines: readonly { readonly name: string; readonly percents: readonly (number | null)[] }[]
}

/** Work and money of one project on one scale of percents; both stay where they are until the next fact. */
export function progressCurves({ days, lines }: ProgressCurves): EChartsCoreOption {
  const colour = [colours.done, colours.paid]
  return {
    ...frame(days, false),
    xAxis: {
      ...frame(days, false).xAxis,
      type: 'time',
      data: undefined,
      axisLabel: { color: colours.muted, hideOverlap: true, formatter: '{yyyy}-{MM}-{dd}' },
    },
    tooltip: { ...tooltip, valueFormatter: (value: unknown) => `${percent(value === null ? null : Number(value))} %` },
    yAxis: { ...valueAxis(false), name: '%', min: 0, max: ({ max }: { max: number }) => Math.max(100, Math.ceil(max)) },
    series: lines.map(({ name, percents }, index) => ({
      name,
      type: 'line',
      step: 'end',
      symbolSize: 4,
      showSymbol: days.length < 40,
      data: percents.map((value, place) => [days[place], value]),
      itemStyle: { color: colour[index] },
      lineStyle: { color: colour[index], width: 2.2, type: index === 0 ? 'solid' : 'dotted' },
    })),
  }
}
