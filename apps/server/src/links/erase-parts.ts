import { eraseLooks } from '../modules/access-log/index.ts'
import { eraseConsents } from '../modules/consent/index.ts'
import { eraseContacts } from '../modules/companies/index.ts'
import { eraseImported } from '../modules/customer-imports/index.ts'
import { eraseCustomer, eraseSearches } from '../modules/customers/index.ts'
import { eraseDeals } from '../modules/deals/index.ts'
import { eraseComparisons } from '../modules/duplicates/index.ts'
import { eraseOpenings } from '../modules/emergency/index.ts'
import { eraseEvents } from '../modules/events/index.ts'
import { eraseFields, eraseRecordsAbout } from '../modules/fields/index.ts'
import { eraseFollowing } from '../modules/following/index.ts'
import { erasePortalAccess } from '../modules/identity/index.ts'
import { eraseLifecycle } from '../modules/lifecycle/index.ts'
import { eraseHolders } from '../modules/loyalty/index.ts'
import { eraseNotifications } from '../modules/notifications/index.ts'
import { eraseSales } from '../modules/sales/index.ts'
import type { ErasePart } from '../modules/subject-requests/index.ts'
import { eraseTasks } from '../modules/tasks/index.ts'
import { eraseTickets } from '../modules/tickets/index.ts'
import { eraseWebhooks } from '../modules/webhooks/index.ts'
import type { Tx } from '../platform/db/index.ts'
import type { Mail } from '../platform/mail/mail.ts'

const ofRecords = (name: string, erase: (tx: Tx, records: readonly string[]) => Promise<number>): ErasePart => ({
  name,
  erase: async (tx, { records }) => erase(tx, records),
})

/**
 * What each part of the system forgets when a customer is erased. A module that keeps something of customers joins by one
 * line here. Whatever is encrypted under the customer's key becomes unreadable anyway: a part is needed for what is not,
 * such as search tokens, and for rows that nobody needs any more.
 */
export const eraseParts = (mail: Mail): readonly ErasePart[] => [
  ofRecords('customers', eraseCustomer),
  { name: 'searches', erase: async (tx, { texts }) => (texts.length === 0 ? 0 : eraseSearches(tx, texts)) },
  { name: 'imports', erase: eraseImported },
  ofRecords('duplicates', eraseComparisons),
  ofRecords('own-records', eraseRecordsAbout),
  ofRecords('fields', eraseFields),
  ofRecords('companies', eraseContacts),
  ofRecords('following', eraseFollowing),
  ofRecords('consent', eraseConsents),
  ofRecords('events', eraseEvents),
  ofRecords('tasks', eraseTasks),
  ofRecords('deals', eraseDeals),
  ofRecords('sales', eraseSales),
  ofRecords('tickets', eraseTickets),
  ofRecords('loyalty', eraseHolders),
  ofRecords('lifecycle', eraseLifecycle),
  ofRecords('access-log', eraseLooks),
  ofRecords('emergency', eraseOpenings),
  ofRecords('notifications', eraseNotifications),
  ofRecords('webhooks', eraseWebhooks),
  ofRecords('portal', erasePortalAccess),
  { name: 'mail', erase: async (tx, { records }) => mail.erase(tx, records) },
]
