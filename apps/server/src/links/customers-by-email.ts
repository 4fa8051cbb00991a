import { findCustomersToSignIn } from '../modules/customers/index.ts'
import type { CustomerOfEmail } from '../modules/identity/index.ts'
import type { Database } from '../platform/db/index.ts'

/** Makes the search for everybody who may sign in with an e-mail address, the oldest of each organisation first. */
export const customersByEmail =
  (db: Database) =>
  async (email: string): Promise<CustomerOfEmail[]> => {
    const found: CustomerOfEmail[] = []
    for (const organisationId of await db.organisationIds()) {
      const customers = await db.inOrganisation(organisationId, async (tx) => findCustomersToSignIn(tx, email))
      for (const { id, reference, profile } of customers) {
        found.push({ organisationId, customerId: id, name: profile.name, reference })
      }
    }
    return found
  }
