import { taskRoutes, type RouteInput, type Task } from '@candor/api'
import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query'
import { call } from '../../lib/api.ts'

/** Everything about tasks in the server cache, to be asked for again when any of it changed. */
export const tasksKey = ['tasks'] as const

export type TaskFilter = Omit<NonNullable<RouteInput<typeof taskRoutes.list>['query']>, 'cursor' | 'limit'>

/** A list of tasks, page by page behind one cursor. */
export const taskListQuery = (filter: TaskFilter, limit = 50) =>
  infiniteQueryOptions({
    queryKey: [...tasksKey, 'list', filter, limit],
    queryFn: ({ pageParam, signal }) =>
      call(taskRoutes.list, { query: { ...filter, limit, cursor: pageParam } }, { signal }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.nextCursor ?? undefined,
    // What is overdue or due today changes by the clock alone.
    refetchInterval: 60_000,
  })

export const taskQuery = (id: string) =>
  queryOptions({
    queryKey: [...tasksKey, 'one', id],
    queryFn: ({ signal }) => call(taskRoutes.get, { params: { id } }, { signal }),
  })

export const taskCountsQuery = queryOptions({
  queryKey: [...tasksKey, 'counts'],
  queryFn: ({ signal }) => call(taskRoutes.counts, {}, { signal }),
  refetchInterval: 60_000,
})

export const assigneesQuery = queryOptions({
  queryKey: [...tasksKey, 'assignees'],
  queryFn: ({ signal }) => call(taskRoutes.assignees, {}, { signal }),
  staleTime: 5 * 60_000,
})

export type { Task }
