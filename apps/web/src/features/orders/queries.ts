import { orderRoutes } from '@candor/api'
import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query'
import { call } from '../../lib/api.ts'

export const customerOrdersQuery = (customerId: string) =>
  infiniteQueryOptions({
    queryKey: ['orders', 'of-customer', customerId],
    queryFn: ({ pageParam, signal }) =>
      call(orderRoutes.ofCustomer, { params: { id: customerId }, query: { limit: 50, cursor: pageParam } }, { signal }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.nextCursor ?? undefined,
  })

export const orderQuery = (id: string) =>
  queryOptions({
    queryKey: ['orders', 'one', id],
    queryFn: ({ signal }) => call(orderRoutes.get, { params: { id } }, { signal }),
    staleTime: Number.POSITIVE_INFINITY,
  })
