import type { CompanyContact } from '@candor/api'
import { z } from 'zod'
import { subjectKeys } from '../../platform/crypto/index.ts'
import { homeCurrency, type Tx } from '../../platform/db/index.ts'
import { decodeCursor, pageOf } from '../../platform/http/page.ts'
import { requireCompany } from './companies.ts'
import type { CompaniesNeeds } from './needs.ts'

/** Where the position of a contact is stored. */
export const positionPlace = (id: string) => ({ table: 'company_contact', column: 'position', id })

/** A contact as stored, the position still closed. */
export type StoredContact = {
  readonly id: string
  readonly companyId: string
  readonly company: string
  readonly customerId: string
  readonly position: Buffer | null
  readonly since: string | null
  readonly until: string | null
}

/** Columns of a {@link StoredContact}. */
export const storedColumns = `k.id, k.company_id as "companyId", c.name as company, k.customer_id as "customerId", k.position,
  k.since, k.until`
/** Where they come from. */
export const storedFrom = `company_contact k join company c on c.organisation_id = k.organisation_id and c.id = k.company_id`

/** Contacts as the API shows them. */
const shown = async (tx: Tx, needs: CompaniesNeeds, rows: readonly StoredContact[]): Promise<CompanyContact[]> => {
  if (rows.length === 0) return []
  const ids = [...new Set(rows.map(({ customerId }) => customerId))]
  const people = await needs.people(tx, ids)
  const keys = await subjectKeys(tx, people.keys())
  const currency = await homeCurrency(tx)
  return rows.flatMap(({ position, company, ...row }) => {
    const person = people.get(row.customerId)
    if (person === undefined) return []
    const open = () => keys.get(row.customerId)!.decrypt(positionPlace(row.id), position!).toString()
    return {
      ...row,
      companyName: company,
      customerName: person.name,
      position: position === null ? null : open(),
      orderCount: person.orderCount,
      spent: person.spent,
      currency,
    }
  })
}

const cursor = z.tuple([z.literal([0, 1]), z.uuid()])

/** People at a company: first those who work there now, the latest first. @throws COMPANY_NOT_FOUND */
export const contactsOf = async (
  tx: Tx,
  needs: CompaniesNeeds,
  companyId: string,
  request: { readonly cursor?: string | undefined; readonly limit: number },
): Promise<{ items: CompanyContact[]; nextCursor: string | null }> => {
  await requireCompany(tx, companyId)
  const after = decodeCursor(cursor, request.cursor)
  const rows = await tx.rows<StoredContact>({
    text: `select ${storedColumns} from ${storedFrom}
            where k.organisation_id = $1 and k.company_id = $2
              ${after === undefined ? '' : 'and ((k.until is null)::int, k.id) < ($4::int, $5::uuid)'}
            order by (k.until is null)::int desc, k.id desc limit $3`,
    values: [tx.organisationId, companyId, request.limit + 1, ...(after ?? [])],
  })
  const { items, nextCursor } = pageOf(
    rows,
    request.limit,
    ({ until, id }) => [until === null ? 1 : 0, id],
    (row) => row,
  )
  return { items: await shown(tx, needs, items), nextCursor }
}

/** Companies at which a customer works or worked, present ones first. */
export const companiesOf = async (tx: Tx, needs: CompaniesNeeds, customerId: string): Promise<CompanyContact[]> => {
  const rows = await tx.rows<StoredContact>({
    name: 'company-contacts-of-customer',
    text: `select ${storedColumns} from ${storedFrom} where k.organisation_id = $1
              and k.customer_id in (select customer_records($2))
            order by (k.until is null) desc, k.id desc limit 100`,
    values: [tx.organisationId, customerId],
  })
  return shown(tx, needs, rows)
}

/** Ids of the customers who work at a company now; a thousand at most. */
export const peopleNow = async (tx: Tx, companyId: string): Promise<string[]> => {
  const rows = await tx.rows<{ id: string }>({
    name: 'company-people-now',
    text: `select customer_id as id from company_contact
            where organisation_id = $1 and company_id = $2 and until is null limit 1000`,
    values: [tx.organisationId, companyId],
  })
  return rows.map(({ id }) => id)
}
