import type { JsonObject } from '@candor/journal'
import type { Tx } from '../../platform/db/index.ts'

/** Something that happened, for the journal. */
export type Entry = {
  readonly subject: string
  readonly kind: `${string}.${string}`
  readonly actor: string
  readonly purpose: string
  readonly body: JsonObject
  readonly occurredAt?: string
}

/** What the journal answers. */
export type Recorded = { readonly id: string; readonly recordedAt: string }

/** What the module asks of others; given by the composition root. */
export type CustomersNeeds = {
  /** Appends to the journal in the caller's transaction. */
  readonly record: (tx: Tx, entry: Entry) => Promise<Recorded>
  readonly recordMany: (tx: Tx, entries: readonly Entry[]) => Promise<readonly Recorded[]>
}
