export interface ChartSeries {
  readonly name: string
  readonly values: readonly number[]
}

export interface ChartProps {
  /** What the chart shows, for people who cannot see it. */
  readonly label: string
  readonly height: number
  /** Along the bottom. */
  readonly categories: readonly string[]
  readonly series: readonly ChartSeries[]
  /** A value in full, for the tooltip. */
  readonly format: (value: number) => string
  /** A value shortened, for the axis. */
  readonly formatAxis: (value: number) => string
  /** Bars on top of each other. */
  readonly stacked?: boolean
  readonly legend?: boolean
}
