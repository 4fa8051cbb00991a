import { useEffect, useRef, type ReactNode } from 'react'
import { shellTexts } from './shell-texts.ts'

/** The address on which the reader arrived: there the browser's own focus stays as it is. */
const arrivedAt = globalThis.location?.href

interface PageTitleProps {
  readonly title: string
  readonly lead?: ReactNode
  readonly children?: ReactNode
}

/** The one heading of a page: names the tab, and takes the focus after a change of page so that screen readers start here. */
export const PageTitle = ({ title, lead, children }: PageTitleProps) => {
  const t = shellTexts.useTexts()
  const heading = useRef<HTMLHeadingElement>(null)
  const product = t('product')
  useEffect(() => {
    document.title = `${title} · ${product}`
  }, [title, product])
  useEffect(() => {
    if (globalThis.location.href !== arrivedAt) heading.current?.focus({ preventScroll: true })
  }, [])
  return (
    <header className="page-title">
      <h1 ref={heading} tabIndex={-1}>
        {title}
      </h1>
      {lead && <p className="lead">{lead}</p>}
      {children}
    </header>
  )
}
