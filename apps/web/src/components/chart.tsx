import { lazy, Suspense } from 'react'
import styles from './chart.module.css'
import type { ChartProps } from './chart-types.ts'

// The drawing library is several times the size of everything else on a page: it comes when a chart does.
const ChartCanvas = lazy(async () => ({ default: (await import('./chart-canvas.tsx')).ChartCanvas }))

const Legend = ({ series }: Pick<ChartProps, 'series'>) => (
  <ul className={styles['legend']} aria-hidden>
    {series.map(({ name }, index) => (
      <li key={name}>
        <span style={{ background: `var(--c-series-${(index % 4) + 1})` }} />
        {name}
      </li>
    ))}
  </ul>
)

const Numbers = ({ label, categories, series, format }: ChartProps) => (
  <div className="visually-hidden">
    <table>
      <caption>{label}</caption>
      <thead>
        <tr>
          <td />
          {series.map(({ name }) => (
            <th key={name} scope="col">
              {name}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {categories.map((category, index) => (
          <tr key={category}>
            <th scope="row">{category}</th>
            {series.map(({ name, values }) => (
              <td key={name}>{format(values[index] ?? 0)}</td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  </div>
)

/** A chart with a table behind it for people who cannot see it. */
export const Chart = (props: ChartProps) => (
  <figure className={styles['chart']}>
    {props.legend && <Legend series={props.series} />}
    <Suspense fallback={<div className={styles['waiting']} style={{ height: props.height }} />}>
      <ChartCanvas {...props} />
    </Suspense>
    <Numbers {...props} />
  </figure>
)
