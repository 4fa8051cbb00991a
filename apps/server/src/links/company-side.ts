import { demoCompanies, registerCompanies, type Companies, type ContactPerson } from '../modules/companies/index.ts'
import { openRows } from '../modules/customers/find.ts'
import { requireCustomer } from '../modules/customers/index.ts'
import { colleagues } from '../modules/identity/people/people.ts'
import { record, recordMany, timelineOf } from '../modules/journal/index.ts'
import type { Tx } from '../platform/db/index.ts'
import type { App } from '../platform/platform.ts'
import { notifyMentionedWithCompany } from './mentions.ts'
import type { Notify } from './telling.ts'
import { textSearch } from './text-search.ts'

/** Names of members of staff by user id. */
type StaffNames = (organisationId: string, userIds: readonly string[]) => Promise<ReadonlyMap<string, string>>

type Row = {
  readonly id: string
  readonly profile: Buffer
  readonly orderCount: number
  readonly returnCount: number
  readonly spent: string
  readonly lastOrderAt: Date | number
}

/** Customers with name and what they ordered, by id; those that are not there are left out. */
const people = async (tx: Tx, ids: readonly string[]): Promise<Map<string, ContactPerson>> => {
  if (ids.length === 0) return new Map()
  const rows = await tx.rows<Row>({
    name: 'company-people',
    text: `select c.id, c.profile, f.order_count as "orderCount", f.return_count as "returnCount",
                  f.spent::text as spent, f.last_order_at as "lastOrderAt"
             from customer c
             join customer_figures f on f.organisation_id = c.organisation_id and f.customer_id = c.id
            where c.organisation_id = $1 and c.id = any($2::uuid[])`,
    values: [tx.organisationId, ids],
  })
  const opened = await openRows(tx, rows)
  return new Map(
    opened.map(({ id, profile, lastOrderAt, orderCount, returnCount, spent }) => [
      id,
      {
        name: profile.name,
        orderCount,
        returnCount,
        spent,
        lastOrderAt: lastOrderAt instanceof Date ? lastOrderAt.toISOString() : null,
      },
    ]),
  )
}

/** Puts companies on the server and joins them with customers, search and journal. */
export const registerCompanySide = (app: App, staffNames: StaffNames, notify: Notify): Companies =>
  registerCompanies(app, {
    record,
    recordMany,
    timelineOf,
    staffNames,
    colleagues,
    onMention: notifyMentionedWithCompany(notify, staffNames),
    requireCustomer,
    people,
    search: textSearch,
  })

/** Every so many customers of the demo, one works at a company. */
const everySo = 7

/**
 * Makes some companies for the demo and lets a few of its customers work there.
 * @param customerIds customers to choose from, always in the same order
 */
export const makeDemoCompanies = async (
  tx: Tx,
  companies: Companies,
  customerIds: readonly string[],
): Promise<void> => {
  const by = { actor: 'system', purpose: 'demonstration' }
  const chosen = customerIds.filter((_, at) => at % everySo === 0)
  const made = await companies.createCompanies(
    tx,
    demoCompanies.map(({ profile }) => profile),
    by,
  )
  let next = 0
  for (const [at, { positions }] of demoCompanies.entries()) {
    for (const position of positions) {
      const customerId = chosen[next]
      next += 1
      if (customerId === undefined) return
      const since = `20${String(10 + (next % 12)).padStart(2, '0')}-0${1 + (next % 9)}-01`
      await companies.addContact(tx, { companyId: made[at]!.id, customerId, position, since }, by)
    }
  }
}
