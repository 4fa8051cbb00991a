import { portalSubjectPackagePath, portalSubjectRequestRoutes, type RouteOutput } from '@candor/api'
import { EmptyState, useFormat } from '@candor/ui'
import { useInfiniteQuery, useMutation } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Button } from 'antd'
import { useState } from 'react'
import { call } from '../../lib/api.ts'
import { Loadable } from '../../lib/loadable.tsx'
import { PageTitle } from '../../lib/page-title.tsx'
import { itemsOf } from '../../lib/pages.ts'
import { Problem } from '../../lib/problem.tsx'
import { Section } from '../../lib/section.tsx'
import { shellTexts } from '../../lib/shell-texts.ts'
import { NewRequest } from './new-request.tsx'
import { ownRequestsOptions, useRefreshRequests } from './queries.ts'
import { myDataTexts } from './texts.ts'

type OwnRequest = RouteOutput<typeof portalSubjectRequestRoutes.list>['items'][number]

const OneRequest = ({ request }: { readonly request: OwnRequest }) => {
  const t = myDataTexts.useTexts()
  const format = useFormat()
  const refresh = useRefreshRequests()
  const { id, kind, state, text, answer, extension, dueAt, openedAt, closedAt, certificateToken, hasPackage } = request
  const withdraw = useMutation({
    mutationFn: async () => call(portalSubjectRequestRoutes.withdraw, { params: { id }, body: {} }),
    onSuccess: refresh,
  })
  return (
    <Section title={t(`kind.${kind}`)} extra={<span className="chip">{t(`state.${state}`)}</span>}>
      <p className="hint">
        {closedAt === null ? t('asked', { when: format.date(openedAt) }) : t('closed', { when: format.date(closedAt) })}
      </p>
      {text && <p>{text}</p>}
      {state === 'open' && <p>{t('due', { when: format.date(dueAt) })}</p>}
      {extension && <p>{t('extension', { reason: extension })}</p>}
      {answer && <p>{t('answer', { answer })}</p>}
      {certificateToken && (
        <p>
          {t('certificate.keep')}{' '}
          <Link to="/erasure/$token" params={{ token: certificateToken }}>
            {t('certificate.title')}
          </Link>
        </p>
      )}
      {withdraw.error && <Problem error={withdraw.error} />}
      <p className="links">
        {hasPackage && (
          <Button type="primary" href={portalSubjectPackagePath(id)}>
            {t('take')}
          </Button>
        )}
        {state === 'open' && (
          <Button loading={withdraw.isPending} onClick={() => withdraw.mutate()}>
            {t('withdraw')}
          </Button>
        )}
      </p>
    </Section>
  )
}

/** What customers can ask about their own data, and what became of it. */
export const MyDataPage = () => {
  const t = myDataTexts.useTexts()
  const shell = shellTexts.useTexts()
  const pages = useInfiniteQuery(ownRequestsOptions)
  const requests = itemsOf(pages.data)
  const [asking, setAsking] = useState(false)
  return (
    <>
      <PageTitle title={t('title')} lead={t('lead')} />
      <p className="links">
        <Link to="/looks">{shell('nav.looks')}</Link>
      </p>
      {asking ? (
        <NewRequest onDone={() => setAsking(false)} />
      ) : (
        <p>
          <Button type="primary" size="large" onClick={() => setAsking(true)}>
            {t('ask')}
          </Button>
        </p>
      )}
      <h2>{t('mine')}</h2>
      <Loadable of={pages} rows={4}>
        {requests.length === 0 && <EmptyState title={t('emptyTitle')}>{t('emptyText')}</EmptyState>}
        {requests.map((request) => (
          <OneRequest key={request.id} request={request} />
        ))}
      </Loadable>
    </>
  )
}
