import { useId, type ReactNode } from 'react'
import styles from './components.module.css'

interface PanelProps {
  readonly title?: ReactNode
  /** Beside the title, at the far end. */
  readonly extra?: ReactNode
  /** Without inner padding, for lists that reach the edge. */
  readonly flush?: boolean
  readonly className?: string | undefined
  readonly children: ReactNode
}

/** A titled surface: the one card both apps use. */
export const Panel = ({ title, extra, flush = false, className = '', children }: PanelProps) => {
  const id = useId()
  return (
    <section className={`${styles['panel']} ${className}`} aria-labelledby={title ? id : undefined}>
      {(title || extra) && (
        <header className={styles['panelHeader']}>
          {title && (
            <h2 className={styles['panelTitle']} id={id}>
              {title}
            </h2>
          )}
          {extra && <div className={styles['panelExtra']}>{extra}</div>}
        </header>
      )}
      <div className={flush ? styles['panelFlush'] : styles['panelBody']}>{children}</div>
    </section>
  )
}
