import { LineChart } from 'echarts/charts'
import { GridComponent, LegendComponent, TooltipComponent } from 'echarts/components'
import { init, use as register, type EChartsCoreOption } from 'echarts/core'
import { CanvasRenderer } from 'echarts/renderers'
import { useEffect, useRef } from 'react'

register([LineChart, GridComponent, LegendComponent, TooltipComponent, CanvasRenderer])

interface ChartProps {
  readonly option: EChartsCoreOption
  /** Says in words what the chart shows, for those who do not see it. */
  readonly label: string
  readonly height?: number
}

export function Chart({ option, label, height = 260 }: ChartProps) {
  const place = useChart(option)
  return <div ref={place} className="chart" role="img" aria-label={label} style={{ height }} />
}

/** One chart for the life of the element: options are merged in, and it follows the size of its place. */
function useChart(option: EChartsCoreOption) {
  const place = useRef<HTMLDivElement>(null)
  const chart = useRef<ReturnType<typeof init> | null>(null)
  useEffect(() => {
    const element = place.current!
    const created = init(element, undefined, { renderer: 'canvas' })
    chart.current = created
    const resized = new ResizeObserver(() => created.resize())
    resized.observe(element)
    return () => (resized.disconnect(), created.dispose())
  }, [])
  useEffect(() => {
    chart.current?.setOption(option, { notMerge: true })
  }, [option])
  return place
}
