import { appendOnlyTables as consentTables } from './modules/consent/schema.ts'
import { appendOnlyTables as dealTables } from './modules/deals/schema.ts'
import { appendOnlyTables as eventTables } from './modules/events/schema.ts'
import { appendOnlyTables as journalTables } from './modules/journal/schema.ts'
import { appendOnlyTables as lifecycleTables } from './modules/lifecycle/schema.ts'
import { appendOnlyTables as orderTables } from './modules/orders/schema.ts'
import { appendOnlyTables as salesTables } from './modules/sales/schema.ts'
import { appendOnlyTables as ticketTables } from './modules/tickets/schema.ts'

/** Every table whose rows `candor_app` may add but never change or remove. */
export const appendOnlyTables: readonly string[] = [
  ...journalTables,
  ...orderTables,
  ...consentTables,
  ...dealTables,
  ...eventTables,
  ...lifecycleTables,
  ...salesTables,
  ...ticketTables,
]
