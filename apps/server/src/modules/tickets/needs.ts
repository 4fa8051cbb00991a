import type { NotificationKind, Right } from '@candor/api'
import type { BusinessTime } from '@candor/calendar'
import type { JsonObject } from '@candor/journal'
import type { Tx } from '../../platform/db/index.ts'

type Entry = {
  readonly subject: string
  readonly kind: `${string}.${string}`
  readonly actor: string
  readonly purpose: string
  readonly body: JsonObject
  readonly occurredAt?: string
}

/** What the module asks of others; given by the composition root. */
export type TicketsNeeds = {
  /** Appends to the journal in the caller's transaction. */
  readonly record: (tx: Tx, entry: Entry) => Promise<{ readonly id: string }>
  readonly recordMany: (tx: Tx, entries: readonly Entry[]) => Promise<readonly { readonly id: string }[]>
  /** Counts in the organisation's business hours. */
  readonly businessTimeOf: (tx: Tx) => Promise<BusinessTime>
  /** Whether customers can ask for help now: the organisation may do without tickets. */
  readonly takesRequests: (tx: Tx) => Promise<boolean>
  readonly customers: {
    /** @throws a not-found error */
    readonly require: (tx: Tx, id: string) => Promise<void>
    /** All records that are one customer, by the id of any of them; the one that stands for them first. */
    readonly recordsOf: (tx: Tx, id: string) => Promise<readonly string[]>
    /** The records that stand for others, by the id of each that was merged. */
    readonly headsOf: (tx: Tx, ids: readonly string[]) => Promise<ReadonlyMap<string, string>>
    readonly names: (tx: Tx, ids: readonly string[]) => Promise<ReadonlyMap<string, string>>
    /** How a customer is written to. */
    readonly addressOf: (
      tx: Tx,
      id: string,
    ) => Promise<{ readonly email: string | null; readonly language: 'en' | 'zh' }>
  }
  /** Everybody who works for the transaction's organisation now. */
  readonly workers: (
    tx: Tx,
  ) => Promise<readonly { readonly id: string; readonly name: string; readonly rights: ReadonlySet<Right> }[]>
  /** Names of members of staff by user id, those who left included. */
  readonly staffNames: (organisationId: string, userIds: readonly string[]) => Promise<ReadonlyMap<string, string>>
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
      readonly by?: string
    },
  ) => Promise<void>
}
