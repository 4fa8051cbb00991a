import type { CustomerProfile, CustomValues, FieldValue } from '@candor/api'
import type { JsonObject } from '@candor/journal'
import type { Tx } from '../../platform/db/index.ts'
import type { StaffNames } from '../../platform/uploads/progress.ts'

export type Authorship = { readonly actor: string; readonly purpose: string }

export type ProfileEdit = { readonly [Field in keyof CustomerProfile]?: CustomerProfile[Field] | undefined }

/** What became of a customer who was to be changed. */
export type ChangeOutcome =
  | {
      readonly outcome: 'changed'
      readonly before: CustomerProfile
      readonly after: CustomerProfile
      readonly version: number
    }
  | { readonly outcome: 'unchanged'; readonly profile: CustomerProfile; readonly version: number }
  | { readonly outcome: 'stale' | 'missing' }

/** A customer as it is stored. */
export type StoredCustomer = {
  readonly id: string
  readonly reference: string | null
  readonly profile: CustomerProfile
  readonly version: number
  readonly createdAt: Date
}

/** Whether a customer's data may be used for a purpose that the contract with the customer does not need. */
export type ConsentQuestion = {
  readonly customerId: string
  readonly purpose: string
  readonly category: string
  readonly recipient: string
}

/** What a row says of own fields, by key, as it is written. */
export type OwnTexts = Readonly<Record<string, { readonly text: string; readonly order: 'YMD' | 'DMY' | 'MDY' }>>

/** Values of own fields before and after a row was laid over them. */
export type OwnChanges = Readonly<
  Record<string, { readonly before: FieldValue | null; readonly after: FieldValue | null }>
>

/** Fields that a company defined for its customers. */
export type OwnFields = {
  /** Those that somebody of a role can fill from a file, with what they are called. */
  readonly toImport: (
    tx: Tx,
    role: string,
  ) => Promise<readonly { readonly key: string; readonly label: { readonly en: string; readonly zh: string } }[]>
  /** Fills them in, no customer twice; what does not fit is left out and said. */
  readonly fill: (
    tx: Tx,
    rows: readonly { readonly id: string; readonly texts: OwnTexts }[],
    by: Authorship,
  ) => Promise<ReadonlyMap<string, { readonly faults: readonly string[]; readonly changed: OwnChanges }>>
  /** What rows say, understood without being stored: values, and the keys of what does not fit; in the order of the rows. */
  readonly read: (
    tx: Tx,
    rows: readonly OwnTexts[],
  ) => Promise<readonly { readonly values: CustomValues; readonly faults: readonly string[] }[]>
  /** Keys of the fields that are taken out with all customers: those that everybody may see and that a file can fill. */
  readonly exportKeys: (tx: Tx) => Promise<readonly string[]>
  /** Their cells by customer id; customers without any are left out. */
  readonly cellsOf: (tx: Tx, ids: readonly string[]) => Promise<ReadonlyMap<string, Readonly<Record<string, string>>>>
  /** Gives values back that still stand as an import left them. */
  readonly takeBack: (
    tx: Tx,
    rows: readonly { readonly id: string; readonly changed: OwnChanges }[],
    by: Authorship,
  ) => Promise<void>
}

/** What the module asks of others; given by the composition root. */
export type CustomerImportsNeeds = {
  readonly ownFields: OwnFields
  readonly record: (
    tx: Tx,
    entry: {
      readonly subject: string
      readonly kind: `${string}.${string}`
      readonly actor: string
      readonly purpose: string
      readonly body: JsonObject
    },
  ) => Promise<{ readonly id: string }>
  /** Who fits each value, by the value. */
  readonly matchCustomers: (
    tx: Tx,
    key: 'id' | 'reference' | 'email' | 'phone',
    values: readonly string[],
  ) => Promise<ReadonlyMap<string, readonly { readonly id: string; readonly isBinned: boolean }[]>>
  /** Creates customers; those whose reference exists already are left out of the answer. */
  readonly createCustomers: (
    tx: Tx,
    customers: readonly {
      readonly reference: string | null
      readonly profile: CustomerProfile
      /** Whether the profile came from {@link CustomerImportsNeeds.standardProfile}. */
      readonly isStandard: boolean
    }[],
    by: Authorship,
  ) => Promise<readonly { readonly id: string; readonly reference: string | null; readonly profile: CustomerProfile }[]>
  readonly updateCustomers: (
    tx: Tx,
    changes: ReadonlyMap<
      string,
      {
        readonly edit: ProfileEdit | ((stored: CustomerProfile) => ProfileEdit)
        readonly version?: number
      }
    >,
    by: Authorship,
  ) => Promise<ReadonlyMap<string, ChangeOutcome>>
  /** Moves customers into the bin or out of it. */
  readonly moveToBin: (tx: Tx, ids: readonly string[], binned: boolean, by: Authorship) => Promise<unknown>
  /** Of customers just made: those with whom nothing has happened since. */
  readonly untouchedCustomers: (tx: Tx, ids: readonly string[]) => Promise<ReadonlySet<string>>
  readonly customersById: (tx: Tx, ids: readonly string[]) => Promise<ReadonlyMap<string, StoredCustomer>>
  readonly customersAfter: (
    tx: Tx,
    after: string | null,
    limit: number,
    country: string | null,
  ) => Promise<readonly StoredCustomer[]>
  readonly countCustomers: (tx: Tx) => Promise<number>
  /** A profile in the form in which it is stored. */
  readonly standardProfile: (profile: CustomerProfile) => CustomerProfile
  /** The file of a thread that calls `serveBatches` with the same. */
  readonly readingThread: URL
  readonly mayUse: (tx: Tx, question: ConsentQuestion) => Promise<{ readonly allowed: boolean }>
  /** Of customers those whose data may only be kept. */
  readonly restrictedAmong: (tx: Tx, customerIds: readonly string[]) => Promise<ReadonlySet<string>>
  /** Names of members of staff by user id. */
  readonly staffNames: StaffNames
}
