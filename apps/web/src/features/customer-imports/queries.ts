import {
  customerImportMappingRoutes,
  customerImportRoutes,
  dataExportRoutes,
  type CustomerImportOptions,
  type CustomerImportSummary,
  type CustomerRowOutcome,
} from '@candor/api'
import { infiniteQueryOptions, keepPreviousData, queryOptions } from '@tanstack/react-query'
import { call } from '../../lib/api.ts'

export const customerImportsKey = ['customer-imports'] as const
export const dataExportsKey = ['data-exports'] as const
export const importMappingsKey = ['customer-import-mappings'] as const

const moving = new Set<CustomerImportSummary['state']>(['running', 'pausing', 'cancelling', 'undoing'])

/** Whether work goes on. */
export const isMoving = (summary: CustomerImportSummary | undefined): boolean =>
  summary !== undefined && moving.has(summary.state)

export const customerImportsQuery = infiniteQueryOptions({
  queryKey: [...customerImportsKey, 'list'],
  queryFn: ({ pageParam, signal }) =>
    call(customerImportRoutes.list, { query: { limit: 30, cursor: pageParam } }, { signal }),
  initialPageParam: undefined as string | undefined,
  getNextPageParam: (page) => page.nextCursor ?? undefined,
})

/** One import; asked again every second while it moves. */
export const customerImportQuery = (id: string) =>
  queryOptions({
    queryKey: [...customerImportsKey, 'one', id],
    queryFn: ({ signal }) => call(customerImportRoutes.get, { params: { id } }, { signal }),
    refetchInterval: ({ state }) => (isMoving(state.data) ? 1000 : false),
  })

export const customerPreviewQuery = (id: string, options: Partial<CustomerImportOptions> | undefined) =>
  queryOptions({
    queryKey: ['customer-import-preview', id, options],
    queryFn: ({ signal }) =>
      call(customerImportRoutes.preview, { params: { id }, body: options ? { options } : {} }, { signal }),
    placeholderData: keepPreviousData,
    retry: false,
  })

export const customerRowsQuery = (id: string, outcome: CustomerRowOutcome | undefined) =>
  infiniteQueryOptions({
    queryKey: [...customerImportsKey, 'rows', id, outcome],
    queryFn: ({ pageParam, signal }) =>
      call(customerImportRoutes.rows, { params: { id }, query: { limit: 50, cursor: pageParam, outcome } }, { signal }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.nextCursor ?? undefined,
  })

export const migrationReportQuery = (id: string) =>
  queryOptions({
    queryKey: [...customerImportsKey, 'report', id],
    queryFn: ({ signal }) => call(customerImportRoutes.report, { params: { id } }, { signal }),
  })

export const importMappingsQuery = infiniteQueryOptions({
  queryKey: importMappingsKey,
  queryFn: ({ pageParam, signal }) =>
    call(customerImportMappingRoutes.list, { query: { limit: 20, cursor: pageParam } }, { signal }),
  initialPageParam: undefined as string | undefined,
  getNextPageParam: (page) => page.nextCursor ?? undefined,
})

export const dataExportsQuery = queryOptions({
  queryKey: dataExportsKey,
  queryFn: ({ signal }) => call(dataExportRoutes.list, { query: { limit: 10 } }, { signal }),
  refetchInterval: ({ state }) =>
    state.data?.items.some(({ state: each }) => each === 'running' || each === 'cancelling') ? 1000 : false,
})
