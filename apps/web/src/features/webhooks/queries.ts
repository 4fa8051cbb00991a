import { webhookRoutes, type DeliveryState } from '@candor/api'
import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query'
import { call } from '../../lib/api.ts'

export const webhooksKey = ['webhooks'] as const

const firstPage = undefined as string | undefined
/** How often what is on its way is asked for while somebody looks (milliseconds). */
const lookEvery = 3000

export const webhooksQuery = queryOptions({
  queryKey: [...webhooksKey, 'endpoints'],
  queryFn: ({ signal }) => call(webhookRoutes.list, {}, { signal }),
  refetchInterval: lookEvery,
})

export const deliveriesQuery = (id: string, state: DeliveryState | undefined) =>
  infiniteQueryOptions({
    queryKey: [...webhooksKey, 'deliveries', id, state],
    queryFn: ({ pageParam, signal }) =>
      call(
        webhookRoutes.deliveries,
        { params: { id }, query: { limit: 20, ...(pageParam && { cursor: pageParam }), ...(state && { state }) } },
        { signal },
      ),
    initialPageParam: firstPage,
    getNextPageParam: (page) => page.nextCursor ?? undefined,
    refetchInterval: lookEvery,
  })
