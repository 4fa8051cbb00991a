import { portalTicketRoutes } from '@candor/api'
import { queryOptions, useQueryClient } from '@tanstack/react-query'
import { useEffect } from 'react'
import { call } from '../../lib/api.ts'
import { pagesOptions } from '../../lib/pages.ts'

const helpKey = ['help'] as const

export const requestsOptions = pagesOptions([...helpKey, 'list'], async (cursor, signal) =>
  call(portalTicketRoutes.list, { query: { limit: 25, cursor } }, { signal }),
)

export const requestOptions = (id: string) =>
  queryOptions({
    queryKey: [...helpKey, 'one', id],
    queryFn: async ({ signal }) => call(portalTicketRoutes.get, { params: { id } }, { signal }),
  })

export const messagesOptions = (id: string) =>
  pagesOptions([...helpKey, 'messages', id], async (cursor, signal) =>
    call(portalTicketRoutes.messages, { params: { id }, query: { limit: 50, cursor } }, { signal }),
  )

/** Asks again for requests, their messages, and the history, which tells of them too. */
export const useRefreshHelp = (): (() => Promise<unknown>) => {
  const client = useQueryClient()
  return async () =>
    Promise.all([client.invalidateQueries({ queryKey: helpKey }), client.invalidateQueries({ queryKey: ['timeline'] })])
}

/** Follows what staff do with the requests, for as long as the page is shown. */
export const useLiveHelp = (): void => {
  const client = useQueryClient()
  useEffect(() => {
    const source = new EventSource('/api/portal/events')
    const refresh = () => void client.invalidateQueries({ queryKey: helpKey })
    source.addEventListener('ticket', refresh)
    source.addEventListener('reset', refresh)
    return () => source.close()
  }, [client])
}
