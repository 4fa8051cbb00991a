import type { TicketView } from '@candor/api'
import { createFileRoute, useNavigate } from '@tanstack/react-router'
import { useCallback } from 'react'
import { DeskPage, ticketViewOf } from '../../../features/tickets/desk-page.tsx'

export interface TicketsSearch {
  readonly view?: TicketView
  readonly ticket?: string
}

const TicketsRoute = () => {
  const { view = 'open', ticket } = Route.useSearch()
  const navigate = useNavigate({ from: Route.fullPath })
  const onView = useCallback((next: TicketView) => void navigate({ search: { view: next }, replace: true }), [navigate])
  const onTicket = useCallback(
    (id: string | undefined) =>
      void navigate({ search: ({ view: queue }) => ({ ...(queue && { view: queue }), ...(id && { ticket: id }) }) }),
    [navigate],
  )
  return <DeskPage view={view} ticketId={ticket} onView={onView} onTicket={onTicket} />
}

export const Route = createFileRoute('/_staff/tickets')({
  validateSearch: (search): TicketsSearch => {
    const view = ticketViewOf(search['view'])
    const ticket = typeof search['ticket'] === 'string' ? search['ticket'] : undefined
    return { ...(view && { view }), ...(ticket && { ticket }) }
  },
  component: TicketsRoute,
})
