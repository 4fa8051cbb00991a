import { useId, type ReactNode } from 'react'

interface SectionProps {
  readonly title?: ReactNode
  /** Beside the title, at the far end. */
  readonly extra?: ReactNode
  readonly className?: string
  readonly children: ReactNode
}

/** A card of the portal, with a heading that screen readers can jump to. */
export const Section = ({ title, extra, className = '', children }: SectionProps) => {
  const id = useId()
  return (
    <section className={`card ${className}`} aria-labelledby={title ? id : undefined}>
      {title && (
        <header className="card-head">
          <h2 id={id}>{title}</h2>
          {extra && <div className="card-extra">{extra}</div>}
        </header>
      )}
      {children}
    </section>
  )
}
