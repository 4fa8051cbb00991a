import type { ReactNode } from 'react'
import styles from './components.module.css'

interface EmptyStateProps {
  readonly icon?: ReactNode
  readonly title: string
  /** What belongs here and how it gets here. */
  readonly children?: ReactNode
  readonly actions?: ReactNode
}

/** What a list says while it is empty: what will be here and how to bring it here. */
export const EmptyState = ({ icon, title, children, actions }: EmptyStateProps) => (
  <div className={styles['empty']}>
    {icon && (
      <div className={styles['emptyIcon']} aria-hidden>
        {icon}
      </div>
    )}
    <p className={styles['emptyTitle']}>{title}</p>
    {children && <div className={styles['emptyText']}>{children}</div>}
    {actions && <div className={styles['emptyActions']}>{actions}</div>}
  </div>
)
