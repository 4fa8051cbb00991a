import type { CustomerCondition, CustomInput, CustomValues, EntryState, JournalEntry } from '@candor/api'
import type { JsonObject } from '@candor/journal'
import type { Tx } from '../../platform/db/index.ts'
import type { OwnFieldPlace } from '../../platform/db/own-field-place.ts'

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

/** The journal, as far as changes need it. */
export type RecordNeeds = {
  /** Appends to the journal in the caller's transaction. */
  readonly record: (tx: Tx, entry: Entry) => Promise<Recorded>
  /** The same for several entries in one statement. */
  readonly recordMany: (tx: Tx, entries: readonly Entry[]) => Promise<readonly Recorded[]>
}

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

/** Somebody who works for the organisation, or did. */
export type Colleague = { readonly id: string; readonly name: string; readonly active: boolean }

/** A use of a customer’s data that they are asked for. */
export type ConsentUse = {
  readonly customerId: string
  readonly purpose: string
  readonly category: string
  readonly recipient: string
  readonly channel?: string | undefined
}

/** Colleagues whom somebody mentioned in a note about a customer. */
export type NoteMention = {
  readonly customerId: string
  readonly noteId: string
  readonly staffIds: readonly string[]
  /** Who wrote the note: `staff:<id>`. */
  readonly by: string
}

/** What own fields are to lists, for somebody of a role; `null` is for nobody in particular. */
export type ListFields = {
  /** @throws CUSTOMER_FIELD_UNKNOWN, CUSTOMER_FIELD_VALUE */
  readonly placeOf: (condition: OwnCondition, now: Date) => OwnFieldPlace
  /** The field that a list is sorted by. @throws CUSTOMER_FIELD_UNKNOWN */
  readonly sortedBy: (key: string) => string
}
export type OwnCondition = Extract<CustomerCondition, { field: 'custom' }>

/** Values of own fields of one customer, with the names of what they lead to. */
export type FieldValues = {
  readonly custom: CustomValues
  readonly linked: Readonly<Record<string, string>>
  /** Counts the changes of the customer’s own fields; 0 while there are none. */
  readonly customVersion: number
}

/** Own fields, as far as customers show them. */
export type FieldsOfCustomers = {
  readonly listFields: (tx: Tx, role: string | null) => Promise<ListFields>
  /** @param keys only these; what somebody of the role may not see is left out */
  readonly valuesOf: (
    tx: Tx,
    ids: readonly string[],
    role: string | null,
    keys: readonly string[],
  ) => Promise<ReadonlyMap<string, FieldValues>>
  /** Fills the fields of a new customer. @throws FIELD_VALUE_INVALID */
  readonly fillNew: (
    tx: Tx,
    customer: { readonly id: string; readonly values: CustomInput },
    role: string | null,
    by: { readonly actor: string; readonly purpose: string },
  ) => Promise<void>
  /** Cells of an export: what each column is called, and its text. */
  readonly cellsOf: (
    tx: Tx,
    role: string | null,
    keys: readonly string[],
  ) => Promise<readonly { readonly key: string; readonly of: (values: Omit<FieldValues, 'customVersion'>) => string }[]>
}

/** What the module asks of others; given by the composition root. Points are whole numbers in text. */
export type CustomersNeeds = RecordNeeds & {
  readonly fields: FieldsOfCustomers
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
  /** One entry with its body. @throws JOURNAL_ENTRY_NOT_FOUND */
  readonly readEntry: (tx: Tx, id: string) => Promise<JournalEntry>
  /** Whom an entry concerns. @throws JOURNAL_ENTRY_NOT_FOUND */
  readonly subjectOf: (tx: Tx, id: string) => Promise<string>
  /** Called in the transaction of a note that mentions colleagues. */
  readonly onMention: (tx: Tx, mention: NoteMention) => Promise<void>
  /** Names of members of staff by user id. */
  /** What the journal calls whoever has an id. */
  readonly actorCalled: (tx: Tx, id: string) => Promise<string>
  readonly staffNames: (organisationId: string, userIds: readonly string[]) => Promise<ReadonlyMap<string, string>>
  /** Everybody who works here or did; only who still does is active. */
  readonly colleagues: (tx: Tx) => Promise<readonly Colleague[]>
  /** Whether a customer allows a use of their data, by the names of the consent catalogue. */
  readonly mayUse: (tx: Tx, use: ConsentUse) => Promise<{ readonly allowed: boolean }>
  /** Of customers those whose data may only be kept. */
  readonly restrictedAmong: (tx: Tx, customerIds: readonly string[]) => Promise<ReadonlySet<string>>
  /** Points by customer id; customers without any are left out. */
  readonly pointsOf: (tx: Tx, customerIds: readonly string[]) => Promise<ReadonlyMap<string, string>>
  /** Points of one customer by merchant id. */
  readonly pointsByMerchant: (tx: Tx, customerId: string) => Promise<ReadonlyMap<string, string>>
  /** Points that all customers were given. */
  readonly pointsIssued: (tx: Tx) => Promise<string>
  readonly merchantNames: (tx: Tx) => Promise<ReadonlyMap<string, string>>
  /** What a customer spent by month, oldest first. */
  readonly monthsOf: (
    tx: Tx,
    customerId: string,
  ) => Promise<readonly { readonly month: string; readonly orderCount: number; readonly spent: string }[]>
}
