import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Panel } from '@candor/ui'
import { Button } from 'antd'
import type { ReactNode } from 'react'
import { Page } from '../../components/page.tsx'
import { NotificationList } from './notification-list.tsx'
import { notificationsTexts } from './notifications-texts.ts'
import { unreadQuery } from './queries.ts'
import { useReadAll } from './use-read-all.ts'
import styles from './notifications.module.css'

interface NotificationsPageProps {
  /** What one follows. */
  readonly followed: ReactNode
}

/** Everything that one was told. */
export const NotificationsPage = ({ followed }: NotificationsPageProps) => {
  const t = notificationsTexts.useTexts()
  const { data } = useQuery(unreadQuery)
  const readAll = useReadAll()
  return (
    <Page
      narrow
      title={t('title')}
      subtitle={
        <>
          {t('lead')}{' '}
          <Link to="/settings" search={{ section: 'notifications' }} className={styles['inText']}>
            {t('choose')}
          </Link>
        </>
      }
      actions={
        <Button disabled={!data || data.unread === 0} loading={readAll.isPending} onClick={() => readAll.mutate()}>
          {t('readAll')}
        </Button>
      }
    >
      <Panel flush>
        <NotificationList limit={50} endless />
      </Panel>
      {followed}
    </Page>
  )
}
