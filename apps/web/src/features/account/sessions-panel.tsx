import { accountRoutes, type StaffSessionItem } from '@candor/api'
import { Instant, Panel, ProblemMessage, SkeletonRows } from '@candor/ui'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Button, Tag } from 'antd'
import { call } from '../../lib/api.ts'
import { useTell } from '../../lib/use-tell.tsx'
import { accountTexts } from './account-texts.ts'
import { accountKey, sessionsQuery } from './queries.ts'
import styles from './account.module.css'

const useDeviceName = () => {
  const t = accountTexts.useTexts()
  return ({ browser, system }: StaffSessionItem): string =>
    browser && system ? t('sessions.on', { browser, system }) : (browser ?? system ?? t('sessions.unknown'))
}

const SessionRow = ({ session }: { readonly session: StaffSessionItem }) => {
  const t = accountTexts.useTexts()
  const nameOf = useDeviceName()
  const { tell, complain } = useTell()
  const client = useQueryClient()
  const end = useMutation({
    mutationFn: () => call(accountRoutes.endSession, { params: { id: session.id } }),
    onSuccess: () => tell(t('sessions.ended')),
    onError: complain,
    onSettled: () => client.invalidateQueries({ queryKey: accountKey }),
  })
  return (
    <li className={styles['session']}>
      <div className={styles['device']}>
        <strong>{nameOf(session)}</strong>
        {session.current && <Tag color="success">{t('sessions.here')}</Tag>}
        <span className={styles['quiet']}>
          {t('sessions.since')} <Instant at={session.signedInAt} style="relative" /> · {t('sessions.until')}{' '}
          <Instant at={session.expiresAt} style="date" />
        </span>
      </div>
      {!session.current && (
        <Button
          size="small"
          loading={end.isPending}
          aria-label={t('sessions.endLabel', { name: nameOf(session) })}
          onClick={() => end.mutate()}
        >
          {t('sessions.end')}
        </Button>
      )}
    </li>
  )
}

/** Where one is signed in, with the way to end what should not be. */
export const SessionsPanel = () => {
  const t = accountTexts.useTexts()
  const { tell, complain } = useTell()
  const client = useQueryClient()
  const query = useQuery(sessionsQuery)
  const endOthers = useMutation({
    mutationFn: () => call(accountRoutes.endOtherSessions, { body: {} }),
    onSuccess: ({ ended }) => tell(t('sessions.endedOthers', { count: ended })),
    onError: complain,
    onSettled: () => client.invalidateQueries({ queryKey: accountKey }),
  })
  if (query.isError) return <ProblemMessage error={query.error} onRetry={() => void query.refetch()} />
  const items = query.data?.items ?? []
  return (
    <Panel
      title={t('sessions.title')}
      flush
      extra={
        items.length > 1 && (
          <Button size="small" loading={endOthers.isPending} onClick={() => endOthers.mutate()}>
            {t('sessions.endOthers')}
          </Button>
        )
      }
    >
      {query.isPending && <SkeletonRows rows={2} height={48} />}
      <ul>
        {items.map((session) => (
          <SessionRow key={session.id} session={session} />
        ))}
      </ul>
    </Panel>
  )
}
