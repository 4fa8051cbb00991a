import { findCustomersByEmail } from '../modules/customers/index.ts'
import type { Database } from '../platform/db/index.ts'

/**
 * Makes the search for everybody who may sign in with an e-mail address: the oldest customer with it in each
 * organisation.
 */
export const customersByEmail =
  (db: Database) =>
  async (email: string): Promise<{ organisationId: string; customerId: string }[]> => {
    const found: { organisationId: string; customerId: string }[] = []
    for (const organisationId of await db.organisationIds()) {
      const [customer] = await db.inOrganisation(organisationId, async (tx) => findCustomersByEmail(tx, email))
      if (customer !== undefined) found.push({ organisationId, customerId: customer.id })
    }
    return found
  }
