import {
  deliveryStates,
  webhookCatalogue,
  webhookRoutes,
  webhookTestKind,
  type DeliveryState,
  type WebhookDelivery,
} from '@candor/api'
import { Instant, useFormat, useLanguage } from '@candor/ui'
import { useInfiniteQuery, useMutation, useQueryClient } from '@tanstack/react-query'
import { Button, Tag } from 'antd'
import { useState } from 'react'
import { ChoiceChips } from '../../components/choice-chips.tsx'
import { PagedList } from '../../components/paged-list.tsx'
import { call } from '../../lib/api.ts'
import { useTell } from '../../lib/use-tell.tsx'
import { deliveriesQuery, webhooksKey } from './queries.ts'
import { webhooksTexts } from './webhooks-texts.ts'
import styles from './webhooks.module.css'

const colours = { waiting: 'processing', delivered: 'success', failed: 'error', withheld: 'default' } as const
const day = 86_400_000

const useKindName = () => {
  const t = webhooksTexts.useTexts()
  const [language] = useLanguage()
  return (kind: string): string => {
    if (kind === webhookTestKind) return t('deliveries.tested')
    for (const group of webhookCatalogue) {
      const known = group.kinds.find((each) => each.kind === kind)
      if (known) return `${group[language]}: ${known[language]}`
    }
    return kind
  }
}

const LastTry = ({ message }: { readonly message: WebhookDelivery }) => {
  const t = webhooksTexts.useTexts()
  const format = useFormat()
  const last = message.tries.at(-1)
  if (!last) return null
  const status = last.status ?? ''
  return (
    <>
      <span>{last.failure ? t(`failure.${last.failure}`, { status }) : t('deliveries.answered', { status })}</span>
      <span>{t('deliveries.tries', { count: message.attempts })}</span>
      <span>{t('deliveries.took', { time: format.number(last.milliseconds) })}</span>
    </>
  )
}

/** Messages to one endpoint: what became of them, and the way to send them again. */
export const DeliveryLog = ({ endpointId }: { readonly endpointId: string }) => {
  const t = webhooksTexts.useTexts()
  const { tell, complain } = useTell()
  const client = useQueryClient()
  const nameOf = useKindName()
  const [state, setState] = useState<DeliveryState | 'all'>('all')
  const query = useInfiniteQuery(deliveriesQuery(endpointId, state === 'all' ? undefined : state))
  const onSuccess = () => void client.invalidateQueries({ queryKey: webhooksKey })
  const one = useMutation({
    mutationFn: (entryId: string) => call(webhookRoutes.replayOne, { params: { id: endpointId, entryId }, body: {} }),
    onSuccess: () => {
      tell(t('deliveries.againDone'))
      onSuccess()
    },
    onError: complain,
  })
  const many = useMutation({
    mutationFn: (what: 'failed' | 'all') =>
      call(webhookRoutes.replay, {
        params: { id: endpointId },
        body: what === 'all' ? { what, since: new Date(Date.now() - day).toISOString() } : { what },
      }),
    onSuccess: ({ count }) => {
      tell(t('deliveries.againCount', { count }))
      onSuccess()
    },
    onError: complain,
  })
  return (
    <section className={styles['stack']} aria-label={t('log')}>
      <ChoiceChips
        label={t('deliveries.label')}
        value={state}
        onChange={setState}
        options={(['all', ...deliveryStates] as const).map((value) => ({ value, label: t(`deliveries.${value}`) }))}
      />
      <div className={styles['bar']}>
        {(['failed', 'all'] as const).map((what) => (
          <Button
            key={what}
            size="small"
            loading={many.isPending && many.variables === what}
            onClick={() => many.mutate(what)}
          >
            {t(what === 'failed' ? 'deliveries.againFailed' : 'deliveries.againSince')}
          </Button>
        ))}
      </div>
      <div className={styles['list']}>
        <PagedList
          query={query}
          empty={t('deliveries.empty')}
          moreLabel={t('deliveries.more')}
          render={(message: WebhookDelivery) => (
            <li key={message.entryId} className={styles['message']}>
              <div className={styles['words']}>
                <p>{nameOf(message.kind)}</p>
                <p className={styles['facts']}>
                  <Instant at={message.recordedAt} style="dateTime" />
                  <LastTry message={message} />
                  {message.dueAt !== null && message.attempts > 0 && (
                    <span>
                      {t('deliveries.next')} <Instant at={message.dueAt} style="relative" />
                    </span>
                  )}
                </p>
                <p className={styles['code']}>{message.messageId}</p>
                {message.answer && (
                  <p className={styles['quiet']}>
                    {t('deliveries.answer')}: {message.answer}
                  </p>
                )}
              </div>
              <Tag color={colours[message.state]}>{t(`deliveries.${message.state}`)}</Tag>
              {(message.state === 'delivered' || message.state === 'failed') && (
                <Button
                  size="small"
                  loading={one.isPending && one.variables === message.entryId}
                  onClick={() => one.mutate(message.entryId)}
                >
                  {t('deliveries.again')}
                </Button>
              )}
            </li>
          )}
        />
      </div>
    </section>
  )
}
