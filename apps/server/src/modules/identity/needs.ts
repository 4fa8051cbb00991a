import type { JsonObject } from '@candor/journal'
import type { Tx } from '../../platform/db/index.ts'
import type { FindCustomersByEmail } from './portal-routes.ts'

/** Appends an entry to the journal of the transaction's organisation. */
export type Record = (
  tx: Tx,
  entry: {
    readonly subject: string
    readonly kind: `${string}.${string}`
    readonly actor: string
    readonly purpose: string
    readonly body: JsonObject
  },
) => Promise<{ readonly id: string }>

/** Opens a shop of the transaction's organisation: a new company has one, so that orders have somewhere to go. */
export type OpenShop = (
  tx: Tx,
  shop: { readonly slug: string; readonly name: string; readonly nameZh: string },
) => Promise<unknown>

/** Notes that a code came back which was sent to an e-mail address of a customer. */
export type NoteVerifiedEmail = (tx: Tx, customerId: string, email: string) => Promise<void>

/** What identity needs of other modules; given by the composition root. */
export type IdentityNeeds = {
  readonly findCustomersByEmail: FindCustomersByEmail
  readonly record: Record
  readonly openShop: OpenShop
  readonly noteVerifiedEmail: NoteVerifiedEmail
}
