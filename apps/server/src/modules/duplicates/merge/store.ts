import type { JsonValue } from '@candor/journal'
import { subjectKey } from '../../../platform/crypto/index.ts'
import type { Tx } from '../../../platform/db/index.ts'
import { duplicateErrors } from '../errors.ts'
import type { BeforeAndAfter } from './profile.ts'

/** What undoing a merge needs. */
export type Memento = BeforeAndAfter & {
  /** By name of the module what it gave. */
  readonly parts: { readonly [name: string]: JsonValue }
}

/** A merge as it is stored. */
export type Merge = {
  readonly id: string
  readonly keptId: string
  readonly otherId: string
  readonly memento: Buffer
  readonly entryId: string
  readonly mergedBy: string
  readonly mergedAt: Date
  readonly undoneAt: Date | null
}

const columns = `id, kept_id as "keptId", other_id as "otherId", memento, entry_id as "entryId", merged_by as "mergedBy",
  created_at as "mergedAt", undone_at as "undoneAt"`

const place = (id: string) => ({ table: 'customer_merge', column: 'memento', id })

/** Opens what undoing needs. @throws SUBJECT_ERASED, CORRUPT_CIPHERTEXT */
export const openMemento = async (tx: Tx, { id, keptId, memento }: Merge): Promise<Memento> =>
  JSON.parse((await subjectKey(tx, keptId)).decrypt(place(id), memento).toString()) as Memento

export type NewMerge = {
  readonly id: string
  readonly keptId: string
  readonly otherId: string
  readonly memento: Memento
  readonly entryId: string
  readonly bulkId: string | null
  readonly mergedBy: string
}

const seal = async (tx: Tx, keptId: string, id: string, memento: Memento): Promise<Buffer> =>
  (await subjectKey(tx, keptId)).encrypt(place(id), JSON.stringify(memento))

export const insertMerge = async (tx: Tx, merge: NewMerge): Promise<void> => {
  await tx.rows({
    name: 'customer-merge-insert',
    text: `insert into customer_merge (organisation_id, id, kept_id, other_id, memento, entry_id, bulk_id, merged_by)
           values ($1, $2, $3, $4, $5, $6, $7, $8)`,
    values: [
      tx.organisationId,
      merge.id,
      merge.keptId,
      merge.otherId,
      await seal(tx, merge.keptId, merge.id, merge.memento),
      merge.entryId,
      merge.bulkId,
      merge.mergedBy,
    ],
  })
}

/** One merge. @throws MERGE_NOT_FOUND */
export const findMerge = async (tx: Tx, id: string): Promise<Merge> => {
  const merge = await tx.maybe<Merge>({
    name: 'customer-merge',
    text: `select ${columns} from customer_merge where organisation_id = $1 and id = $2`,
    values: [tx.organisationId, id],
  })
  if (merge === undefined) throw duplicateErrors.MERGE_NOT_FOUND(`there is no merge ${id}`)
  return merge
}

/** Merges into a customer that came after another one and still stand, oldest first. */
export const laterMerges = async (tx: Tx, { keptId, id }: Merge): Promise<Merge[]> =>
  tx.rows<Merge>({
    name: 'customer-merges-later',
    text: `select ${columns} from customer_merge
            where organisation_id = $1 and kept_id = $2 and id > $3 and undone_at is null order by id`,
    values: [tx.organisationId, keptId, id],
  })

export const replaceMemento = async (tx: Tx, { id, keptId }: Merge, memento: Memento): Promise<void> => {
  await tx.rows({
    name: 'customer-merge-memento',
    text: 'update customer_merge set memento = $3 where organisation_id = $1 and id = $2',
    values: [tx.organisationId, id, await seal(tx, keptId, id, memento)],
  })
}

export const noteUndone = async (tx: Tx, id: string, by: string, entryId: string): Promise<void> => {
  await tx.rows({
    name: 'customer-merge-undone',
    text: `update customer_merge set undone_by = $3, undone_at = now(), undone_entry_id = $4
            where organisation_id = $1 and id = $2`,
    values: [tx.organisationId, id, by, entryId],
  })
}

/** A record and all that were merged into it, directly or through others, as far as these merges stand. */
export const recordsBelow = async (tx: Tx, id: string): Promise<string[]> => {
  const rows = await tx.rows<{ id: string }>({
    name: 'customer-merges-below',
    text: `with recursive below as (
             select $2::uuid as id
             union
             select m.other_id from below b
               join customer_merge m on m.organisation_id = $1 and m.kept_id = b.id and m.undone_at is null
           ) select id from below`,
    values: [tx.organisationId, id],
  })
  return rows.map((row) => row.id)
}

/** Every merge of a customer's records, the newest first. */
export const mergesOf = async (tx: Tx, records: readonly string[]): Promise<Merge[]> =>
  tx.rows<Merge>({
    name: 'customer-merges-of',
    text: `select ${columns} from customer_merge
            where organisation_id = $1 and kept_id = any($2::uuid[]) order by id desc limit 200`,
    values: [tx.organisationId, records],
  })
