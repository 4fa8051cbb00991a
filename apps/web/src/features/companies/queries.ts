import { companyRoutes, type RouteInput } from '@candor/api'
import {
  infiniteQueryOptions,
  keepPreviousData,
  queryOptions,
  useMutation,
  useQueryClient,
} from '@tanstack/react-query'
import { call } from '../../lib/api.ts'

export type CompanyFilters = Omit<NonNullable<RouteInput<typeof companyRoutes.list>['query']>, 'cursor' | 'limit'>

/** Everything about companies in the cache, to be asked for again when any of it changed. */
export const companiesKey = ['companies'] as const

export const companyListQuery = (filters: CompanyFilters) =>
  infiniteQueryOptions({
    queryKey: [...companiesKey, 'list', filters],
    queryFn: ({ pageParam, signal }) =>
      call(companyRoutes.list, { query: { ...filters, limit: 100, cursor: pageParam } }, { signal }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.nextCursor ?? undefined,
    placeholderData: keepPreviousData,
  })

/** A handful of matches for the palette. */
export const companySearchQuery = (search: string) =>
  queryOptions({
    queryKey: [...companiesKey, 'search', search],
    queryFn: ({ signal }) => call(companyRoutes.list, { query: { search, limit: 4 } }, { signal }),
  })

export const companyQuery = (id: string) =>
  queryOptions({
    queryKey: [...companiesKey, 'one', id],
    queryFn: ({ signal }) => call(companyRoutes.get, { params: { id } }, { signal }),
  })

/** @param kinds only entries of these kinds, by commas */
export const companyTimelineQuery = (id: string, kinds: string | undefined) =>
  infiniteQueryOptions({
    queryKey: [...companiesKey, 'timeline', id, kinds ?? 'all'],
    queryFn: ({ pageParam, signal }) =>
      call(companyRoutes.timeline, { params: { id }, query: { limit: 50, cursor: pageParam, kinds } }, { signal }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.nextCursor ?? undefined,
  })

export const companyContactsQuery = (id: string) =>
  infiniteQueryOptions({
    queryKey: [...companiesKey, 'contacts', id],
    queryFn: ({ pageParam, signal }) =>
      call(companyRoutes.contacts, { params: { id }, query: { limit: 50, cursor: pageParam } }, { signal }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.nextCursor ?? undefined,
  })

export const customerCompaniesQuery = (customerId: string) =>
  queryOptions({
    queryKey: [...companiesKey, 'of', customerId],
    queryFn: ({ signal }) => call(companyRoutes.ofCustomer, { params: { id: customerId } }, { signal }),
  })

type Note = RouteInput<typeof companyRoutes.addNote>['body']

/** Writes notes of a company down, and has the timeline show them. */
export const useCompanyNotes = (id: string) => {
  const client = useQueryClient()
  return {
    onAdd: (body: Note, idempotencyKey: string) =>
      call(companyRoutes.addNote, { params: { id }, body }, { idempotencyKey }),
    onAdded: () => client.invalidateQueries({ queryKey: [...companiesKey, 'timeline', id] }),
  }
}

/** Moves a company to the bin or back. */
export const useCompanyBin = () => {
  const client = useQueryClient()
  return useMutation({
    mutationFn: ({ id, binned }: { readonly id: string; readonly binned: boolean }) =>
      call(binned ? companyRoutes.bin : companyRoutes.restore, { params: { id }, body: {} }),
    onSuccess: () => client.invalidateQueries({ queryKey: companiesKey }),
  })
}
