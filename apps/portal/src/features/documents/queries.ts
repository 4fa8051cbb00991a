import { portalSalesRoutes } from '@candor/api'
import { queryOptions, useQueryClient } from '@tanstack/react-query'
import { call } from '../../lib/api.ts'
import { pagesOptions } from '../../lib/pages.ts'

const documentsKey = ['documents'] as const

export const documentsOptions = pagesOptions([...documentsKey, 'list'], async (cursor, signal) =>
  call(portalSalesRoutes.list, { query: { limit: 25, cursor } }, { signal }),
)

export const documentOptions = (id: string) =>
  queryOptions({
    queryKey: [...documentsKey, 'one', id],
    queryFn: async ({ signal }) => call(portalSalesRoutes.get, { params: { id } }, { signal }),
  })

/** Asks again for documents, and the history, which tells of them too. */
export const useRefreshDocuments = (): (() => Promise<unknown>) => {
  const client = useQueryClient()
  return async () =>
    Promise.all([
      client.invalidateQueries({ queryKey: documentsKey }),
      client.invalidateQueries({ queryKey: ['timeline'] }),
    ])
}
