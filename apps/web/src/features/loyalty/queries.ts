import { loyaltyRoutes, ruleRoutes } from '@candor/api'
import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query'
import { call } from '../../lib/api.ts'

export const loyaltyKey = ['loyalty'] as const

export const balanceQuery = (customerId: string) =>
  queryOptions({
    queryKey: [...loyaltyKey, 'balance', customerId],
    queryFn: ({ signal }) => call(loyaltyRoutes.balance, { params: { id: customerId } }, { signal }),
  })

export const movementsQuery = (customerId: string) =>
  infiniteQueryOptions({
    queryKey: [...loyaltyKey, 'movements', customerId],
    queryFn: ({ pageParam, signal }) =>
      call(
        loyaltyRoutes.movements,
        { params: { id: customerId }, query: { limit: 50, cursor: pageParam } },
        { signal },
      ),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.nextCursor ?? undefined,
  })

export const programmeQuery = queryOptions({
  queryKey: [...loyaltyKey, 'programme'],
  queryFn: ({ signal }) => call(loyaltyRoutes.programme, {}, { signal }),
})

export const rulesQuery = (organisationId: string) =>
  queryOptions({
    queryKey: [...loyaltyKey, 'rules', organisationId],
    queryFn: ({ signal }) => call(loyaltyRoutes.rules, { query: { organisationId } }, { signal }),
  })

/** Whether rules need a second person, and what waits for one. */
export const publishingQuery = queryOptions({
  queryKey: [...loyaltyKey, 'publishing'],
  queryFn: ({ signal }) => call(ruleRoutes.publishing, {}, { signal }),
})
