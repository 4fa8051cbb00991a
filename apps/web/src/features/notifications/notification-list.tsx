import { BellOutlined } from '@ant-design/icons'
import { notificationRoutes, type Notification } from '@candor/api'
import { EmptyState, Instant, ProblemMessage, SkeletonRows, useLanguage } from '@candor/ui'
import { useInfiniteQuery, useMutation, useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { Button } from 'antd'
import { LoadMore } from '../../components/load-more.tsx'
import { call } from '../../lib/api.ts'
import { notificationsTexts } from './notifications-texts.ts'
import { notificationsKey, notificationsQuery } from './queries.ts'
import styles from './notifications.module.css'

interface NotificationListProps {
  readonly limit: number
  /** Whether more is loaded as it is scrolled. */
  readonly endless?: boolean
  readonly onOpened?: () => void
}

const useRead = () => {
  const client = useQueryClient()
  return useMutation({
    mutationFn: ({ id, read }: { id: string; read: boolean }) =>
      call(notificationRoutes.read, { params: { id }, body: { read } }),
    onSettled: () => client.invalidateQueries({ queryKey: notificationsKey }),
  })
}

/** One's own notifications, newest first; opening one marks it as read. */
export const NotificationList = ({ limit, endless = false, onOpened }: NotificationListProps) => {
  const t = notificationsTexts.useTexts()
  const [language] = useLanguage()
  const navigate = useNavigate()
  const query = useInfiniteQuery(notificationsQuery(limit))
  const read = useRead()
  const items = query.data?.pages.flatMap((page) => page.items) ?? []
  if (query.isPending) return <SkeletonRows rows={4} height={48} />
  if (query.isError && items.length === 0)
    return <ProblemMessage error={query.error} onRetry={() => void query.refetch()} />
  if (items.length === 0)
    return (
      <EmptyState icon={<BellOutlined />} title={t('empty.title')}>
        {t('empty.text')}
      </EmptyState>
    )
  const open = ({ id, path, readAt }: Notification) => {
    if (readAt === null) read.mutate({ id, read: true })
    onOpened?.()
    void navigate({ href: path })
  }
  return (
    <>
      <ul>
        {items.map((item) => (
          <li key={item.id} className={styles['item']} data-unread={item.readAt === null}>
            <button type="button" className={styles['open']} onClick={() => open(item)}>
              <span>{item.title ? item.title[language] : t('erased')}</span>
              <span className={styles['quiet']}>
                <Instant at={item.createdAt} style="relative" />
                {item.readAt === null && <span className="visually-hidden"> {t('unread')}</span>}
              </span>
            </button>
            <Button
              type="text"
              size="small"
              className={styles['mark'] ?? ''}
              aria-label={t(item.readAt === null ? 'markRead' : 'markUnread')}
              aria-pressed={item.readAt !== null}
              icon={<span className={styles['dot']} aria-hidden />}
              onClick={() => read.mutate({ id: item.id, read: item.readAt === null })}
            />
          </li>
        ))}
      </ul>
      {endless && <LoadMore query={query} label={t('loadMore')} />}
    </>
  )
}
