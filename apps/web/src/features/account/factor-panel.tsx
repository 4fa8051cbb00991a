import { Instant, Panel, ProblemMessage, SkeletonRows } from '@candor/ui'
import { useQuery } from '@tanstack/react-query'
import { Button, Tag } from 'antd'
import { useState } from 'react'
import { accountTexts } from './account-texts.ts'
import { FactorDialog, type FactorTask } from './factor-dialog.tsx'
import { accountQuery } from './queries.ts'
import styles from './account.module.css'

/** Whether signing in takes a code besides the password, and the ways to change it. */
export const FactorPanel = () => {
  const t = accountTexts.useTexts()
  const query = useQuery(accountQuery)
  const [task, setTask] = useState<FactorTask>()
  if (query.isError) return <ProblemMessage error={query.error} onRetry={() => void query.refetch()} />
  const factor = query.data?.secondFactor
  return (
    <Panel title={t('factor.title')}>
      {factor ? (
        <div className={styles['factor']}>
          <div>
            <p>{factor.on ? t('factor.on') : t('factor.off')}</p>
            {factor.since && (
              <p className={styles['quiet']}>
                {t('factor.since')} <Instant at={factor.since} style="date" /> ·{' '}
                <Tag color={factor.recoveryCodesLeft < 3 ? 'warning' : 'default'}>
                  {t('factor.left', { count: factor.recoveryCodesLeft })}
                </Tag>
              </p>
            )}
          </div>
          <div className={styles['actions']}>
            {factor.on ? (
              <>
                <Button onClick={() => setTask('renew')}>{t('factor.renew')}</Button>
                <Button onClick={() => setTask('remove')}>{t('factor.remove')}</Button>
              </>
            ) : (
              <Button type="primary" onClick={() => setTask('start')}>
                {t('factor.start')}
              </Button>
            )}
          </div>
        </div>
      ) : (
        <SkeletonRows rows={1} />
      )}
      {task && <FactorDialog task={task} onClose={() => setTask(undefined)} />}
    </Panel>
  )
}
