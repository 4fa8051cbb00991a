import type { RulePreview } from '@candor/api'
import { useFormat } from '@candor/ui'
import { designerTexts } from './designer-texts.ts'
import styles from './designer.module.css'

const height = 96
const step = 14

/** Points by month, two bars each: the rule to be, and the one now in force. The table under it says the same in numbers. */
export const MonthChart = ({ months }: { readonly months: RulePreview['months'] }) => {
  const t = designerTexts.useTexts()
  const format = useFormat()
  const most = Math.max(1, ...months.flatMap(({ points, pointsNow }) => [Number(points), Number(pointsNow)]))
  const barHeight = (points: string) => Math.max(Number(points) > 0 ? 1 : 0, (Number(points) / most) * height)
  const width = months.length * step
  return (
    <figure className={styles['chart']}>
      <div className={styles['bars']} style={{ maxWidth: Math.max(width * 4, 320) }}>
        <svg role="img" aria-label={t('preview.chart')} viewBox={`0 0 ${width} ${height}`} preserveAspectRatio="none">
          {months.map(({ month, points, pointsNow }, at) => (
            <g key={month}>
              <rect
                className={styles['barNew']}
                x={at * step + 1}
                width={6}
                y={height - barHeight(points)}
                height={barHeight(points)}
              />
              <rect
                className={styles['barNow']}
                x={at * step + 7}
                width={5}
                y={height - barHeight(pointsNow)}
                height={barHeight(pointsNow)}
              />
            </g>
          ))}
        </svg>
        <div className={styles['axis']}>
          <span>{months[0]?.month}</span>
          <span className={styles['legend']}>
            <i className={styles['keyNew']} /> {t('preview.legendNew')} <i className={styles['keyNow']} />{' '}
            {t('preview.legendNow')}
          </span>
          <span>{months.at(-1)?.month}</span>
        </div>
      </div>
      <details>
        <summary>{t('preview.months')}</summary>
        <div className={styles['tableBox']} tabIndex={0} role="region" aria-label={t('preview.months')}>
          <table className={styles['table']}>
            <thead>
              <tr>
                <th scope="col">{t('preview.month')}</th>
                <th scope="col">{t('preview.purchases')}</th>
                <th scope="col">{t('preview.points')}</th>
                <th scope="col">{t('preview.pointsNow')}</th>
              </tr>
            </thead>
            <tbody>
              {months.map((month) => (
                <tr key={month.month}>
                  <th scope="row">{month.month}</th>
                  <td>{format.number(month.purchases)}</td>
                  <td>{format.number(month.points)}</td>
                  <td>{format.number(month.pointsNow)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      </details>
    </figure>
  )
}
