import { productRoutes, salesRoutes, salesSettingsRoutes, type SalesList } from '@candor/api'
import { infiniteQueryOptions, keepPreviousData, queryOptions, useQueryClient } from '@tanstack/react-query'
import { call } from '../../lib/api.ts'

/** Everything about quotes and invoices in the server cache, to be asked for again when any of it changed. */
export const salesKey = ['sales'] as const
export const productsKey = ['products'] as const

export type SalesFilter = {
  readonly kind: 'quote' | 'invoice'
  readonly list?: SalesList
  readonly customer?: string
  readonly company?: string
  readonly deal?: string
}

/** A list of documents, page by page behind one cursor. */
export const salesListQuery = (filter: SalesFilter, limit = 50) =>
  infiniteQueryOptions({
    queryKey: [...salesKey, 'list', filter, limit],
    queryFn: ({ pageParam, signal }) =>
      call(salesRoutes.list, { query: { ...filter, limit, cursor: pageParam } }, { signal }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.nextCursor ?? undefined,
    placeholderData: keepPreviousData,
  })

/** The document with a number (`Q-…` of a quote), for the palette. */
export const numberedDocumentQuery = (number: string) =>
  queryOptions({
    queryKey: [...salesKey, 'numbered', number],
    queryFn: ({ signal }) =>
      call(
        salesRoutes.list,
        { query: { kind: number.startsWith('Q-') ? 'quote' : 'invoice', number, limit: 1 } },
        { signal },
      ),
  })

export const salesDocumentQuery = (id: string) =>
  queryOptions({
    queryKey: [...salesKey, 'one', id],
    queryFn: ({ signal }) => call(salesRoutes.get, { params: { id } }, { signal }),
  })

export const salesMovesQuery = (id: string) =>
  queryOptions({
    queryKey: [...salesKey, 'moves', id],
    queryFn: ({ signal }) => call(salesRoutes.moves, { params: { id } }, { signal }),
  })

export const salesHistoryQuery = (id: string) =>
  infiniteQueryOptions({
    queryKey: [...salesKey, 'history', id],
    queryFn: ({ pageParam, signal }) =>
      call(salesRoutes.history, { params: { id }, query: { cursor: pageParam } }, { signal }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.nextCursor ?? undefined,
  })

export const salesSettingsQuery = queryOptions({
  queryKey: ['sales-settings'],
  queryFn: ({ signal }) => call(salesSettingsRoutes.get, {}, { signal }),
  staleTime: 60_000,
})

export const productListQuery = (filter: { readonly q?: string; readonly archived: 'no' | 'yes' }, limit = 50) =>
  infiniteQueryOptions({
    queryKey: [...productsKey, filter, limit],
    queryFn: ({ pageParam, signal }) =>
      call(productRoutes.list, { query: { ...filter, limit, cursor: pageParam } }, { signal }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.nextCursor ?? undefined,
    placeholderData: keepPreviousData,
  })

/** Asks again for everything that tells of quotes and invoices, the histories of customers included. */
export const useSalesRefresh = () => {
  const client = useQueryClient()
  return () =>
    Promise.all([
      client.invalidateQueries({ queryKey: salesKey }),
      client.invalidateQueries({ queryKey: ['customers', 'timeline'] }),
      client.invalidateQueries({ queryKey: ['companies', 'timeline'] }),
    ])
}
