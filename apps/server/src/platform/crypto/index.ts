import type { Tx } from '../db/types.ts'
import type { BlindKeys } from './blind-keys.ts'
import type { SubjectKey } from './subject-key.ts'

export { hmacSha256 } from './hmac.ts'
export type { BlindKeys } from './blind-keys.ts'
export type { KeyManagement } from './key-management.ts'
export type { Place, SubjectKey } from './subject-key.ts'

/** Key of one subject (customer, or the organisation itself), made where there is none. @throws SUBJECT_ERASED */
export const subjectKey = async (tx: Tx, subjectId: string): Promise<SubjectKey> => tx.keys.subjectKey(tx, subjectId)

/** Keys of several subjects in one round trip, by subject id. @throws SUBJECT_ERASED */
export const subjectKeys = async (tx: Tx, subjectIds: Iterable<string>): Promise<Map<string, SubjectKey>> =>
  tx.keys.subjectKeys(tx, subjectIds)

/** As {@link subjectKeys}, leaving out those who were erased. */
export const livingKeys = async (tx: Tx, subjectIds: Iterable<string>): Promise<Map<string, SubjectKey>> =>
  tx.keys.livingKeys(tx, subjectIds)

/** Of subjects those that were erased. */
export const erasedAmong = async (tx: Tx, subjectIds: readonly string[]): Promise<Set<string>> => {
  const rows = await tx.rows<{ id: string }>({
    name: 'subjects-erased',
    text: `select subject_id as id from subject_key
            where organisation_id = $1 and subject_id = any($2::uuid[]) and destroyed_at is not null`,
    values: [tx.organisationId, subjectIds],
  })
  return new Set(rows.map(({ id }) => id))
}

/** Destroys the key of a subject for good. */
export const destroySubjectKey = async (tx: Tx, subjectId: string): Promise<void> =>
  tx.keys.destroySubjectKey(tx, subjectId)

/** Keys of the organisation's blind indexes. */
export const blindKeys = async (tx: Tx): Promise<BlindKeys> => tx.keys.blindKeys(tx)
