import { CompassOutlined, LockOutlined } from '@ant-design/icons'
import { EmptyState, ProblemMessage, SkeletonRows } from '@candor/ui'
import { useQueryErrorResetBoundary } from '@tanstack/react-query'
import { Link, useRouter, type ErrorComponentProps } from '@tanstack/react-router'
import { Page } from '../components/page.tsx'
import { useNameOf } from '../lib/rights.ts'
import { useSession } from '../lib/session.ts'
import { shellTexts } from './shell/shell-texts.ts'

export const PagePending = () => (
  <Page>
    <SkeletonRows rows={8} />
  </Page>
)

export const PageCrashed = ({ error, reset }: ErrorComponentProps) => {
  const t = shellTexts.useTexts()
  const router = useRouter()
  const boundary = useQueryErrorResetBoundary()
  const retry = () => {
    boundary.reset()
    reset()
    void router.invalidate()
  }
  return (
    <Page title={t('crashed')}>
      <ProblemMessage error={error} onRetry={retry} />
    </Page>
  )
}

export const PageMissing = () => {
  const t = shellTexts.useTexts()
  return (
    <Page>
      <EmptyState icon={<CompassOutlined />} title={t('notFound')} actions={<Link to="/">{t('goHome')}</Link>}>
        {t('notFoundText')}
      </EmptyState>
    </Page>
  )
}

/** Stands where a page would be that the person has no right to. */
export const PageForbidden = () => {
  const t = shellTexts.useTexts()
  const { role } = useSession()
  const nameOf = useNameOf()
  return (
    <Page title={t('noRight')}>
      <EmptyState icon={<LockOutlined />} title={t('noRight')} actions={<Link to="/">{t('goHome')}</Link>}>
        {t('noRightText', { role: nameOf(role) })}
      </EmptyState>
    </Page>
  )
}
