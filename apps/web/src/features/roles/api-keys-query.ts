import { apiKeyRoutes } from '@candor/api'
import { queryOptions } from '@tanstack/react-query'
import { call } from '../../lib/api.ts'

export const apiKeysKey = ['api-keys'] as const

export const apiKeysQuery = queryOptions({
  queryKey: apiKeysKey,
  queryFn: ({ signal }) => call(apiKeyRoutes.list, {}, { signal }),
})
