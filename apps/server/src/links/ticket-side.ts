import { businessTimeOf } from '../modules/calendar/index.ts'
import { isRestricted } from '../modules/consent/index.ts'
import { customerById, headsOf, recordsOf, requireCustomer } from '../modules/customers/index.ts'
import { isSwitchedOff } from '../modules/identity/index.ts'
import { record, recordMany } from '../modules/journal/index.ts'
import { registerTickets, type Tickets, type TicketsNeeds } from '../modules/tickets/index.ts'
import type { App, Platform } from '../platform/platform.ts'
import { customerNames, workers } from './work-side.ts'

/** Puts tickets on the server and joins them with customers, business hours, notifications and journal. */
export const registerTicketSide = (
  app: App,
  platform: Platform,
  { staffNames, notify }: Pick<TicketsNeeds, 'staffNames' | 'notify'>,
): Tickets =>
  registerTickets(app, platform, {
    record,
    recordMany,
    businessTimeOf,
    takesRequests: async (tx) => !(await isSwitchedOff(tx, 'tickets')),
    workers,
    staffNames,
    notify,
    customers: {
      require: requireCustomer,
      recordsOf,
      headsOf,
      names: customerNames,
      addressOf: async (tx, id) => {
        const { profile } = await customerById(tx, id)
        // Who restricted the use of their data reads answers in the portal.
        if (await isRestricted(tx, id)) return { email: null, language: 'en' }
        return { email: profile.email ?? null, language: profile.language === 'zh' ? 'zh' : 'en' }
      },
    },
  })
