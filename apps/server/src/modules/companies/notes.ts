import { mentionsIn } from '@candor/api'
import type { Tx } from '../../platform/db/index.ts'
import { uuidv7 } from '../../platform/ids.ts'
import { requireCompany } from './companies.ts'
import { companyErrors } from './errors.ts'
import type { Authorship, CompaniesNeeds } from './needs.ts'

/** A note, a call or a meeting to be written down. */
export type NewCompanyNote = {
  readonly companyId: string
  readonly kind: 'note' | 'call' | 'meeting'
  readonly text: string
}

/**
 * Writes down a contact with a company and tells the colleagues whom it mentions. The entry of the journal, under the company's key, is
 * all there is of it: nothing beside it could differ from it.
 * @throws COMPANY_NOT_FOUND; COMPANY_MENTION_UNKNOWN for somebody who does not work here
 */
export const addCompanyNote = async (
  tx: Tx,
  needs: Pick<CompaniesNeeds, 'record' | 'colleagues' | 'onMention'>,
  { companyId, kind, text }: NewCompanyNote,
  { actor, purpose }: Authorship,
): Promise<{ id: string; entryId: string }> => {
  const { name } = await requireCompany(tx, companyId)
  const staffIds = mentionsIn(text).map(({ staffId }) => staffId)
  if (staffIds.length > 0) {
    const working = new Set((await needs.colleagues(tx)).filter(({ active }) => active).map(({ id }) => id))
    const unknown = staffIds.filter((id) => !working.has(id))
    if (unknown.length > 0) {
      throw companyErrors.COMPANY_MENTION_UNKNOWN(`nobody here has the id ${unknown.join(', ')}`, {
        errors: [{ path: '/body/text', message: 'mentions somebody who does not work here' }],
      })
    }
  }
  const id = uuidv7()
  const body = { noteId: id, kind, text }
  const { id: entryId } = await needs.record(tx, {
    subject: companyId,
    kind: 'company.note-added',
    actor,
    purpose,
    body,
  })
  if (staffIds.length > 0) await needs.onMention(tx, { companyId, name, noteId: id, staffIds, by: actor })
  return { id, entryId }
}
