import type { ReactNode } from 'react'
import styles from './components.module.css'

interface FigureProps {
  readonly label: string
  readonly value: ReactNode
  readonly hint?: ReactNode
  readonly loading?: boolean
}

/** One number with its name. */
export const Figure = ({ label, value, hint, loading = false }: FigureProps) => (
  <div className={styles['figure']}>
    <dt className={styles['figureLabel']}>{label}</dt>
    <dd className={styles['figureValue']} aria-busy={loading}>
      {loading ? <span className={styles['pulse']} style={{ width: 88, height: 24 }} /> : value}
    </dd>
    {hint && <dd className={styles['figureHint']}>{hint}</dd>}
  </div>
)

/** A row of figures that wraps on narrow screens. */
export const Figures = ({ children }: { readonly children: ReactNode }) => (
  <dl className={styles['figures']}>{children}</dl>
)
