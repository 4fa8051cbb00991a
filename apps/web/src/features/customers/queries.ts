import { customerRoutes, type CustomerDetail, type RouteInput } from '@candor/api'
import { infiniteQueryOptions, queryOptions, useQueryClient } from '@tanstack/react-query'
import { call } from '../../lib/api.ts'
import { findCustomers } from '../../lib/find-customers.ts'

export type ListFilters = Omit<NonNullable<RouteInput<typeof customerRoutes.list>['query']>, 'cursor' | 'limit'>

export const customersKey = ['customers'] as const

/** Where a list goes on: behind a cursor, among those who are meant exactly or about so. */
type PageStart = { readonly cursor?: string; readonly similar?: 'true' }
const start: PageStart = {}

/** The list, page by page behind one cursor. */
export const customerListQuery = (filters: ListFilters) =>
  infiniteQueryOptions({
    queryKey: [...customersKey, 'list', filters],
    queryFn: ({ pageParam, signal }) => findCustomers({ ...filters, limit: 100, ...pageParam }, signal),
    initialPageParam: start,
    getNextPageParam: ({ nextCursor, similar }): PageStart | undefined =>
      nextCursor === null ? undefined : { cursor: nextCursor, ...(similar && { similar: 'true' }) },
  })

/** A handful of matches for the palette. */
export const customerSearchQuery = (search: string) =>
  queryOptions({
    queryKey: [...customersKey, 'search', search],
    queryFn: ({ signal }) => findCustomers({ search, limit: 6 }, signal),
  })

/** Figures over all customers, and the values the filters offer. */
export const customersOverviewQuery = queryOptions({
  queryKey: [...customersKey, 'overview'],
  queryFn: ({ signal }) => call(customerRoutes.overview, {}, { signal }),
})

export const customerQuery = (id: string) =>
  queryOptions({
    queryKey: [...customersKey, 'one', id],
    queryFn: ({ signal }) => call(customerRoutes.get, { params: { id } }, { signal }),
  })

export const timelineKey = (id: string) => [...customersKey, 'timeline', id] as const

/** @param kinds only entries of these kinds, by commas */
export const timelineQuery = (id: string, kinds?: string) =>
  infiniteQueryOptions({
    queryKey: [...timelineKey(id), kinds ?? 'all'],
    queryFn: ({ pageParam, signal }) =>
      call(customerRoutes.timeline, { params: { id }, query: { limit: 50, cursor: pageParam, kinds } }, { signal }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.nextCursor ?? undefined,
  })

export type { CustomerDetail }

/** Those who bought last, for the home page. */
export const newestCustomersQuery = queryOptions({
  queryKey: [...customersKey, 'newest'],
  queryFn: ({ signal }) => call(customerRoutes.list, { query: { limit: 7, sort: '-lastOrderAt' } }, { signal }),
})

type Note = RouteInput<typeof customerRoutes.addNote>['body']

/** Writes notes of a customer down, and has the timeline show them. */
export const useNotes = (id: string) => {
  const client = useQueryClient()
  return {
    onAdd: (body: Note, idempotencyKey: string) =>
      call(customerRoutes.addNote, { params: { id }, body }, { idempotencyKey }),
    onAdded: () => client.invalidateQueries({ queryKey: timelineKey(id) }),
  }
}
