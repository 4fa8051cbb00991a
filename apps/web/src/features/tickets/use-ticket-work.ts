import { ticketRoutes, type RouteInput, type Ticket } from '@candor/api'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { call } from '../../lib/api.ts'
import { useTell } from '../../lib/use-tell.tsx'
import { ticketsKey } from './queries.ts'
import { ticketsTexts } from './tickets-texts.ts'

export type Said = RouteInput<typeof ticketRoutes.say>['body']
type Changes = RouteInput<typeof ticketRoutes.update>['body']['changes']

/** Asks again for tickets, and for histories, which tell of them too. */
export const useRefreshTickets = () => {
  const client = useQueryClient()
  return async () =>
    Promise.all([
      client.invalidateQueries({ queryKey: ticketsKey }),
      client.invalidateQueries({ queryKey: ['customers', 'timeline'] }),
    ])
}

/** Writes in a ticket and changes it. Where somebody was faster, the ticket is shown as it is now. */
export const useTicketWork = (ticket: Ticket) => {
  const t = ticketsTexts.useTexts()
  const refresh = useRefreshTickets()
  const { tell, complain: onError } = useTell(refresh)
  const say = useMutation({
    mutationFn: (body: Omit<Said, 'version'>) =>
      call(ticketRoutes.say, { params: { id: ticket.id }, body: { ...body, version: ticket.version } }),
    onSuccess: async (_, { kind }) => {
      tell(t(kind === 'note' ? 'done.noted' : 'done.sent'))
      await refresh()
    },
    onError,
  })
  const change = useMutation({
    mutationFn: (changes: Changes) =>
      call(ticketRoutes.update, { params: { id: ticket.id }, body: { version: ticket.version, changes } }),
    onSuccess: async () => {
      tell(t('done.changed'))
      await refresh()
    },
    onError,
  })
  return { say, change }
}
export type TicketWork = ReturnType<typeof useTicketWork>
