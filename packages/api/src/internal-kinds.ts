import type { Right } from './rights.ts'
import { privatePrivacyKinds } from './subject-request-words.ts'
import { privateSalesKinds } from './sales-words.ts'
import { privateTicketKinds } from './ticket-words.ts'

/** Whose words stand in a customer's history: entries of these things ask for a right of their own. */
const rightOfThing: Readonly<Record<string, Right>> = {
  'task.': 'task.read',
  'deal.': 'deal.read',
  'ticket.': 'ticket.read',
  'quote.': 'sales.read',
  'invoice.': 'sales.read',
  'credit-note.': 'sales.read',
}

/** Things whose entries a history leaves out for somebody with these rights. */
export const kindsBeyond = (rights: ReadonlySet<Right>): readonly string[] =>
  Object.keys(rightOfThing).filter((thing) => !rights.has(rightOfThing[thing]!))

/**
 * Entries about a customer by which staff organise their own work. They are in the journal like all others, but the
 * customer's history leaves them out, and their receipts are staff's.
 */
export const internalKinds: readonly string[] = [
  ...privateTicketKinds,
  ...privatePrivacyKinds,
  ...privateSalesKinds,
  ...['created', 'changed', 'moved', 'won', 'lost', 'reopened', 'removed', 'restored'].map((step) => `deal.${step}`),
  ...['created', 'changed', 'done', 'reopened', 'removed'].map((step) => `task.${step}`),
]
