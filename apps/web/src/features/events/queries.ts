import { eventRoutes } from '@candor/api'
import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query'
import { call } from '../../lib/api.ts'

export const eventsKey = ['events'] as const

const firstPage = undefined as string | undefined
const next = (page: { readonly nextCursor: string | null }): string | undefined => page.nextCursor ?? undefined

export const sourcesQuery = queryOptions({
  queryKey: [...eventsKey, 'sources'],
  queryFn: ({ signal }) => call(eventRoutes.sources, {}, { signal }),
})

export const recentQuery = (sourceId: string | undefined) =>
  queryOptions({
    queryKey: [...eventsKey, 'recent', sourceId],
    queryFn: ({ signal }) => call(eventRoutes.recent, { query: { limit: 50, sourceId } }, { signal }),
  })

export const schemasQuery = (search: string) =>
  infiniteQueryOptions({
    queryKey: [...eventsKey, 'schemas', search],
    queryFn: ({ pageParam, signal }) =>
      call(eventRoutes.schemas, { query: { limit: 50, cursor: pageParam, search } }, { signal }),
    initialPageParam: firstPage,
    getNextPageParam: next,
  })

export const customerEventsQuery = (customerId: string) =>
  infiniteQueryOptions({
    queryKey: [...eventsKey, 'customer', customerId],
    queryFn: ({ pageParam, signal }) =>
      call(
        eventRoutes.ofCustomer,
        { params: { id: customerId }, query: { limit: 100, cursor: pageParam } },
        { signal },
      ),
    initialPageParam: firstPage,
    getNextPageParam: next,
  })
