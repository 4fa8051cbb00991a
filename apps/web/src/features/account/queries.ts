import { accountRoutes } from '@candor/api'
import { queryOptions } from '@tanstack/react-query'
import { call } from '../../lib/api.ts'

export const accountKey = ['account'] as const

export const accountQuery = queryOptions({
  queryKey: [...accountKey, 'protection'],
  queryFn: ({ signal }) => call(accountRoutes.get, {}, { signal }),
})

export const sessionsQuery = queryOptions({
  queryKey: [...accountKey, 'sessions'],
  queryFn: ({ signal }) => call(accountRoutes.sessions, {}, { signal }),
})
