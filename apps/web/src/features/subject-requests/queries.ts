import { subjectRequestRoutes } from '@candor/api'
import { infiniteQueryOptions, queryOptions, useQueryClient } from '@tanstack/react-query'
import { call } from '../../lib/api.ts'
import { useLive } from '../../lib/live.ts'

export const requestsKey = ['subject-requests'] as const

export type RequestView = 'open' | 'closed'

/** Requests by when they are due, closed ones newest first, or those of one customer. */
export const requestListQuery = (of: { readonly view: RequestView } | { readonly customer: string }, limit = 50) =>
  infiniteQueryOptions({
    queryKey: [...requestsKey, 'list', of, limit],
    queryFn: ({ pageParam, signal }) =>
      call(subjectRequestRoutes.list, { query: { ...of, limit, cursor: pageParam } }, { signal }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.nextCursor ?? undefined,
  })

export const requestQuery = (id: string) =>
  queryOptions({
    queryKey: [...requestsKey, 'one', id],
    queryFn: ({ signal }) => call(subjectRequestRoutes.get, { params: { id } }, { signal }),
  })

export const privacyQuery = (customerId: string) =>
  queryOptions({
    queryKey: [...requestsKey, 'privacy', customerId],
    queryFn: ({ signal }) => call(subjectRequestRoutes.privacy, { params: { id: customerId } }, { signal }),
  })

/** Asks again for requests and for all that they change. */
export const useRefreshRequests = () => {
  const client = useQueryClient()
  return async () =>
    Promise.all([
      client.invalidateQueries({ queryKey: requestsKey }),
      client.invalidateQueries({ queryKey: ['customers'] }),
    ])
}

/** Keeps requests up to date with what customers and colleagues do. */
export const useLiveRequests = (): void => {
  const client = useQueryClient()
  const refresh = () => void client.invalidateQueries({ queryKey: requestsKey })
  useLive('privacy', refresh)
  useLive('reset', refresh)
}
