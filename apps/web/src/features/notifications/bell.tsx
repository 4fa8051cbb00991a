import { BellOutlined } from '@ant-design/icons'
import { useFormat } from '@candor/ui'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Badge, Button, Popover } from 'antd'
import { useState } from 'react'
import { useLive } from '../../lib/live.ts'
import { NotificationList } from './notification-list.tsx'
import { notificationsTexts } from './notifications-texts.ts'
import { notificationsKey, unreadQuery } from './queries.ts'
import { useReadAll } from './use-read-all.ts'
import styles from './notifications.module.css'

const shown = 8

/** How much is new, at once; a click shows the newest. */
export const Bell = ({ placement }: { readonly placement: 'rightTop' | 'bottomRight' }) => {
  const t = notificationsTexts.useTexts()
  const format = useFormat()
  const client = useQueryClient()
  const [open, setOpen] = useState(false)
  const { data } = useQuery(unreadQuery)
  const refresh = () => void client.invalidateQueries({ queryKey: notificationsKey })
  useLive('notification', refresh)
  useLive('reset', refresh)
  const readAll = useReadAll()
  const unread = data?.unread ?? 0
  const count = unread >= 100 ? '99+' : format.number(unread)
  return (
    <Popover
      open={open}
      trigger="click"
      placement={placement}
      arrow={false}
      onOpenChange={setOpen}
      title={
        <div className={styles['head']}>
          <span>{t('title')}</span>
          <Button type="link" size="small" disabled={unread === 0} onClick={() => readAll.mutate()}>
            {t('readAll')}
          </Button>
        </div>
      }
      content={
        <div className={styles['pop']}>
          {open && <NotificationList limit={shown} onOpened={() => setOpen(false)} />}
          <p className={styles['foot']}>
            <Link to="/notifications" onClick={() => setOpen(false)}>
              {t('all')}
            </Link>
            <Link to="/settings" search={{ section: 'notifications' }} onClick={() => setOpen(false)}>
              {t('choose')}
            </Link>
          </p>
        </div>
      }
    >
      <Button
        type="text"
        aria-label={unread === 0 ? t('bell') : t('bellUnread', { shown: count })}
        aria-expanded={open}
        icon={
          <Badge count={unread} overflowCount={99} size="small">
            <BellOutlined />
          </Badge>
        }
      />
    </Popover>
  )
}
