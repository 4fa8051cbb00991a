import type { Tx } from '../db/types.ts'
import type { BlindKeys } from './blind-keys.ts'
import type { SubjectKey } from './subject-key.ts'

export type { BlindKeys } from './blind-keys.ts'
export type { KeyManagement } from './key-management.ts'
export type { Place, SubjectKey } from './subject-key.ts'

/** Key of one subject (customer, or the organisation itself), made where there is none. @throws SUBJECT_ERASED */
export const subjectKey = async (tx: Tx, subjectId: string): Promise<SubjectKey> => tx.keys.subjectKey(tx, subjectId)

/** Keys of several subjects in one round trip, by subject id. @throws SUBJECT_ERASED */
export const subjectKeys = async (tx: Tx, subjectIds: Iterable<string>): Promise<Map<string, SubjectKey>> =>
  tx.keys.subjectKeys(tx, subjectIds)

/** Destroys the key of a subject for good. */
export const destroySubjectKey = async (tx: Tx, subjectId: string): Promise<void> =>
  tx.keys.destroySubjectKey(tx, subjectId)

/** Keys of the organisation's blind indexes. */
export const blindKeys = async (tx: Tx): Promise<BlindKeys> => tx.keys.blindKeys(tx)
