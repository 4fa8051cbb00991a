import { CloseOutlined } from '@ant-design/icons'
import { Panel } from '@candor/ui'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Button } from 'antd'
import { useMay } from '../../lib/rights.ts'
import { useTell } from '../../lib/use-tell.tsx'
import { followingTexts } from './following-texts.ts'
import { followedQuery, useFollow, type Followable } from './queries.ts'
import styles from './following.module.css'

/** What one follows, to look at it or to stop. */
export const FollowedPanel = () => {
  const t = followingTexts.useTexts()
  const { tell, complain } = useTell()
  const mayRead = useMay('customer.read')
  const { data } = useQuery({ ...followedQuery, enabled: mayRead })
  const follow = useFollow()
  if (!mayRead || !data) return null
  const set = (record: Followable, on: boolean): void =>
    follow.mutate(
      { ...record, on },
      {
        onSuccess: () =>
          tell(t(on ? 'followed' : 'unfollowed'), {
            key: `follow-${record.id}`,
            undo: on ? undefined : () => set(record, true),
          }),
        onError: complain,
      },
    )
  return (
    <Panel title={t('title')}>
      {data.length === 0 ? (
        <p className={styles['quiet']}>{t('none')}</p>
      ) : (
        <ul>
          {data.map(({ object, id, name }) => (
            <li key={id} className={styles['row']}>
              {object === 'customer' ? (
                <Link to="/customers/$customerId" params={{ customerId: id }}>
                  {name}
                </Link>
              ) : (
                <Link to="/companies/$companyId" params={{ companyId: id }}>
                  {name}
                </Link>
              )}
              <Button
                type="text"
                size="small"
                icon={<CloseOutlined />}
                aria-label={t('stop', { name })}
                onClick={() => set({ object, id }, false)}
              />
            </li>
          ))}
        </ul>
      )}
    </Panel>
  )
}
