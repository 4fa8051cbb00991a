import { privatePrivacyKinds } from './subject-request-words.ts'
import { privateSalesKinds } from './sales-words.ts'
import { privateTicketKinds } from './ticket-words.ts'

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
