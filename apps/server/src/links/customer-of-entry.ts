import { headOf } from '../modules/customers/index.ts'
import { subjectOf } from '../modules/journal/index.ts'
import type { Tx } from '../platform/db/index.ts'

/** The customer whom an entry concerns; who stands for them, where the record was merged. @throws JOURNAL_ENTRY_NOT_FOUND */
export const customerOfEntry = async (tx: Tx, entryId: string): Promise<string> =>
  headOf(tx, await subjectOf(tx, entryId))
