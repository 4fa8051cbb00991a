import { ApiError, ticketRoutes, type RouteInput, type Ticket } from '@candor/api'
import { describeProblem, uiTexts } from '@candor/ui'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { App } from 'antd'
import { call } from '../../lib/api.ts'
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
  const ui = uiTexts.useTexts()
  const { message } = App.useApp()
  const refresh = useRefreshTickets()
  const onError = (error: unknown) => {
    void message.error(describeProblem(error, ui).message, 8)
    if (error instanceof ApiError && error.problem.status === 409) void refresh()
  }
  const say = useMutation({
    mutationFn: (body: Omit<Said, 'version'>) =>
      call(ticketRoutes.say, { params: { id: ticket.id }, body: { ...body, version: ticket.version } }),
    onSuccess: async (_, { kind }) => {
      void message.success(t(kind === 'note' ? 'done.noted' : 'done.sent'))
      await refresh()
    },
    onError,
  })
  const change = useMutation({
    mutationFn: (changes: Changes) =>
      call(ticketRoutes.update, { params: { id: ticket.id }, body: { version: ticket.version, changes } }),
    onSuccess: async () => {
      void message.success(t('done.changed'))
      await refresh()
    },
    onError,
  })
  return { say, change }
}
export type TicketWork = ReturnType<typeof useTicketWork>
