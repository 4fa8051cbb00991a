import type { JournalEntry } from '@candor/api'
import type { JsonObject } from '@candor/journal'
import type { Tx } from '../../platform/db/index.ts'

/** A customer or a company as a document is written to them. */
export type Addressee = {
  readonly name: string
  readonly address: string
  readonly email: string | null
  readonly language: 'en' | 'zh' | null
}

/** Something that documents are written to: customers, companies. */
export type PartyRules = {
  /** @throws an error of the thing's module when there is none with this id */
  readonly addressee: (tx: Tx, id: string) => Promise<Addressee>
  /** Ids under which its documents are kept: its own, and those of what was merged into it. */
  readonly records: (tx: Tx, id: string) => Promise<readonly string[]>
  /** Names to show; unknown ids are left out. */
  readonly names: (tx: Tx, ids: readonly string[]) => Promise<ReadonlyMap<string, string>>
}

/** What the module asks of others; given by the composition root. */
export type SalesNeeds = {
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
  /** With whom a deal is. @throws DEAL_NOT_FOUND */
  readonly dealOf: (
    tx: Tx,
    id: string,
  ) => Promise<{
    readonly title: string
    readonly currency: string
    readonly customer: string | null
    readonly company: string | null
  }>
  /** Names of members of staff by user id, those who left included. */
  readonly staffNames: (organisationId: string, userIds: readonly string[]) => Promise<ReadonlyMap<string, string>>
  /** The zone in which the organisation's days begin and end. */
  readonly zoneOf: (tx: Tx) => Promise<string>
  /** Lets open screens know that a document changed. */
  readonly onChanged: (organisationId: string, change: { readonly id: string; readonly customerId?: string }) => void
}
