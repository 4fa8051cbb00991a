import { ApiOutlined } from '@ant-design/icons'
import { EmptyState, Panel, ProblemMessage, SkeletonRows } from '@candor/ui'
import { useQuery } from '@tanstack/react-query'
import { Button } from 'antd'
import { useState } from 'react'
import { EndpointForm } from './endpoint-form.tsx'
import { EndpointPanel } from './endpoint-panel.tsx'
import { KeysDialog, type ShownKeys } from './keys-dialog.tsx'
import { webhooksQuery } from './queries.ts'
import { webhooksTexts } from './webhooks-texts.ts'

/** Where other programs are told of what happens. */
export const WebhooksSettings = () => {
  const t = webhooksTexts.useTexts()
  const query = useQuery(webhooksQuery)
  const [adding, setAdding] = useState(false)
  const [shown, setShown] = useState<ShownKeys>()
  const add = (
    <Button type="primary" onClick={() => setAdding(true)}>
      {t('add')}
    </Button>
  )
  const endpoints = query.data?.items ?? []
  return (
    <>
      {query.isPending && (
        <Panel>
          <SkeletonRows rows={3} height={72} />
        </Panel>
      )}
      {query.isError && <ProblemMessage error={query.error} onRetry={() => void query.refetch()} />}
      {query.data &&
        (endpoints.length === 0 ? (
          <Panel>
            <EmptyState icon={<ApiOutlined />} title={t('empty')} actions={add}>
              {t('emptyText')}
            </EmptyState>
          </Panel>
        ) : (
          <Panel title={t('title')} extra={add}>
            {t('lead')}
          </Panel>
        ))}
      {endpoints.map((endpoint) => (
        <EndpointPanel key={endpoint.id} endpoint={endpoint} onKeys={setShown} />
      ))}
      {adding && <EndpointForm endpoint={undefined} onClose={() => setAdding(false)} onKeys={setShown} />}
      {shown && <KeysDialog shown={shown} onClose={() => setShown(undefined)} />}
    </>
  )
}
