import { roleRoutes, staffRoutes } from '@candor/api'
import { queryOptions } from '@tanstack/react-query'
import { call } from './api.ts'

/** Everything about people and roles in the server cache, to be asked for again when any of it changed. */
export const staffKey = ['staff'] as const

export const peopleQuery = queryOptions({
  queryKey: [...staffKey, 'people'],
  queryFn: ({ signal }) => call(staffRoutes.list, {}, { signal }),
})

export const rolesQuery = queryOptions({
  queryKey: [...staffKey, 'roles'],
  queryFn: ({ signal }) => call(roleRoutes.list, {}, { signal }),
})
