import { subjectKey, subjectKeys } from '../../../platform/crypto/index.ts'
import type { Tx } from '../../../platform/db/index.ts'
import { CandorError } from '../../../platform/errors.ts'
import type { KeyState } from './check-entries.ts'
import { type Finding, finding } from './finding.ts'

const one = async (tx: Tx, subject: string): Promise<KeyState> => {
  try {
    return await subjectKey(tx, subject)
  } catch (error) {
    if (!(error instanceof CandorError)) throw error
    return error.code === 'SUBJECT_ERASED' ? 'erased' : 'damaged'
  }
}

/** Keys of all subjects, without making any: an audit leaves things as they are. */
export const auditKeys = async (tx: Tx, subjects: ReadonlySet<string>): Promise<Map<string, KeyState>> => {
  const stored = await tx.rows<{ id: string; erased: boolean }>({
    name: 'journal-audit-keys',
    text: `select subject_id as id, wrapped is null as erased from subject_key
            where organisation_id = $1 and subject_id = any($2::uuid[])`,
    values: [tx.organisationId, [...subjects]],
  })
  const states = new Map<string, KeyState>([...subjects].map((subject) => [subject, 'missing']))
  for (const { id, erased } of stored) if (erased) states.set(id, 'erased')
  const living = stored.filter(({ erased }) => !erased).map(({ id }) => id)
  try {
    for (const [id, key] of await subjectKeys(tx, living)) states.set(id, key)
  } catch (error) {
    if (!(error instanceof CandorError)) throw error
    // One damaged key must not hide the others.
    for (const id of living) states.set(id, await one(tx, id))
  }
  return states
}

/** Finding about a key, where it is neither usable nor destroyed on purpose. */
export const keyFinding = (subject: string, state: KeyState): Finding | undefined => {
  if (state !== 'missing' && state !== 'damaged') return undefined
  const what =
    state === 'missing'
      ? 'The key of a subject that has entries is gone, with no erasure noted.'
      : 'The key of a subject was changed.'
  return finding('JOURNAL_KEY_CHANGED', 'subject_key', `subject ${subject}`, what)
}
