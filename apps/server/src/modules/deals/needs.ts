import type { JournalEntry, NotificationKind, Right } from '@candor/api'
import type { JsonObject } from '@candor/journal'
import type { Tx } from '../../platform/db/index.ts'

/** Somebody who works for the organisation now. */
export type Worker = { readonly id: string; readonly name: string; readonly rights: ReadonlySet<Right> }

/** Something that a deal can be with: customers, companies. */
export type PartyRules = {
  /** @throws an error of the thing's module when there is none with this id */
  readonly require: (tx: Tx, id: string) => Promise<unknown>
  /** Ids under which deals of it are kept: its own, and those of what was merged into it. */
  readonly records: (tx: Tx, id: string) => Promise<readonly string[]>
  /** Names to show; unknown ids are left out. */
  readonly names: (tx: Tx, ids: readonly string[]) => Promise<ReadonlyMap<string, string>>
}

/** What the module asks of others; given by the composition root. */
export type DealsNeeds = {
  /** Appends to the journal in the caller's transaction. */
  readonly record: (
    tx: Tx,
    entry: {
      readonly subject: string
      readonly kind: `${string}.${string}`
      readonly actor: string
      readonly purpose: string
      readonly body: JsonObject
      readonly occurredAt?: string
    },
  ) => Promise<{ readonly id: string; readonly recordedAt: string }>
  readonly readEntry: (tx: Tx, id: string) => Promise<JournalEntry>
  readonly customers: PartyRules
  readonly companies: PartyRules
  /** Everybody who works for the transaction's organisation now. */
  readonly workers: (tx: Tx) => Promise<readonly Worker[]>
  /** Names of members of staff by user id, those who left included. */
  readonly staffNames: (organisationId: string, userIds: readonly string[]) => Promise<ReadonlyMap<string, string>>
  /** The zone in which somebody's days begin and end. */
  readonly timeZoneOf: (tx: Tx, userId: string) => Promise<string>
  /** Tells people of something, once. */
  readonly notify: (
    tx: Tx,
    notification: {
      readonly key: string
      readonly kind: NotificationKind
      readonly to: readonly string[]
      readonly subject: string
      readonly facts: Readonly<Record<string, string>>
      readonly path: string
      readonly by: string
    },
  ) => Promise<void>
  /** Lets open screens know that a deal changed. */
  readonly onChanged: (organisationId: string, dealId: string) => void
}
