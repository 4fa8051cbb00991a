import type { EntryState } from '@candor/api'
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

/** Who acts, and why the data is used. */
export type Authorship = { readonly actor: string; readonly purpose: string }

/** One line of a timeline, as the journal gives it. */
export type TimelineEntry = {
  readonly id: string
  readonly kind: string
  readonly actor: string
  readonly purpose: string
  readonly recordedAt: string
  readonly occurredAt: string | null
  readonly body: unknown
  readonly state: EntryState
  readonly leafIndex: number | null
}

/** A customer as this module shows one: name and what they ordered. */
export type ContactPerson = {
  readonly name: string
  readonly orderCount: number
  readonly returnCount: number
  /** Minor units. */
  readonly spent: string
  readonly lastOrderAt: string | null
}

/** What the module asks of others; given by the composition root. */
export type CompaniesNeeds = {
  /** Appends to the journal in the caller's transaction. */
  readonly record: (tx: Tx, entry: Entry) => Promise<{ readonly id: string }>
  readonly recordMany: (tx: Tx, entries: readonly Entry[]) => Promise<readonly { readonly id: string }[]>
  readonly timelineOf: (
    tx: Tx,
    subject: string,
    page: {
      readonly cursor?: string | undefined
      readonly limit: number
      readonly kinds?: readonly string[] | undefined
      readonly without?: readonly string[] | undefined
    },
  ) => Promise<{ readonly items: readonly TimelineEntry[]; readonly nextCursor: string | null }>
  /** Names of members of staff by user id. */
  readonly staffNames: (organisationId: string, userIds: readonly string[]) => Promise<ReadonlyMap<string, string>>
  /** Everybody who works or worked for the transaction's organisation. */
  readonly colleagues: (tx: Tx) => Promise<readonly { readonly id: string; readonly active: boolean }[]>
  /** Tells colleagues that a note about a company mentions them, in the transaction of the note. */
  readonly onMention: (
    tx: Tx,
    mention: {
      readonly companyId: string
      readonly name: string
      readonly noteId: string
      readonly staffIds: readonly string[]
      readonly by: string
    },
  ) => Promise<void>
  /** @throws CUSTOMER_NOT_FOUND */
  readonly requireCustomer: (tx: Tx, id: string) => Promise<void>
  /** Customers by id; those that are not there are left out. */
  readonly people: (tx: Tx, ids: readonly string[]) => Promise<ReadonlyMap<string, ContactPerson>>
  /** How text is found: blind tokens of all its pieces, those that a search needs, and whether it really matches. */
  readonly search: {
    readonly tokensOf: (tx: Tx, texts: readonly string[]) => Promise<number[]>
    readonly tokensFor: (tx: Tx, search: string) => Promise<number[]>
    readonly matches: (search: string, texts: readonly string[]) => boolean
  }
}
