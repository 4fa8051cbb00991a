import { apiKeyRoutes, type ApiKey } from '@candor/api'
import { EmptyState, Panel, ProblemMessage, SkeletonRows, useFormat } from '@candor/ui'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { App, Button } from 'antd'
import { useState } from 'react'
import { call } from '../../lib/api.ts'
import { useTell } from '../../lib/use-tell.tsx'
import { apiKeysKey, apiKeysQuery } from './api-keys-query.ts'
import { apiKeysTexts } from './api-keys-texts.ts'
import { NewApiKey } from './new-api-key.tsx'
import { rolesTexts } from './roles-texts.ts'
import styles from './roles.module.css'

const KeyRow = ({ apiKey }: { readonly apiKey: ApiKey }) => {
  const t = apiKeysTexts.useTexts()
  const roles = rolesTexts.useTexts()
  const format = useFormat()
  const client = useQueryClient()
  const { modal } = App.useApp()
  const { tell, complain } = useTell()
  const { id, name, hint, rights, requestsAMinute, createdByName, expiresAt, lastUsedAt, revokedAt } = apiKey
  const revoke = useMutation({
    mutationFn: () => call(apiKeyRoutes.revoke, { params: { id } }),
    onSuccess: () => tell(t('revoked')),
    onError: complain,
    onSettled: () => client.invalidateQueries({ queryKey: apiKeysKey }),
  })
  const ask = () =>
    void modal.confirm({
      title: t('revokeTitle', { name }),
      content: t('revokeText'),
      okText: t('revokeOk'),
      okButtonProps: { danger: true },
      onOk: () => revoke.mutateAsync().catch(() => undefined),
    })
  const isOver = Date.parse(expiresAt) < Date.now()
  const state = revokedAt
    ? t('revokedAt', { date: format.date(revokedAt) })
    : t(isOver ? 'expired' : 'until', { date: format.date(expiresAt) })
  const facts = [
    t('hint', { hint }),
    state,
    lastUsedAt ? t('used', { when: format.dateTime(lastUsedAt) }) : t('unused'),
    t('limit', { count: requestsAMinute }),
    ...(createdByName ? [t('by', { name: createdByName })] : []),
  ]
  return (
    <li className={styles['role']}>
      <div className={styles['roleHead']}>
        <strong>{name}</strong>
        {revokedAt === null && !isOver && (
          <span className={styles['roleActions']}>
            <Button size="small" onClick={ask}>
              {t('revoke', { name })}
            </Button>
          </span>
        )}
      </div>
      <p className={styles['quiet']}>{facts.join(' · ')}</p>
      <p className={styles['quiet']}>{rights.map((right) => roles(`right.${right}`)).join(', ')}</p>
    </li>
  )
}

/** Keys by which programs use the API: made, seen and revoked. */
export const ApiKeysPanel = () => {
  const t = apiKeysTexts.useTexts()
  const query = useQuery(apiKeysQuery)
  const [making, setMaking] = useState(false)
  const keys = query.data?.items ?? []
  return (
    <Panel
      title={t('title')}
      extra={
        <Button size="small" onClick={() => setMaking(true)}>
          {t('add')}
        </Button>
      }
    >
      <p className={styles['quiet']}>{t('lead')}</p>
      <p>
        <a href="/api/docs">{t('docs')}</a>
      </p>
      {query.isPending && <SkeletonRows rows={2} height={52} />}
      {query.isError && <ProblemMessage error={query.error} onRetry={() => void query.refetch()} />}
      {query.isSuccess && keys.length === 0 && <EmptyState title={t('empty')} />}
      <ul aria-label={t('title')}>
        {keys.map((apiKey) => (
          <KeyRow key={apiKey.id} apiKey={apiKey} />
        ))}
      </ul>
      {making && <NewApiKey onClose={() => setMaking(false)} />}
    </Panel>
  )
}
