import type { FieldObject, FormulaValue } from '@candor/api'
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
export type Viewer = { readonly role: string | null }

/** The part of the program that acts for nobody in particular. */
export const anybody: Viewer = { role: null }

/** What the module asks of others; given by the composition root. */
export type FieldsNeeds = {
  readonly record: (tx: Tx, entry: Entry) => Promise<{ readonly id: string }>
  readonly recordMany: (tx: Tx, entries: readonly Entry[]) => Promise<readonly { readonly id: string }[]>
  readonly timelineOf: (
    tx: Tx,
    subject: string,
    page: { readonly limit: number; readonly kinds?: readonly string[] | undefined },
  ) => Promise<{
    readonly items: readonly {
      readonly id: string
      readonly actor: string
      readonly recordedAt: string
      readonly body: unknown
    }[]
  }>
  readonly staffNames: (organisationId: string, userIds: readonly string[]) => Promise<ReadonlyMap<string, string>>
  /** What formulas see of records beside their own fields: `formulaBuiltIns` of packages/api. */
  readonly builtIns: (
    tx: Tx,
    object: FieldObject,
    ids: readonly string[],
  ) => Promise<ReadonlyMap<string, Readonly<Record<string, FormulaValue>>>>
  /** Names of customers or companies; those that are not there are left out. */
  readonly names: (tx: Tx, object: FieldObject, ids: readonly string[]) => Promise<ReadonlyMap<string, string>>
}

export type RecordNeeds = Pick<FieldsNeeds, 'record' | 'recordMany'>
