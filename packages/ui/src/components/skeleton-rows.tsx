import { uiTexts } from '../ui-texts.ts'
import styles from './components.module.css'

interface SkeletonRowsProps {
  readonly rows?: number
  readonly height?: number
}

/** Stands in for a list while its first page is on the way. */
export const SkeletonRows = ({ rows = 6, height = 44 }: SkeletonRowsProps) => {
  const t = uiTexts.useTexts()
  return (
    <div role="status" aria-label={t('loading')} className={styles['skeleton']}>
      {Array.from({ length: rows }, (_, row) => (
        <div key={row} className={styles['skeletonRow']} style={{ height }} aria-hidden>
          <span className={styles['pulse']} style={{ width: `${30 + ((row * 17) % 25)}%` }} />
          <span className={styles['pulse']} style={{ width: `${12 + ((row * 7) % 10)}%` }} />
        </div>
      ))}
    </div>
  )
}
