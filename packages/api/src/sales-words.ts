/** What a sales document is. */
export const salesKinds = ['quote', 'invoice', 'credit-note'] as const
export type SalesKind = (typeof salesKinds)[number]

/** How far a document has come, as it is stored. A quote: draft, sent, then decided; an invoice: draft, then issued. */
export const salesStates = ['draft', 'sent', 'accepted', 'declined', 'withdrawn', 'issued'] as const
export type SalesState = (typeof salesStates)[number]

/** How a document stands today: what is stored, the calendar and what was paid taken together. */
export const salesStandings = [...salesStates, 'expired', 'open', 'overdue', 'paid'] as const
export type SalesStanding = (typeof salesStandings)[number]

/** Lists that can be asked for. */
export const salesLists = ['all', 'draft', 'sent', 'accepted', 'declined', 'open', 'overdue', 'paid'] as const
export type SalesList = (typeof salesLists)[number]

/** What an entry about money of an invoice is. */
export const moneyMoves = ['payment', 'refund', 'credit'] as const
export type MoneyMove = (typeof moneyMoves)[number]

/** How money came or went. */
export const paymentMethods = ['transfer', 'card', 'cash', 'wallet', 'cheque', 'other'] as const
export type PaymentMethod = (typeof paymentMethods)[number]

/** How customers decided on a quote: by its link, signed in, or staff say so for them. */
export const decisionWays = ['link', 'portal', 'staff'] as const
export type DecisionWay = (typeof decisionWays)[number]

/** No document has more lines. */
export const mostSalesLines = 200

/** Entries about drafts: how staff prepare what customers are to see. */
export const privateSalesKinds = [
  'quote.created',
  'quote.changed',
  'quote.approved',
  'quote.reopened',
  'quote.discarded',
  'invoice.created',
  'invoice.changed',
  'invoice.approved',
  'invoice.discarded',
] as const
