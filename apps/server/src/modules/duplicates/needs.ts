import type { ComparedCustomer, CustomerProfile } from '@candor/api'
import type { JsonObject, JsonValue } from '@candor/journal'
import type { Tx } from '../../platform/db/index.ts'

/** Something that happened, for the journal. */
export type Entry = {
  readonly subject: string
  readonly kind: `${string}.${string}`
  readonly actor: string
  readonly purpose: string
  readonly body: JsonObject
}

/** What the journal answers. */
export type Recorded = { readonly id: string; readonly recordedAt: string }

/** A customer that is held until the transaction ends. */
export type HeldRecord = {
  readonly id: string
  readonly reference: string | null
  readonly profile: CustomerProfile
  readonly version: number
  readonly createdAt: Date
  /** Who stands for it, where it was merged. */
  readonly mergedInto: string | null
}

/** A customer, and all records that it consists of. */
export type Part = { readonly record: HeldRecord; readonly records: readonly string[] }

/** Customers, as that module gives them. */
export type Customers = {
  /** Ids of customers worth comparing with somebody who is being entered. */
  readonly likely: (
    tx: Tx,
    like: {
      readonly name?: string | undefined
      readonly email?: string | undefined
      readonly phone?: string | undefined
    },
  ) => Promise<string[]>
  /** Customers as they are laid beside others, by id; those that were merged are left out. */
  readonly compared: (tx: Tx, ids: readonly string[]) => Promise<ReadonlyMap<string, ComparedCustomer>>
  /** How many there are. */
  readonly count: (tx: Tx) => Promise<number>
  /** The next ones by id, opened; for going through all of them. */
  readonly after: (
    tx: Tx,
    id: string | undefined,
    limit: number,
  ) => Promise<readonly { readonly id: string; readonly profile: CustomerProfile }[]>
  /** Throws a not-found error unless the customer exists. */
  readonly require: (tx: Tx, id: string) => Promise<void>
  /** What records are called, by id. */
  readonly names: (
    tx: Tx,
    ids: readonly string[],
  ) => Promise<ReadonlyMap<string, { readonly name: string; readonly reference: string | null }>>
  /** All records that are one customer, the one that stands for them first. */
  readonly recordsOf: (tx: Tx, id: string) => Promise<string[]>
  readonly headsOf: (tx: Tx, ids: readonly string[]) => Promise<ReadonlyMap<string, string>>
  /** Holds records until the transaction ends. @throws CUSTOMER_NOT_FOUND */
  readonly hold: (tx: Tx, ids: readonly string[]) => Promise<ReadonlyMap<string, HeldRecord>>
  readonly join: (tx: Tx, kept: Part, other: Part) => Promise<void>
  readonly part: (tx: Tx, kept: Part, other: Part) => Promise<void>
  /** Changes a profile and records it. */
  readonly update: (
    tx: Tx,
    change: { readonly id: string; readonly version: number; readonly profile: Partial<CustomerProfile> },
    by: { readonly actor: string; readonly purpose: string },
  ) => Promise<{ readonly version: number }>
}

/** Two customers who are being merged, or parted again. */
export type Merging = {
  readonly mergeId: string
  readonly kept: string
  readonly other: string
  readonly actor: string
}

/**
 * What a module does of its own when customers are merged. A module whose facts stay with the record that they were
 * recorded of and that reads all records of a customer needs none of this; one that keeps a state per customer does.
 */
export type MergePart = {
  /** Stable: what it gave is found by it when the merge is undone. */
  readonly name: string
  /** In the transaction of the merge. @returns what {@link MergePart.onUnmerge} will need */
  readonly onMerge: (tx: Tx, merging: Merging) => Promise<JsonValue>
  /** In the transaction that undoes it. */
  readonly onUnmerge: (tx: Tx, merging: Merging, kept: JsonValue) => Promise<void>
}

/** What the module asks of others; given by the composition root. */
export type DuplicatesNeeds = {
  readonly record: (tx: Tx, entry: Entry) => Promise<Recorded>
  readonly recordMany: (tx: Tx, entries: readonly Entry[]) => Promise<readonly Recorded[]>
  readonly customers: Customers
  /** Names of members of staff by user id. */
  readonly staffNames: (organisationId: string, userIds: readonly string[]) => Promise<ReadonlyMap<string, string>>
  readonly mergeParts: readonly MergePart[]
}
