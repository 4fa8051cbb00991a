import { importRoutes, type ImportOptions, type ImportSummary, type RowReason } from '@candor/api'
import { infiniteQueryOptions, keepPreviousData, queryOptions, useQueryClient } from '@tanstack/react-query'
import { call } from '../../lib/api.ts'
import { useLive } from '../../lib/live.ts'

export const importsKey = ['imports'] as const

export const importsQuery = infiniteQueryOptions({
  queryKey: [...importsKey, 'list'],
  queryFn: ({ pageParam, signal }) => call(importRoutes.list, { query: { limit: 30, cursor: pageParam } }, { signal }),
  initialPageParam: undefined as string | undefined,
  getNextPageParam: (page) => page.nextCursor ?? undefined,
})

/** Whether work goes on: rows are read, or points are still being computed. */
export const isMoving = (summary: ImportSummary | undefined): boolean =>
  summary !== undefined &&
  (summary.state === 'running' ||
    summary.state === 'cancelling' ||
    (summary.state === 'completed' && summary.pointsDone < summary.pointsTotal))

/** One import; asked again now and then while it moves, in case the live stream is held up on the way. */
export const importQuery = (id: string) =>
  queryOptions({
    queryKey: [...importsKey, 'one', id],
    queryFn: ({ signal }) => call(importRoutes.get, { params: { id } }, { signal }),
    refetchInterval: ({ state }) => (isMoving(state.data) ? 2500 : false),
  })

export const previewQuery = (id: string, options: ImportOptions | undefined) =>
  queryOptions({
    // Apart from the other keys: what happens to imports changes nothing of a preview, and one that was started has none.
    queryKey: ['import-preview', id, options],
    queryFn: ({ signal }) =>
      call(importRoutes.preview, { params: { id }, body: options ? { options } : {} }, { signal }),
    placeholderData: keepPreviousData,
    staleTime: Number.POSITIVE_INFINITY,
    retry: false,
  })

export const rowsQuery = (id: string, reason: RowReason | undefined) =>
  infiniteQueryOptions({
    queryKey: [...importsKey, 'rows', id, reason],
    queryFn: ({ pageParam, signal }) =>
      call(importRoutes.rows, { params: { id }, query: { limit: 100, cursor: pageParam, reason } }, { signal }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.nextCursor ?? undefined,
  })

const isSummary = (data: unknown): data is ImportSummary =>
  typeof data === 'object' && data !== null && 'id' in data && 'rowsRead' in data

/** Lets imports on screen follow the live stream. */
export const useLiveImports = (): void => {
  const client = useQueryClient()
  useLive('import', (data) => {
    if (isSummary(data)) client.setQueryData(importQuery(data.id).queryKey, data)
    if (!isSummary(data) || !isMoving(data)) void client.invalidateQueries({ queryKey: importsKey })
  })
  useLive('reset', () => void client.invalidateQueries({ queryKey: importsKey }))
}
