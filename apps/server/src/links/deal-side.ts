import { requireCompany } from '../modules/companies/companies.ts'
import { requireCustomer } from '../modules/customers/find.ts'
import { recordsOf } from '../modules/customers/index.ts'
import { registerDeals, type Deals, type PartyRules } from '../modules/deals/index.ts'
import type { Identity } from '../modules/identity/index.ts'
import { readEntry, record } from '../modules/journal/index.ts'
import type { Notifications } from '../modules/notifications/index.ts'
import type { Tx } from '../platform/db/index.ts'
import type { App, Platform } from '../platform/platform.ts'
import { customerNames, workers, zoneOf } from './work-side.ts'

const customers: PartyRules = { require: requireCustomer, records: recordsOf, names: customerNames }

/** Names of companies by id; unknown ids are left out. */
export const companyNames = async (tx: Tx, ids: readonly string[]): Promise<Map<string, string>> => {
  const rows = await tx.rows<{ id: string; name: string }>({
    name: 'deal-companies',
    text: 'select id, name from company where organisation_id = $1 and id = any($2::uuid[])',
    values: [tx.organisationId, ids],
  })
  return new Map(rows.map(({ id, name }) => [id, name]))
}

const companies: PartyRules = {
  require: requireCompany,
  records: async (_, id) => [id],
  names: companyNames,
}

/** Puts deals on the server and joins them with customers, companies, colleagues and journal. */
export const registerDealSide = (
  app: App,
  { events }: Pick<Platform, 'events'>,
  { staffNames }: Pick<Identity, 'staffNames'>,
  { notify }: Pick<Notifications, 'notify'>,
): Deals =>
  registerDeals(app, {
    record,
    readEntry,
    customers,
    companies,
    workers,
    staffNames,
    timeZoneOf: zoneOf,
    notify,
    onChanged: (organisationId, id) => events.publish(organisationId, { topic: 'deal', data: { id } }),
  })

/** Gives a company of the demo deals with its best customers and with its companies. */
export const furnishDemoDeals = async (
  tx: Tx,
  deals: Deals,
  { people, language }: { readonly people: readonly string[]; readonly language: 'en' | 'zh' },
): Promise<void> => {
  const idsOf = async (text: string): Promise<string[]> => {
    const rows = await tx.rows<{ id: string }>({ text, values: [tx.organisationId] })
    return rows.map(({ id }) => id)
  }
  await deals.furnish(tx, {
    people,
    language,
    customers: await idsOf(
      `select customer_id as id from customer_figures where organisation_id = $1 order by spent desc, customer_id limit 30`,
    ),
    companies: await idsOf(`select id from company where organisation_id = $1 order by id limit 12`),
  })
}
