import { notificationRoutes } from '@candor/api'
import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query'
import { call } from '../../lib/api.ts'

/** Everything about notifications in the server cache, to be asked for again when any of it changed. */
export const notificationsKey = ['notifications'] as const

export const notificationsQuery = (limit: number) =>
  infiniteQueryOptions({
    queryKey: [...notificationsKey, 'list', limit],
    queryFn: ({ pageParam, signal }) =>
      call(notificationRoutes.list, { query: { limit, cursor: pageParam } }, { signal }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.nextCursor ?? undefined,
  })

export const unreadQuery = queryOptions({
  queryKey: [...notificationsKey, 'unread'],
  queryFn: ({ signal }) => call(notificationRoutes.count, {}, { signal }),
  refetchInterval: 5 * 60_000,
})

export const notificationSettingsQuery = queryOptions({
  queryKey: [...notificationsKey, 'settings'],
  queryFn: ({ signal }) => call(notificationRoutes.settings, {}, { signal }),
})
