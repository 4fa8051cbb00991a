import { EmptyState } from '@candor/ui'
import { Link, useRouter, type ErrorComponentProps } from '@tanstack/react-router'
import { shellTexts } from '../lib/shell-texts.ts'
import { Problem } from '../lib/problem.tsx'

/** Where an address leads nowhere. */
export const NotFound = () => {
  const t = shellTexts.useTexts()
  return (
    <EmptyState title={t('notFound.title')} actions={<Link to="/">{t('notFound.home')}</Link>}>
      {t('notFound.text')}
    </EmptyState>
  )
}

/** Where a page could not be shown at all. */
export const Failed = ({ error, reset }: ErrorComponentProps) => {
  const t = shellTexts.useTexts()
  const router = useRouter()
  const again = () => {
    reset()
    void router.invalidate()
  }
  return (
    <div className="failed">
      <h1>{t('failed.title')}</h1>
      <Problem error={error} onRetry={again} />
    </div>
  )
}
