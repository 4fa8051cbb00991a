import { lifecycleRoutes, type RouteOutput } from '@candor/api'
import { queryOptions } from '@tanstack/react-query'
import { call } from '../../lib/api.ts'

export type LifecycleOverview = RouteOutput<typeof lifecycleRoutes.overview>
export type RulesVersion = RouteOutput<typeof lifecycleRoutes.versions>['items'][number]

export const lifecycleKey = ['lifecycle'] as const

/** Looked at again while customers are being looked at. */
export const overviewQuery = queryOptions({
  queryKey: [...lifecycleKey, 'overview'],
  queryFn: ({ signal }) => call(lifecycleRoutes.overview, {}, { signal }),
  refetchInterval: ({ state }) => (state.data?.pending === true ? 1_500 : false),
})

export const versionsQuery = queryOptions({
  queryKey: [...lifecycleKey, 'versions'],
  queryFn: ({ signal }) => call(lifecycleRoutes.versions, {}, { signal }),
})

export const customerLifecycleQuery = (customerId: string) =>
  queryOptions({
    queryKey: [...lifecycleKey, 'customer', customerId],
    queryFn: ({ signal }) => call(lifecycleRoutes.ofCustomer, { params: { id: customerId } }, { signal }),
  })
