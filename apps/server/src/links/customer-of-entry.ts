import { internalKinds } from '@candor/api'
import { headOf } from '../modules/customers/index.ts'
import { readEntry, subjectOf } from '../modules/journal/index.ts'
import type { Tx } from '../platform/db/index.ts'

/** The customer whom an entry concerns; who stands for them, where the record was merged. @throws JOURNAL_ENTRY_NOT_FOUND */
export const customerOfEntry = async (tx: Tx, entryId: string): Promise<string> =>
  headOf(tx, await subjectOf(tx, entryId))

/** The customer who may see an entry; nobody for what staff keep among themselves. @throws JOURNAL_ENTRY_NOT_FOUND */
export const customerWhoSees = async (tx: Tx, entryId: string): Promise<string | undefined> => {
  const { subject, kind } = (await readEntry(tx, entryId)).entry
  return internalKinds.includes(kind) ? undefined : headOf(tx, subject)
}
