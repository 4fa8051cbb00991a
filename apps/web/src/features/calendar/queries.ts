import { calendarRoutes, type RouteInput } from '@candor/api'
import { queryOptions } from '@tanstack/react-query'
import { call } from '../../lib/api.ts'

export const calendarQuery = queryOptions({
  queryKey: ['calendar'],
  queryFn: ({ signal }) => call(calendarRoutes.get, {}, { signal }),
})

export type HolidayQuery = NonNullable<RouteInput<typeof calendarRoutes.holidays>['query']>

export const holidaysQuery = (query: HolidayQuery) =>
  queryOptions({
    queryKey: ['calendar', 'holidays', query],
    queryFn: ({ signal }) => call(calendarRoutes.holidays, { query }, { signal }),
    staleTime: Number.POSITIVE_INFINITY,
  })
