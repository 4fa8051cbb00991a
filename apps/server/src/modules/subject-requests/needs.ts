import type { CustomerLook, CustomerProfile, NotificationKind, Right, UseLimitKind } from '@candor/api'
import type { JsonObject, JsonValue } from '@candor/journal'
import type { Tx } from '../../platform/db/index.ts'
import type { WorkingDays } from './clock.ts'

type Entry = {
  readonly subject: string
  readonly kind: `${string}.${string}`
  readonly actor: string
  readonly purpose: string
  readonly body: JsonObject
}

/** One entry of a customer's history, opened. */
export type HistoryEntry = {
  readonly id: string
  readonly kind: string
  readonly actor: string
  readonly purpose: string
  readonly recordedAt: string
  readonly occurredAt: string | null
  readonly body: JsonValue
  readonly state: string
}

/** A page of something, newest first. */
export type Page<Item> = { readonly items: readonly Item[]; readonly nextCursor: string | null }
export type Asked = { readonly cursor?: string | undefined; readonly limit: number }

/** A customer as the package tells of them. */
export type Person = { readonly id: string; readonly reference: string | null; readonly profile: CustomerProfile }

/** Whom an erasure concerns. */
export type ErasedPerson = {
  /** All records that are the customer, the one that stands for them first. */
  readonly records: readonly string[]
  /** What names the person, in lower case. */
  readonly texts: readonly string[]
}

/** What one part of the system does of its own when a customer is erased; said twice, it does no harm. */
export type ErasePart = { readonly name: string; readonly erase: (tx: Tx, person: ErasedPerson) => Promise<number> }

type Limiting = { readonly customerId: string; readonly kind: UseLimitKind; readonly reason: string }

/** What the module asks of others; given by the composition root. */
export type SubjectRequestsNeeds = {
  readonly record: (tx: Tx, entry: Entry) => Promise<{ readonly id: string }>
  readonly workingDays: (tx: Tx) => Promise<WorkingDays>
  readonly customers: {
    /** @throws a not-found error */
    readonly require: (tx: Tx, id: string) => Promise<void>
    readonly recordsOf: (tx: Tx, id: string) => Promise<readonly string[]>
    readonly headOf: (tx: Tx, id: string) => Promise<string>
    /** Names by id; those who were erased are left out. */
    readonly names: (tx: Tx, ids: readonly string[]) => Promise<ReadonlyMap<string, string>>
    /** One record, opened. @throws SUBJECT_ERASED */
    readonly person: (tx: Tx, id: string) => Promise<Person>
    readonly lock: (tx: Tx, records: readonly string[]) => Promise<void>
  }
  readonly limits: {
    readonly set: (tx: Tx, limiting: Limiting, actor: string) => Promise<{ readonly entryId: string }>
    readonly lift: (tx: Tx, limiting: Limiting, actor: string) => Promise<{ readonly entryId: string } | undefined>
    readonly of: (
      tx: Tx,
      customerId: string,
    ) => Promise<readonly { readonly kind: UseLimitKind; readonly since: Date }[]>
  }
  /** @throws while something goes on during which nobody can be erased */
  readonly refuseErasure: (tx: Tx) => Promise<void>
  readonly eraseParts: readonly ErasePart[]
  /** What the package is made of. */
  readonly data: {
    readonly history: (
      tx: Tx,
      customerId: string,
      page: Asked & { readonly without: readonly string[] },
    ) => Promise<Page<HistoryEntry>>
    readonly events: (tx: Tx, customerId: string, page: Asked) => Promise<Page<object>>
    readonly ownFields: (tx: Tx, customerId: string) => Promise<Readonly<Record<string, string>>>
    /** Records of the company's own objects that tell of the person. */
    readonly ownRecords: (
      tx: Tx,
      customerId: string,
    ) => Promise<readonly { readonly object: string; readonly values: Readonly<Record<string, string>> }[]>
    readonly files: (
      tx: Tx,
      customerId: string,
      page: Asked,
    ) => Promise<Page<{ readonly id: string; readonly name: string }>>
    readonly fileContent: (tx: Tx, id: string) => Promise<Buffer>
    /** Who looked at the customer's data. */
    readonly looks: (tx: Tx, customerId: string, page: Asked) => Promise<Page<CustomerLook>>
    /** vCard of a customer. */
    readonly card: (person: Person) => string
    /** The receipt of an entry with its body. */
    readonly receipt: (tx: Tx, entryId: string) => Promise<string>
  }
  /** Everybody who works for the transaction's organisation now. */
  readonly workers: (tx: Tx) => Promise<readonly { readonly id: string; readonly rights: ReadonlySet<Right> }[]>
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
