import { PushpinFilled, PushpinOutlined } from '@ant-design/icons'
import { customerPageRoutes, type TimelineItem } from '@candor/api'
import { queryOptions, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Button } from 'antd'
import { call } from '../../lib/api.ts'
import { useMay } from '../../lib/rights.ts'
import { useTell } from '../../lib/use-tell.tsx'
import { pageTexts } from './page-texts.ts'
import { customersKey, timelineKey } from './queries.ts'

const pinsQuery = (id: string) =>
  queryOptions({
    queryKey: [...customersKey, 'pins', id],
    queryFn: ({ signal }) => call(customerPageRoutes.pins, { params: { id } }, { signal }),
  })

/** The entries that are pinned on a customer's page. */
export const usePins = (customerId: string): readonly TimelineItem[] =>
  useQuery(pinsQuery(customerId)).data?.items ?? []

interface PinButtonProps {
  readonly customerId: string
  readonly entryId: string
  readonly pinned: boolean
}

/** Pins an entry above the timeline, for everybody, or takes the pin away. */
export const PinButton = ({ customerId, entryId, pinned }: PinButtonProps) => {
  const t = pageTexts.useTexts()
  const { complain } = useTell()
  const client = useQueryClient()
  const mayWrite = useMay('customer.write')
  const change = useMutation({
    mutationFn: () => {
      const params = { id: customerId, entryId }
      return pinned ? call(customerPageRoutes.unpin, { params }) : call(customerPageRoutes.pin, { params, body: {} })
    },
    onError: complain,
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: pinsQuery(customerId).queryKey })
      await client.invalidateQueries({ queryKey: timelineKey(customerId) })
    },
  })
  if (!mayWrite) return null
  return (
    <Button
      type="text"
      size="small"
      icon={pinned ? <PushpinFilled /> : <PushpinOutlined />}
      aria-label={t(pinned ? 'unpin' : 'pin')}
      aria-pressed={pinned}
      loading={change.isPending}
      onClick={() => change.mutate()}
    />
  )
}
