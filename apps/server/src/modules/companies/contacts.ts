import type { JsonObject } from '@candor/journal'
import { subjectKey } from '../../platform/crypto/index.ts'
import { sqlState, type Tx } from '../../platform/db/index.ts'
import { uuidv7 } from '../../platform/ids.ts'
import { requireCompany } from './companies.ts'
import { positionPlace, storedColumns, storedFrom, type StoredContact } from './contacts-list.ts'
import { companyErrors } from './errors.ts'
import type { Authorship, CompaniesNeeds } from './needs.ts'

/** What is known of somebody's place at a company. Calendar days. */
export type Place = {
  readonly position?: string | null | undefined
  readonly since?: string | null | undefined
  readonly until?: string | null | undefined
}

/** What the journal keeps of it, in the entry of the customer. */
const bodyOf = (id: string, companyId: string, companyName: string, place: Place): JsonObject => ({
  contactId: id,
  companyId,
  company: companyName,
  position: place.position || null,
  since: place.since ?? null,
  until: place.until ?? null,
})

const uniqueViolation = '23505'

const checkDates = ({ since, until }: Place): void => {
  if (since && until && until < since) {
    throw companyErrors.COMPANY_CONTACT_DATES(`until ${until} is before since ${since}`, {
      errors: [{ path: '/body/until', message: 'is before the first day' }],
    })
  }
}

/** Counts somebody in or out of a company. */
const count = async (tx: Tx, companyId: string, by: number): Promise<void> => {
  if (by === 0) return
  await tx.rows({
    name: 'company-count-contacts',
    text: 'update company set contact_count = contact_count + $3 where organisation_id = $1 and id = $2',
    values: [tx.organisationId, companyId, by],
  })
}

type Acts = 'company.contact-added' | 'company.contact-changed' | 'company.contact-removed'

/** The act is told twice: to the customer with all of it, to the company without what says something of the person. */
const recordAct = async (
  tx: Tx,
  needs: CompaniesNeeds,
  kind: Acts,
  { customerId, companyId, body }: { customerId: string; companyId: string; body: JsonObject },
  { actor, purpose }: Authorship,
): Promise<string> => {
  const { contactId, since, until } = body
  const ofCompany = { contactId: contactId!, customerId, since: since ?? null, until: until ?? null }
  const [first] = await needs.recordMany(tx, [
    { subject: customerId, kind, actor, purpose, body },
    { subject: companyId, kind, actor, purpose, body: ofCompany },
  ])
  return first!.id
}

/**
 * Writes down that a customer works at a company.
 * @throws COMPANY_NOT_FOUND, CUSTOMER_NOT_FOUND, COMPANY_CONTACT_THERE, COMPANY_CONTACT_DATES
 */
export const addContact = async (
  tx: Tx,
  needs: CompaniesNeeds,
  contact: Place & { readonly companyId: string; readonly customerId: string },
  by: Authorship,
): Promise<{ id: string; entryId: string }> => {
  const { companyId, customerId, position, since = null, until = null } = contact
  checkDates(contact)
  const { name } = await requireCompany(tx, companyId)
  await needs.requireCustomer(tx, customerId)
  const id = uuidv7()
  const key = await subjectKey(tx, customerId)
  const body = bodyOf(id, companyId, name, contact)
  const entryId = await recordAct(tx, needs, 'company.contact-added', { customerId, companyId, body }, by)
  try {
    await tx.rows({
      name: 'company-contact-insert',
      text: `insert into company_contact (organisation_id, id, company_id, customer_id, position, since, until, entry_id)
             values ($1, $2, $3, $4, $5, $6, $7, $8)`,
      values: [
        tx.organisationId,
        id,
        companyId,
        customerId,
        position ? key.encrypt(positionPlace(id), position) : null,
        since,
        until,
        entryId,
      ],
    })
  } catch (error) {
    if (sqlState(error) !== uniqueViolation) throw error
    throw companyErrors.COMPANY_CONTACT_THERE('this customer works at this company already', { cause: error })
  }
  await count(tx, companyId, until === null ? 1 : 0)
  return { id, entryId }
}

const lockContact = async (tx: Tx, id: string): Promise<StoredContact> => {
  const row = await tx.maybe<StoredContact>({
    name: 'company-contact-lock',
    text: `select ${storedColumns} from ${storedFrom} where k.organisation_id = $1 and k.id = $2 for update of k`,
    values: [tx.organisationId, id],
  })
  if (row === undefined) throw companyErrors.COMPANY_CONTACT_NOT_FOUND(`there is no contact ${id}`)
  return row
}

/**
 * Changes position or dates; a field that is absent stays. Setting the last day ends the contact.
 * @throws COMPANY_CONTACT_NOT_FOUND, COMPANY_CONTACT_DATES, COMPANY_CONTACT_THERE
 */
export const changeContact = async (
  tx: Tx,
  needs: CompaniesNeeds,
  { id, ...change }: Place & { readonly id: string },
  by: Authorship,
): Promise<{ id: string; entryId: string }> => {
  const row = await lockContact(tx, id)
  const { companyId, customerId } = row
  const key = await subjectKey(tx, customerId)
  const before = row.position === null ? null : key.decrypt(positionPlace(id), row.position).toString()
  const after = {
    position: change.position === undefined ? before : change.position || null,
    since: change.since === undefined ? row.since : change.since,
    until: change.until === undefined ? row.until : change.until,
  }
  checkDates(after)
  const body = bodyOf(id, companyId, row.company, after)
  const entryId = await recordAct(tx, needs, 'company.contact-changed', { customerId, companyId, body }, by)
  try {
    await tx.rows({
      name: 'company-contact-update',
      text: `update company_contact set position = $3, since = $4, until = $5, entry_id = $6
              where organisation_id = $1 and id = $2`,
      values: [
        tx.organisationId,
        id,
        after.position === null ? null : key.encrypt(positionPlace(id), after.position),
        after.since,
        after.until,
        entryId,
      ],
    })
  } catch (error) {
    if (sqlState(error) !== uniqueViolation) throw error
    throw companyErrors.COMPANY_CONTACT_THERE('this customer works at this company already', { cause: error })
  }
  await count(tx, companyId, (after.until === null ? 1 : 0) - (row.until === null ? 1 : 0))
  return { id, entryId }
}

/** Takes a contact back that was written down by mistake. @throws COMPANY_CONTACT_NOT_FOUND */
export const removeContact = async (
  tx: Tx,
  needs: CompaniesNeeds,
  id: string,
  by: Authorship,
): Promise<{ id: string; entryId: string }> => {
  const { companyId, customerId, company, since, until } = await lockContact(tx, id)
  const body = bodyOf(id, companyId, company, { since, until })
  const entryId = await recordAct(tx, needs, 'company.contact-removed', { customerId, companyId, body }, by)
  await tx.rows({
    name: 'company-contact-delete',
    text: 'delete from company_contact where organisation_id = $1 and id = $2',
    values: [tx.organisationId, id],
  })
  await count(tx, companyId, until === null ? -1 : 0)
  return { id, entryId }
}
