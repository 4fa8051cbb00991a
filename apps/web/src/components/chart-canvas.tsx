import { usePalette, useReducedMotion } from '@candor/ui'
import { BarChart } from 'echarts/charts'
import { GridComponent, TooltipComponent } from 'echarts/components'
import { init, use, type EChartsCoreOption, type EChartsType } from 'echarts/core'
import { SVGRenderer } from 'echarts/renderers'
import { useEffect, useRef } from 'react'
import type { ChartProps } from './chart-types.ts'

/** The page's font; drawings do not inherit it. */
const fontFamily = 'var(--font)'

use([BarChart, GridComponent, TooltipComponent, SVGRenderer])

type Palette = ReturnType<typeof usePalette>

const optionOf = (props: ChartProps, colours: Palette, animation: boolean): EChartsCoreOption => {
  const { categories, series, stacked = false, format, formatAxis } = props
  const text = { color: colours.text3, fontFamily, fontSize: 11 }
  return {
    animation,
    animationDuration: 350,
    color: [colours.series1, colours.series2, colours.series3, colours.series4],
    textStyle: { fontFamily },
    grid: {
      left: 4,
      right: 4,
      top: 12,
      bottom: 4,
      outerBoundsMode: 'same',
      outerBoundsContain: 'axisLabel',
    },
    tooltip: {
      trigger: 'axis',
      axisPointer: { type: 'shadow', shadowStyle: { color: colours.hover, opacity: 0.7 } },
      backgroundColor: colours.raised,
      borderColor: colours.line,
      textStyle: { color: colours.text, fontFamily, fontSize: 12 },
      extraCssText: `box-shadow:${colours.shadow};border-radius:8px`,
      confine: true,
      valueFormatter: (value: unknown) => format(Number(value)),
    },
    xAxis: {
      type: 'category',
      data: [...categories],
      axisTick: { show: false },
      axisLine: { lineStyle: { color: colours.line } },
      axisLabel: { ...text, hideOverlap: true },
    },
    yAxis: {
      type: 'value',
      splitNumber: 3,
      splitLine: { lineStyle: { color: colours.line } },
      axisLabel: { ...text, formatter: (value: number) => formatAxis(value) },
    },
    series: series.map((one, index) => ({
      type: 'bar',
      name: one.name,
      data: [...one.values],
      barMaxWidth: 34,
      barCategoryGap: '28%',
      stack: stacked ? 'all' : null,
      itemStyle: { borderRadius: !stacked || index === series.length - 1 ? [3, 3, 0, 0] : 0 },
    })),
  }
}

/** Draws the chart; split off so that the library loads only here. */
export const ChartCanvas = (props: ChartProps) => {
  const box = useRef<HTMLDivElement>(null)
  const chart = useRef<EChartsType>(null)
  const colours = usePalette()
  const reducedMotion = useReducedMotion()
  useEffect(() => {
    if (!box.current) return undefined
    const made = init(box.current, null, { renderer: 'svg' })
    chart.current = made
    const observer = new ResizeObserver(() => made.resize())
    observer.observe(box.current)
    return () => {
      observer.disconnect()
      made.dispose()
      chart.current = null
    }
  }, [])
  useEffect(() => {
    chart.current?.setOption(optionOf(props, colours, !reducedMotion), { notMerge: true })
  })
  return <div ref={box} style={{ height: props.height }} aria-hidden />
}
