import { PlusOutlined } from '@ant-design/icons'
import { EmptyState, Panel, ProblemMessage, SkeletonRows } from '@candor/ui'
import { useInfiniteQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { Button, Segmented } from 'antd'
import { useState } from 'react'
import { LoadMore } from '../../components/load-more.tsx'
import { Page } from '../../components/page.tsx'
import { NewRequestDialog } from './new-request-dialog.tsx'
import { requestListQuery, useLiveRequests, type RequestView } from './queries.ts'
import { RequestPanel } from './request-panel.tsx'
import { RequestRow } from './request-row.tsx'
import { subjectRequestsTexts } from './subject-requests-texts.ts'
import styles from './subject-requests.module.css'

const Queue = ({ view }: { readonly view: RequestView }) => {
  const t = subjectRequestsTexts.useTexts()
  const query = useInfiniteQuery(requestListQuery({ view }))
  useLiveRequests()
  const items = query.data?.pages.flatMap((page) => page.items) ?? []
  return (
    <Panel flush>
      {query.isPending && <SkeletonRows rows={4} height={56} />}
      {query.isError && <ProblemMessage error={query.error} onRetry={() => void query.refetch()} />}
      {query.isSuccess && items.length === 0 && (
        <EmptyState title={t(`none.${view}`)}>{view === 'open' && t('none.openText')}</EmptyState>
      )}
      <ul className={styles['rows']}>
        {items.map((request) => (
          <RequestRow key={request.id} request={request} />
        ))}
      </ul>
      <LoadMore query={query} label={t('loadMore')} />
    </Panel>
  )
}

interface DeskPageProps {
  readonly view: RequestView
  readonly requestId: string | undefined
  readonly onView: (view: RequestView) => void
}

/** The desk for what customers ask about their own data: by when it is due, and one request with its steps. */
export const SubjectRequestsPage = ({ view, requestId, onView }: DeskPageProps) => {
  const t = subjectRequestsTexts.useTexts()
  const navigate = useNavigate()
  const [writing, setWriting] = useState(false)
  return (
    <Page
      narrow
      title={t('title')}
      subtitle={t('lead')}
      actions={
        <Button type="primary" icon={<PlusOutlined />} onClick={() => setWriting(true)}>
          {t('new')}
        </Button>
      }
    >
      {requestId === undefined ? (
        <>
          <p>
            <Segmented<RequestView>
              aria-label={t('view.label')}
              value={view}
              onChange={onView}
              options={(['open', 'closed'] as const).map((value) => ({ value, label: t(`view.${value}`) }))}
            />
          </p>
          <Queue view={view} />
        </>
      ) : (
        <RequestPanel id={requestId} />
      )}
      {writing && (
        <NewRequestDialog
          onClose={() => setWriting(false)}
          onOpened={(id) => void navigate({ to: '/privacy', search: { request: id } })}
        />
      )}
    </Page>
  )
}
