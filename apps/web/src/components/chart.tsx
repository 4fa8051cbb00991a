import { lazy, Suspense } from 'react'
import styles from './chart.module.css'
import type { ChartProps } from './chart-types.ts'

// The drawing library is several times the size of everything else on a page: it comes when a chart does.
const ChartCanvas = lazy(async () => ({ default: (await import('./chart-canvas.tsx')).ChartCanvas }))

/** A chart with a table behind it for people who cannot see it. */
export const Chart = (props: ChartProps) => (
  <figure className={styles['chart']} style={{ height: props.height }}>
    <Suspense fallback={<div className={styles['waiting']} style={{ height: props.height }} />}>
      <ChartCanvas {...props} />
    </Suspense>
    <table className="visually-hidden">
      <caption>{props.label}</caption>
      <thead>
        <tr>
          <td />
          {props.series.map((series) => (
            <th key={series.name} scope="col">
              {series.name}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {props.categories.map((category, index) => (
          <tr key={category}>
            <th scope="row">{category}</th>
            {props.series.map((series) => (
              <td key={series.name}>{props.format(series.values[index] ?? 0)}</td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  </figure>
)
