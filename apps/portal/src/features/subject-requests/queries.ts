import { portalSubjectRequestRoutes } from '@candor/api'
import { queryOptions, useQueryClient } from '@tanstack/react-query'
import { call } from '../../lib/api.ts'
import { pagesOptions } from '../../lib/pages.ts'

const key = ['subject-requests'] as const

export const ownRequestsOptions = pagesOptions([...key, 'list'], async (cursor, signal) =>
  call(portalSubjectRequestRoutes.list, { query: { limit: 25, cursor } }, { signal }),
)

export const certificateOptions = (token: string) =>
  queryOptions({
    queryKey: [...key, 'certificate', token],
    queryFn: async ({ signal }) => call(portalSubjectRequestRoutes.certificate, { params: { token } }, { signal }),
    // It is sealed within seconds after the erasure.
    refetchInterval: ({ state: { data } }) => (data?.state === 'done' && data.certificate === null ? 1000 : false),
  })

/** Asks again for requests, and for the history, which tells of them too. */
export const useRefreshRequests = (): (() => Promise<unknown>) => {
  const client = useQueryClient()
  return async () =>
    Promise.all([client.invalidateQueries({ queryKey: key }), client.invalidateQueries({ queryKey: ['timeline'] })])
}
