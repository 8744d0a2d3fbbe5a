import type { EChartsCoreOption } from 'echarts/core'
import { colours, fontFamily } from '../app/theme.js'

interface TrendLine {
  readonly name: string
  readonly points: readonly { readonly on: string; readonly expectedOn: string }[]
}

const kinds = ['solid', 'dashed', 'dotted', 'solid', 'dashed'] as const
const lineColours = [colours.paid, colours.place, colours.done, colours.muted, colours.place] as const
const A_DAY_MS = 86_400_000
const dayLabel = { color: colours.muted, hideOverlap: true, formatter: '{yyyy}-{MM}-{dd}' } as const

/** Both axes are days; a day stays expected until another one is. */
export function trendCurves(lines: readonly TrendLine[], valueName: string): EChartsCoreOption {
  const axis = { type: 'time', axisLabel: dayLabel, axisTick: { show: false }, minInterval: A_DAY_MS } as const
  return {
    animation: false,
    textStyle: { fontFamily },
    grid: { left: 8, right: 14, top: 34, bottom: 4, outerBoundsMode: 'same', outerBoundsContain: 'axisLabel' },
    legend: { right: 8, top: 0, itemWidth: 22, textStyle: { color: colours.muted, fontFamily } },
    tooltip: {
      trigger: 'axis',
      confine: true,
      textStyle: { fontFamily, fontSize: 12 },
      valueFormatter: (value: unknown) => new Date(Number(value)).toISOString().slice(0, 10),
    },
    xAxis: axis,
    yAxis: {
      ...axis,
      name: valueName,
      nameTextStyle: { color: colours.muted, align: 'left' },
      splitLine: { lineStyle: { color: '#edf0f3' } },
      scale: true,
    },
    series: lines.map(({ name, points }, index) => ({
      name,
      type: 'line',
      step: 'end',
      symbolSize: 6,
      // As instants: a value axis of days is not read from text.
      data: points.map(({ on, expectedOn }) => [Date.parse(on), Date.parse(expectedOn)]),
      itemStyle: { color: lineColours[index % lineColours.length] },
      lineStyle: { color: lineColours[index % lineColours.length], type: kinds[index % kinds.length], width: 2 },
    })),
  }
}
