import type { JournalEntry } from '@candor/api'
import type { JsonObject } from '@candor/journal'
import type { Tx } from '../../platform/db/index.ts'

type NewEntry = {
  readonly subject: string
  readonly kind: `${string}.${string}`
  readonly actor: string
  readonly purpose: string
  readonly body: JsonObject
  readonly occurredAt?: string
}

/** What a role is called. */
export type RoleName = { readonly name: string; readonly nameZh: string }

/** What the module asks of others; given by the composition root. */
export type AccessLogNeeds = {
  readonly recordMany: (tx: Tx, entries: readonly NewEntry[]) => Promise<readonly { readonly id: string }[]>
  /** Entries by id, opened, in no order; those that are not there are left out. */
  readonly readEntries: (tx: Tx, ids: readonly string[]) => Promise<readonly JournalEntry[]>
  /** Of ids those that are customers. */
  readonly existingCustomers: (tx: Tx, ids: readonly string[]) => Promise<ReadonlySet<string>>
  /** @throws a not-found error */
  readonly requireCustomer: (tx: Tx, id: string) => Promise<void>
  /** Names of roles by key; those that are gone are left out. */
  readonly roleNames: (tx: Tx) => Promise<ReadonlyMap<string, RoleName>>
  /** Names of people and programs by what the journal calls them: `staff:<id>`, `key:<id>`. */
  readonly actorNames: (organisationId: string, actors: readonly string[]) => Promise<ReadonlyMap<string, string>>
}
