import { mentionsIn } from '@candor/api'
import { subjectKey } from '../../platform/crypto/index.ts'
import { sqlState, type Tx } from '../../platform/db/index.ts'
import { uuidv7 } from '../../platform/ids.ts'
import type { Authorship } from './create.ts'
import { customerErrors } from './errors.ts'
import type { CustomersNeeds, RecordNeeds } from './needs.ts'

/** A note, a call or a meeting to be written down. */
export type NewNote = { readonly customerId: string; readonly kind: 'note' | 'call' | 'meeting'; readonly text: string }

const foreignKeyViolation = '23503'

const insertNote = `
  insert into customer_note (organisation_id, id, customer_id, kind, text, created_by) values ($1, $2, $3, $4, $5, $6)`

/**
 * Writes down a contact with a customer. The row and its journal entry travel to the database together.
 * @throws CUSTOMER_NOT_FOUND, SUBJECT_ERASED
 */
export const addNote = async (
  tx: Tx,
  needs: RecordNeeds,
  { customerId, kind, text }: NewNote,
  { actor, purpose }: Authorship,
): Promise<{ id: string; entryId: string; recordedAt: string }> => {
  const id = uuidv7()
  // The key of somebody who is not a customer would be made here; the foreign key below undoes that.
  const sealed = (await subjectKey(tx, customerId)).encrypt({ table: 'customer_note', column: 'text', id }, text)
  try {
    const [recorded] = await Promise.all([
      needs.record(tx, { subject: customerId, kind: 'note.added', actor, purpose, body: { noteId: id, kind, text } }),
      tx.rows({
        name: 'customer-note-insert',
        text: insertNote,
        values: [tx.organisationId, id, customerId, kind, sealed, actor],
      }),
    ])
    return { id, entryId: recorded.id, recordedAt: recorded.recordedAt }
  } catch (error) {
    if (sqlState(error) !== foreignKeyViolation) throw error
    throw customerErrors.CUSTOMER_NOT_FOUND(`there is no customer ${customerId}`, { cause: error })
  }
}

/**
 * Writes down a contact and tells the colleagues whom it mentions.
 * @throws as {@link addNote}; CUSTOMER_MENTION_UNKNOWN for somebody who does not work here
 */
export const addNoteWithMentions = async (
  tx: Tx,
  needs: RecordNeeds & Pick<CustomersNeeds, 'colleagues' | 'onMention'>,
  note: NewNote,
  by: Authorship,
): Promise<{ id: string; entryId: string; recordedAt: string }> => {
  const staffIds = mentionsIn(note.text).map(({ staffId }) => staffId)
  const working = new Set((await needs.colleagues(tx)).filter(({ active }) => active).map(({ id }) => id))
  const unknown = staffIds.filter((id) => !working.has(id))
  if (unknown.length > 0) {
    throw customerErrors.CUSTOMER_MENTION_UNKNOWN(`nobody here has the id ${unknown.join(', ')}`, {
      errors: [{ path: '/body/text', message: 'mentions somebody who does not work here' }],
    })
  }
  const added = await addNote(tx, needs, note, by)
  await needs.onMention(tx, { customerId: note.customerId, noteId: added.id, staffIds, by: by.actor })
  return added
}
