import { objectRoutes } from '@candor/api'
import { infiniteQueryOptions, keepPreviousData, queryOptions } from '@tanstack/react-query'
import { call } from '../../lib/api.ts'
import { objectsKey } from '../../lib/own-objects.ts'
import type { RecordSearch } from './list-state.ts'

/** @param custom keys of the fields to show */
export const recordListQuery = (
  object: string,
  { search, sort, filter, bin }: RecordSearch,
  custom: readonly string[],
) =>
  infiniteQueryOptions({
    queryKey: [...objectsKey, object, 'list', { search, sort, filter, bin, custom }],
    queryFn: ({ pageParam, signal }) =>
      call(
        objectRoutes.records,
        {
          params: { object },
          query: {
            ...(search && { search }),
            ...(sort && { sort }),
            ...(filter && { filter: JSON.stringify(filter) }),
            ...(bin && { binned: 'true' as const }),
            ...(custom.length > 0 && { custom: custom.join(',') }),
            limit: 100,
            cursor: pageParam,
          },
        },
        { signal },
      ),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.nextCursor ?? undefined,
    placeholderData: keepPreviousData,
  })

export const recordQuery = (object: string, id: string) =>
  queryOptions({
    queryKey: [...objectsKey, object, 'one', id],
    queryFn: ({ signal }) => call(objectRoutes.get, { params: { object, id } }, { signal }),
  })

/** @param kinds only entries of these kinds, by commas */
export const recordTimelineQuery = (object: string, id: string, kinds: string | undefined) =>
  infiniteQueryOptions({
    queryKey: [...objectsKey, object, 'timeline', id, kinds ?? 'all'],
    queryFn: ({ pageParam, signal }) =>
      call(
        objectRoutes.timeline,
        { params: { object, id }, query: { limit: 50, cursor: pageParam, kinds } },
        { signal },
      ),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.nextCursor ?? undefined,
  })

/** Records that lead to a customer, a company or a record. */
export const incomingQuery = (id: string) =>
  queryOptions({
    queryKey: [...objectsKey, 'to', id],
    queryFn: ({ signal }) => call(objectRoutes.incoming, { params: { id } }, { signal }),
  })
