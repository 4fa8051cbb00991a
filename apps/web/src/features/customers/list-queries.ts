import {
  customerBinRoutes,
  customerBulkRoutes,
  customerMarkRoutes,
  customerRoutes,
  customerViewRoutes,
  type BulkAction,
  type BulkTarget,
  type CustomerView,
  type CustomerViewContent,
} from '@candor/api'
import {
  infiniteQueryOptions,
  keepPreviousData,
  queryOptions,
  useMutation,
  useQueryClient,
} from '@tanstack/react-query'
import { call } from '../../lib/api.ts'
import { customersKey, type ListFilters } from './queries.ts'

/** Tags with the number of customers of each. */
export const tagsQuery = queryOptions({
  queryKey: [...customersKey, 'tags'],
  queryFn: async ({ signal }) => (await call(customerMarkRoutes.tags, {}, { signal })).items,
})

/** Who can look after customers. */
export const ownersQuery = queryOptions({
  queryKey: [...customersKey, 'owners'],
  queryFn: async ({ signal }) => (await call(customerMarkRoutes.owners, {}, { signal })).items,
})

export const viewsQuery = queryOptions({
  queryKey: [...customersKey, 'views'],
  queryFn: ({ signal }) => call(customerViewRoutes.list, {}, { signal }),
  staleTime: 60_000,
})

export const binQuery = infiniteQueryOptions({
  queryKey: [...customersKey, 'bin'],
  queryFn: ({ pageParam, signal }) =>
    call(customerBinRoutes.list, { query: { limit: 50, cursor: pageParam } }, { signal }),
  initialPageParam: undefined as string | undefined,
  getNextPageParam: (page) => page.nextCursor ?? undefined,
})

/** Milliseconds between two looks at a change that is running. */
const lookEvery = 600

export const bulkQuery = (id: string) =>
  queryOptions({
    queryKey: ['customer-bulk', id],
    queryFn: ({ signal }) => call(customerBulkRoutes.get, { params: { id } }, { signal }),
    staleTime: 0,
    refetchInterval: ({ state }) =>
      state.data?.state === 'running' || state.data?.state === 'cancelling' ? lookEvery : false,
  })

export const bulkRowsQuery = (id: string, outcome: 'changed' | 'unchanged' | 'skipped') =>
  infiniteQueryOptions({
    queryKey: ['customer-bulk', id, 'rows', outcome],
    queryFn: ({ pageParam, signal }) =>
      call(customerBulkRoutes.rows, { params: { id }, query: { outcome, limit: 50, cursor: pageParam } }, { signal }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.nextCursor ?? undefined,
  })

/** Asks the server again for every list of customers. */
export const useRefreshCustomers = () => {
  const client = useQueryClient()
  return () => client.invalidateQueries({ queryKey: customersKey })
}

export const useStartBulk = () =>
  useMutation({
    mutationFn: (body: { action: BulkAction; target: BulkTarget }) => call(customerBulkRoutes.start, { body }),
  })

export const useUndoBulk = () =>
  useMutation({ mutationFn: (id: string) => call(customerBulkRoutes.undo, { params: { id }, body: {} }) })

/** A change of one customer's owner or tags. */
export interface CareChange {
  readonly id: string
  readonly ownerId?: string | null
  readonly addTags?: string[]
  readonly removeTags?: string[]
}

export const useChangeCare = () => {
  const refresh = useRefreshCustomers()
  return useMutation({
    mutationFn: ({ id, ...body }: CareChange) => call(customerMarkRoutes.change, { params: { id }, body }),
    onSuccess: refresh,
  })
}

export const useCreateTag = () => {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (name: string) => call(customerMarkRoutes.createTag, { body: { name } }),
    onSuccess: () => client.invalidateQueries({ queryKey: tagsQuery.queryKey }),
  })
}

export const useBin = () => {
  const refresh = useRefreshCustomers()
  return useMutation({
    mutationFn: ({ id, binned }: { readonly id: string; readonly binned: boolean }) =>
      call(binned ? customerBinRoutes.move : customerBinRoutes.restore, { params: { id }, body: {} }),
    onSuccess: refresh,
  })
}

/** What is kept of a view; with an id it replaces that one. */
export interface ViewDraft {
  readonly name: string
  readonly shared: boolean
  readonly content: CustomerViewContent
}

export const useSaveView = () => {
  const client = useQueryClient()
  return useMutation({
    mutationFn: ({ view, draft }: { readonly view?: CustomerView | undefined; readonly draft: ViewDraft }) =>
      view
        ? call(customerViewRoutes.change, { params: { id: view.id }, body: { ...draft, version: view.version } })
        : call(customerViewRoutes.create, { body: draft }),
    onSuccess: () => client.invalidateQueries({ queryKey: viewsQuery.queryKey }),
  })
}

export const useRemoveView = () => {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (id: string) => call(customerViewRoutes.remove, { params: { id } }),
    onSuccess: () => client.invalidateQueries({ queryKey: viewsQuery.queryKey }),
  })
}

export const useSetDefaultView = () => {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (viewId: string | null) => call(customerViewRoutes.setDefault, { body: { viewId } }),
    onSuccess: () => client.invalidateQueries({ queryKey: viewsQuery.queryKey }),
  })
}

/** The first customers of a group. */
export const groupQuery = (filters: ListFilters, limit: number) =>
  queryOptions({
    queryKey: [...customersKey, 'group', filters, limit],
    queryFn: ({ signal }) => call(customerRoutes.list, { query: { ...filters, limit } }, { signal }),
    placeholderData: keepPreviousData,
  })

/** One column of the board: the list, narrowed to a group, in smaller pages. */
export const boardQuery = (filters: ListFilters) =>
  infiniteQueryOptions({
    queryKey: [...customersKey, 'board', filters],
    queryFn: ({ pageParam, signal }) =>
      call(customerRoutes.list, { query: { ...filters, limit: 20, cursor: pageParam } }, { signal }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.nextCursor ?? undefined,
  })
