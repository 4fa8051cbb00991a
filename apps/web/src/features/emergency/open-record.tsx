import { emergencyRoutes, type Right } from '@candor/api'
import { EmptyState, SkeletonRows, useFormat } from '@candor/ui'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Alert, Button } from 'antd'
import type { ReactNode } from 'react'
import { call } from '../../lib/api.ts'
import { RightsHere } from '../../lib/rights.ts'
import { useTell } from '../../lib/use-tell.tsx'
import { emergencyTexts } from './emergency-texts.ts'
import { emergencyKey, ownOpeningsQuery } from './queries.ts'

/** What an opening lets one read. */
const readable: readonly Right[] = ['customer.read', 'order.read', 'points.read', 'consent.read']

/** Shows a record as long as the person at the screen has it open in an emergency, and lets them close it. */
export const OpenRecord = ({ customerId, children }: { readonly customerId: string; readonly children: ReactNode }) => {
  const t = emergencyTexts.useTexts()
  const format = useFormat()
  const client = useQueryClient()
  const { tell, complain } = useTell()
  const { data } = useQuery(ownOpeningsQuery)
  const opening = data?.items.find((each) => each.customerId === customerId)
  const close = useMutation({
    mutationFn: async (id: string) => call(emergencyRoutes.close, { params: { id }, body: {} }),
    onError: complain,
    onSuccess: async () => {
      tell(t('own.closed'), {})
      await client.invalidateQueries({ queryKey: emergencyKey })
    },
  })
  if (data === undefined) return <SkeletonRows rows={4} height={52} />
  if (opening === undefined)
    return (
      <EmptyState title={t('own.over')}>
        <Link to="/emergency" search={{ customer: customerId }}>
          {t('own.again')}
        </Link>
      </EmptyState>
    )
  return (
    <>
      <Alert
        type="warning"
        showIcon
        title={t('own.until', { time: format.dateTime(opening.endsAt) })}
        action={
          <Button size="small" loading={close.isPending} onClick={() => close.mutate(opening.id)}>
            {t('own.close')}
          </Button>
        }
      />
      <RightsHere value={readable}>{children}</RightsHere>
    </>
  )
}
