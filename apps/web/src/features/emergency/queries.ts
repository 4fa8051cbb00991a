import { emergencyRoutes } from '@candor/api'
import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query'
import { call } from '../../lib/api.ts'

export const emergencyKey = ['emergency'] as const

/** What the person at the screen has open; asked again so that an end is noticed. */
export const ownOpeningsQuery = queryOptions({
  queryKey: [...emergencyKey, 'own'],
  queryFn: ({ signal }) => call(emergencyRoutes.own, {}, { signal }),
  refetchInterval: 20_000,
})

export const openingsQuery = infiniteQueryOptions({
  queryKey: [...emergencyKey, 'list'],
  queryFn: ({ pageParam, signal }) =>
    call(emergencyRoutes.list, { query: { limit: 20, cursor: pageParam } }, { signal }),
  initialPageParam: undefined as string | undefined,
  getNextPageParam: (page) => page.nextCursor ?? undefined,
})
