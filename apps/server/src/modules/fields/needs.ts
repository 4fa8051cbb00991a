import type { BuiltInObject, EntryState, FormulaValue, Right } from '@candor/api'
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

/** Who looks or writes: the role decides which fields there are. Nobody in particular (`null`) sees all. */
export type Viewer = {
  readonly role: string | null
  /** Unless given, names of customers and companies are shown: whoever asks reads these anyhow. */
  readonly rights?: ReadonlySet<Right>
}

/** The part of the program that acts for nobody in particular. */
export const anybody: Viewer = { role: null }

/** What the module asks of others; given by the composition root. */
export type FieldsNeeds = {
  readonly record: (tx: Tx, entry: Entry) => Promise<{ readonly id: string }>
  readonly recordMany: (tx: Tx, entries: readonly Entry[]) => Promise<readonly { readonly id: string }[]>
  readonly timelineOf: (
    tx: Tx,
    subject: string,
    page: {
      readonly cursor?: string | undefined
      readonly limit: number
      readonly kinds?: readonly string[] | undefined
    },
  ) => Promise<{
    readonly items: readonly {
      readonly id: string
      readonly kind: string
      readonly actor: string
      readonly purpose: string
      readonly recordedAt: string
      readonly occurredAt: string | null
      readonly body: unknown
      readonly state: EntryState
      readonly leafIndex: number | null
    }[]
    readonly nextCursor: string | null
  }>
  readonly staffNames: (organisationId: string, userIds: readonly string[]) => Promise<ReadonlyMap<string, string>>
  /** What formulas see of records beside their own fields: `formulaBuiltIns` of packages/api. */
  readonly builtIns: (
    tx: Tx,
    object: BuiltInObject,
    ids: readonly string[],
  ) => Promise<ReadonlyMap<string, Readonly<Record<string, FormulaValue>>>>
  /** Names of customers or companies; those that are not there are left out. */
  readonly names: (tx: Tx, object: BuiltInObject, ids: readonly string[]) => Promise<ReadonlyMap<string, string>>
  /** How text is found: blind tokens of all its pieces, those that a search needs, and whether it really matches. */
  readonly search: {
    readonly tokensOf: (tx: Tx, texts: readonly string[]) => Promise<number[]>
    readonly tokensFor: (tx: Tx, search: string) => Promise<number[]>
    readonly matches: (search: string, texts: readonly string[]) => boolean
  }
}

/** What filling in asks of others. */
export type FillingNeeds = Pick<FieldsNeeds, 'recordMany' | 'names' | 'search'>

export type RecordNeeds = Pick<FieldsNeeds, 'record' | 'recordMany'>
