import type { ConsentAnswer } from '@candor/api'
import type { JsonObject } from '@candor/journal'
import type { Tx } from '../../platform/db/index.ts'

/** Something that happened, for the journal. */
export type Entry = {
  readonly subject: string
  readonly kind: `${string}.${string}`
  readonly actor: string
  readonly purpose: string
  readonly body: JsonObject
}

/** A use of a person's data that they have to agree to. */
export type Use = { readonly purpose: string; readonly category: string; readonly recipient: string }

/** A customer who was seen in events, and when last. */
export type Seen = { readonly customerId: string; readonly at: Date }

/** What the module asks of others; given by the composition root. */
export type EventsNeeds = {
  readonly record: (tx: Tx, entry: Entry) => Promise<{ readonly id: string; readonly recordedAt: string }>
  readonly recordMany: (tx: Tx, entries: readonly Entry[]) => Promise<readonly { readonly id: string }[]>
  /** What each of the customers decided; held until the transaction ends. */
  readonly mayUseMany: (
    tx: Tx,
    customerIds: readonly string[],
    use: Use,
  ) => Promise<ReadonlyMap<string, Pick<ConsentAnswer, 'allowed' | 'evidence'>>>
  /** Whether customers can be asked for such a use at all. */
  readonly isAskable: (tx: Tx, use: Use) => Promise<boolean>
  /** Customers by the organisation's own numbers for them. */
  readonly customerIdsByReference: (tx: Tx, references: readonly string[]) => Promise<ReadonlyMap<string, string>>
  /** Of the ids given, those of customers. */
  readonly existingCustomers: (tx: Tx, ids: readonly string[]) => Promise<ReadonlySet<string>>
  /** Customers by whole e-mail address; all who have it, by the address as it was given. */
  readonly customerIdsByEmail: (
    tx: Tx,
    emails: readonly string[],
  ) => Promise<ReadonlyMap<string, readonly { readonly id: string; readonly reference: string | null }[]>>
  /** Throws a not-found error unless the customer exists. */
  readonly requireCustomer: (tx: Tx, customerId: string) => Promise<void>
  /** Names of members of staff by user id. */
  readonly staffNames: (organisationId: string, userIds: readonly string[]) => Promise<ReadonlyMap<string, string>>
  /** Told of customers who were seen, in the transaction that stores their events. */
  readonly onSeen: (tx: Tx, seen: readonly Seen[]) => Promise<void>
}

/** What events are kept for: the customer's consent to studies of their habits covers it. */
export const analytics: Use = { purpose: 'insight', category: 'behaviour', recipient: 'self' }
