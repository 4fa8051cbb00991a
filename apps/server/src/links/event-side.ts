import { mayUse, mayUseMany } from '../modules/consent/index.ts'
import {
  customerIdsByEmail,
  customerIdsByReference,
  existingCustomers,
  requireCustomer,
} from '../modules/customers/index.ts'
import { registerEvents, type EventsNeeds } from '../modules/events/index.ts'
import { record, recordMany } from '../modules/journal/index.ts'
import type { App, Platform } from '../platform/platform.ts'

/** Nobody: what would be answered to a person who was never asked. */
const nobody = '00000000-0000-0000-0000-000000000000'

/** Puts behaviour events on the server and joins them with customers, consent and journal. */
export const registerEventSide = (
  app: App,
  platform: Platform,
  needs: Pick<EventsNeeds, 'staffNames' | 'onSeen'>,
): void => {
  registerEvents(app, platform, {
    ...needs,
    record,
    recordMany,
    mayUseMany,
    isAskable: async (tx, use) => (await mayUse(tx, { ...use, customerId: nobody })).reason === 'never-asked',
    customerIdsByReference,
    existingCustomers,
    customerIdsByEmail,
    requireCustomer,
  })
}
