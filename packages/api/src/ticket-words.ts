/** What a customer can want. */
export const ticketTypes = ['question', 'problem', 'complaint', 'request'] as const
export type TicketType = (typeof ticketTypes)[number]

export const ticketPriorities = ['low', 'normal', 'high', 'urgent'] as const
export type TicketPriority = (typeof ticketPriorities)[number]

/** How far a ticket has come. `waiting` is for the customer; `closed` is for good, unless staff open it again. */
export const ticketStatuses = ['new', 'open', 'waiting', 'solved', 'closed'] as const
export type TicketStatus = (typeof ticketStatuses)[number]

/** The way by which the customer came. */
export const ticketChannels = ['portal', 'phone', 'mail', 'counter'] as const
export type TicketChannel = (typeof ticketChannels)[number]

/** Queues of the service desk. */
export const ticketViews = ['mine', 'unassigned', 'open', 'urgent', 'waiting', 'solved'] as const
export type TicketView = (typeof ticketViews)[number]

/** Whose words a message holds: the customer’s, the answer of staff, or a note among staff. */
export const ticketMessageKinds = ['customer', 'reply', 'note'] as const
export type TicketMessageKind = (typeof ticketMessageKinds)[number]

/** What is promised of a ticket: a first answer, and that it is solved. */
export const promiseKinds = ['response', 'resolution'] as const
export type PromiseKind = (typeof promiseKinds)[number]

/** `soon`: a quarter of the time is left. `paused`: while the customer is waited for. */
export const promiseStates = ['running', 'soon', 'paused', 'met', 'missed'] as const
export type PromiseState = (typeof promiseStates)[number]

/** Steps of a ticket that are among staff: the customer never sees these entries. */
export const privateTicketKinds = ['ticket.noted', 'ticket.due-soon'] as const
