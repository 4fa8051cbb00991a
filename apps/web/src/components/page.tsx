import { useEffect, type ReactNode } from 'react'
import styles from './page.module.css'

interface PageProps {
  readonly title?: string
  /** Before the title, such as an avatar or a way back. */
  readonly lead?: ReactNode
  /** Below the title, one line. */
  readonly subtitle?: ReactNode
  readonly actions?: ReactNode
  /** Fills the window and scrolls inside, for lists. */
  readonly fill?: boolean
  /** Narrow column for forms and reading. */
  readonly narrow?: boolean
  readonly children: ReactNode
}

/** A page's frame: title in the tab and on the page, actions beside it, content below. */
export const Page = ({ title, lead, subtitle, actions, fill = false, narrow = false, children }: PageProps) => {
  useEffect(() => {
    document.title = title ? `${title} · Candor` : 'Candor'
  }, [title])
  return (
    <div className={styles['page']} data-fill={fill} data-narrow={narrow}>
      {title && (
        <header className={styles['header']}>
          {lead}
          <div className={styles['titles']}>
            <h1 className={styles['title']}>{title}</h1>
            {subtitle && <div className={styles['subtitle']}>{subtitle}</div>}
          </div>
          {actions && <div className={styles['actions']}>{actions}</div>}
        </header>
      )}
      <div className={styles['body']}>{children}</div>
    </div>
  )
}
