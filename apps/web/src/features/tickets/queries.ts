import { ticketRoutes, type Ticket, type TicketView } from '@candor/api'
import { infiniteQueryOptions, queryOptions, useQueryClient } from '@tanstack/react-query'
import { call } from '../../lib/api.ts'
import { useLive } from '../../lib/live.ts'

/** Everything about tickets in the server cache, to be asked for again when any of it changed. */
export const ticketsKey = ['tickets'] as const

/** A queue, or the tickets of a customer, page by page. */
export const ticketListQuery = (of: { readonly view: TicketView } | { readonly customer: string }, limit = 50) =>
  infiniteQueryOptions({
    queryKey: [...ticketsKey, 'list', of, limit],
    queryFn: ({ pageParam, signal }) =>
      call(ticketRoutes.list, { query: { ...of, limit, cursor: pageParam } }, { signal }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.nextCursor ?? undefined,
    // How much time is left changes by the clock alone.
    refetchInterval: 60_000,
  })

export const ticketCountsQuery = queryOptions({
  queryKey: [...ticketsKey, 'counts'],
  queryFn: ({ signal }) => call(ticketRoutes.counts, {}, { signal }),
})

/** The ticket with a number, for the palette. */
export const numberedTicketQuery = (number: number) =>
  queryOptions({
    queryKey: [...ticketsKey, 'numbered', number],
    queryFn: ({ signal }) => call(ticketRoutes.list, { query: { number, limit: 1 } }, { signal }),
  })

export const ticketQuery = (id: string) =>
  queryOptions({
    queryKey: [...ticketsKey, 'one', id],
    queryFn: ({ signal }) => call(ticketRoutes.get, { params: { id } }, { signal }),
    refetchInterval: 60_000,
  })

export const messagesQuery = (id: string) =>
  infiniteQueryOptions({
    queryKey: [...ticketsKey, 'messages', id],
    queryFn: ({ pageParam, signal }) =>
      call(ticketRoutes.messages, { params: { id }, query: { limit: 50, cursor: pageParam } }, { signal }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.nextCursor ?? undefined,
  })

export const agentsQuery = queryOptions({
  queryKey: ['ticket-agents'],
  queryFn: ({ signal }) => call(ticketRoutes.assignees, {}, { signal }),
  staleTime: 5 * 60_000,
})

export const serviceSettingsQuery = queryOptions({
  queryKey: ['service-settings'],
  queryFn: ({ signal }) => call(ticketRoutes.settings, {}, { signal }),
  staleTime: 60_000,
})

/** Keeps every list and ticket on the screen up to date with what others do. */
export const useLiveTickets = (): void => {
  const client = useQueryClient()
  const refresh = () => void client.invalidateQueries({ queryKey: ticketsKey })
  useLive('ticket', refresh)
  useLive('reset', refresh)
}

export type { Ticket }
