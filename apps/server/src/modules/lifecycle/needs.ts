import type { LifecycleFacts, LifecycleStage } from '@candor/api'
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

/** What the module asks of others; given by the composition root. */
export type LifecycleNeeds = {
  readonly record: (tx: Tx, entry: Entry) => Promise<{ readonly id: string; readonly recordedAt: string }>
  readonly recordMany: (tx: Tx, entries: readonly Entry[]) => Promise<readonly { readonly id: string }[]>
  /** Throws a not-found error unless the customer exists. */
  readonly requireCustomer: (tx: Tx, customerId: string) => Promise<void>
  /** Names of members of staff by user id. */
  readonly staffNames: (organisationId: string, userIds: readonly string[]) => Promise<ReadonlyMap<string, string>>
}

/** A customer who moved from one stage or class to another. */
export type Change = {
  readonly id: string
  readonly customerId: string
  readonly changedAt: Date
  /** null for the first one. */
  readonly fromStage: LifecycleStage | null
  readonly toStage: LifecycleStage
  readonly fromClass: string | null
  readonly toClass: string
  readonly version: number
  readonly facts: LifecycleFacts
}

/**
 * Told of changes within the transaction that makes them: what it does then happens if and only if they do. Automations
 * begin here.
 */
export type ChangeListener = (tx: Tx, changes: readonly Change[]) => Promise<void>

/** Stages and classes concern the running of the company and say nothing that its orders do not say. */
export const purpose = 'service-contract'
