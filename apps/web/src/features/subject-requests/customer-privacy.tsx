import { subjectRequestRoutes, type UseLimitKind } from '@candor/api'
import { EmptyState, Panel, useFormat } from '@candor/ui'
import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { Alert, Button } from 'antd'
import { useState } from 'react'
import { call } from '../../lib/api.ts'
import { useMay } from '../../lib/rights.ts'
import { NewRequestDialog } from './new-request-dialog.tsx'
import { privacyQuery, requestListQuery, useLiveRequests } from './queries.ts'
import { ReasonDialog } from './reason-dialog.tsx'
import { RequestRow } from './request-row.tsx'
import { subjectRequestsTexts } from './subject-requests-texts.ts'
import styles from './subject-requests.module.css'

/** Says on top of a customer's page what restrains the use of their data. */
export const PrivacyNotice = ({ customerId }: { readonly customerId: string }) => {
  const t = subjectRequestsTexts.useTexts()
  const { data } = useQuery(privacyQuery(customerId))
  if (data === undefined || (data.limits.length === 0 && !data.held)) return null
  return (
    <>
      {data.limits.map(({ kind }) => (
        <Alert key={kind} type="warning" showIcon title={t(`ofCustomer.${kind}`)} />
      ))}
      {data.held && <Alert type="info" showIcon title={t('ofCustomer.held')} />}
    </>
  )
}

/** Stands where the page of a customer was who was erased. */
export const ErasedCustomer = ({ customerId }: { readonly customerId: string }) => {
  const t = subjectRequestsTexts.useTexts()
  const format = useFormat()
  const { data } = useQuery(privacyQuery(customerId))
  const when = data?.erasedAt ? format.dateTime(data.erasedAt) : ''
  return <EmptyState title={t('erasedPage.title')}>{t('erasedPage.text', { when })}</EmptyState>
}

type Open = 'request' | 'hold' | UseLimitKind

const Requests = ({ customerId }: { readonly customerId: string }) => {
  const t = subjectRequestsTexts.useTexts()
  const query = useInfiniteQuery(requestListQuery({ customer: customerId }, 10))
  useLiveRequests()
  const items = query.data?.pages.flatMap((page) => page.items) ?? []
  if (query.isSuccess && items.length === 0) return <EmptyState title={t('ofCustomer.noRequests')} />
  return (
    <ul className={styles['rows']} aria-label={t('ofCustomer.requests')}>
      {items.map((request) => (
        <RequestRow key={request.id} request={request} />
      ))}
    </ul>
  )
}

/** What a customer asked about their data, and what restrains its use, for those who answer for it. */
export const CustomerPrivacy = ({ customerId }: { readonly customerId: string }) => {
  const t = subjectRequestsTexts.useTexts()
  const navigate = useNavigate()
  const mayManage = useMay('privacy.manage')
  const { data } = useQuery({ ...privacyQuery(customerId), enabled: mayManage })
  const [open, setOpen] = useState<Open>()
  if (!mayManage) return null
  const close = () => setOpen(undefined)
  const held = data?.held ?? false
  const params = { id: customerId }
  return (
    <Panel
      title={t('ofCustomer.title')}
      flush
      extra={
        <Button size="small" onClick={() => setOpen('request')}>
          {t('new')}
        </Button>
      }
    >
      <Requests customerId={customerId} />
      <p className={styles['actions']}>
        <Button size="small" disabled={data === undefined} onClick={() => setOpen('hold')}>
          {t(held ? 'ofCustomer.release' : 'ofCustomer.hold')}
        </Button>
        {data?.limits.map(({ kind }) => (
          <Button key={kind} size="small" onClick={() => setOpen(kind)}>
            {t('ofCustomer.lift')}: {t(`kind.${kind}`)}
          </Button>
        ))}
      </p>
      {open === 'request' && (
        <NewRequestDialog
          customerId={customerId}
          onClose={close}
          onOpened={(id) => void navigate({ to: '/privacy', search: { request: id } })}
        />
      )}
      {open === 'hold' && (
        <ReasonDialog
          title={t(held ? 'ofCustomer.release' : 'ofCustomer.hold')}
          label={t(held ? 'ofCustomer.reasonRelease' : 'ofCustomer.reasonHold')}
          success={t(held ? 'done.release' : 'done.hold')}
          send={async (reason) => call(subjectRequestRoutes.setHold, { params, body: { held: !held, reason } })}
          onClose={close}
        />
      )}
      {(open === 'restriction' || open === 'objection') && (
        <ReasonDialog
          title={`${t('ofCustomer.lift')}: ${t(`kind.${open}`)}`}
          label={t('ofCustomer.reasonLift')}
          success={t('done.lifted')}
          send={async (reason) =>
            call(subjectRequestRoutes.lift, { params: { id: customerId, kind: open }, body: { reason } })
          }
          onClose={close}
        />
      )}
    </Panel>
  )
}
