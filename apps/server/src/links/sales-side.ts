import { calendarOf } from '../modules/calendar/index.ts'
import { companyById } from '../modules/companies/companies.ts'
import { customerById } from '../modules/customers/find.ts'
import { recordsOf } from '../modules/customers/index.ts'
import { lockDeal } from '../modules/deals/index.ts'
import type { Identity } from '../modules/identity/index.ts'
import { readEntry, record } from '../modules/journal/index.ts'
import { registerSales, type PartyRules, type Sales } from '../modules/sales/index.ts'
import type { App, Platform } from '../platform/platform.ts'
import { homeCurrency, type Tx } from '../platform/db/index.ts'
import { companyNames } from './deal-side.ts'
import { customerNames } from './work-side.ts'

const addressOf = (...parts: readonly (string | null | undefined)[]): string => parts.filter(Boolean).join('\n')

const customers: PartyRules = {
  addressee: async (tx, id) => {
    const { name, email, language, address, city, country } = (await customerById(tx, id)).profile
    return { name, email: email ?? null, language: language ?? null, address: addressOf(address, city, country) }
  },
  records: recordsOf,
  names: customerNames,
}

const companies: PartyRules = {
  addressee: async (tx, id) => {
    const { name, email, address, city, country } = (await companyById(tx, id)).profile
    return { name, email: email ?? null, language: null, address: addressOf(address, city, country) }
  },
  records: async (_, id) => [id],
  names: companyNames,
}

/** Puts quotes and invoices on the server and joins them with customers, companies, deals, colleagues and journal. */
export const registerSalesSide = (app: App, platform: Platform, { staffNames }: Pick<Identity, 'staffNames'>): Sales =>
  registerSales(app, platform, {
    record,
    readEntry,
    customers,
    companies,
    dealOf: async (tx, id) => lockDeal(tx, id),
    staffNames,
    zoneOf: async (tx) => (await calendarOf(tx)).calendar.timeZone,
    onChanged: (organisationId, { id, customerId }) =>
      platform.events.publish(organisationId, { topic: 'sales', data: { id }, ...(customerId && { customerId }) }),
  })

/** Gives a company of the demo a catalogue, quotes and invoices for its best customers. */
export const furnishDemoSales = async (
  tx: Tx,
  sales: Sales,
  { people, language }: { readonly people: readonly string[]; readonly language: 'en' | 'zh' },
): Promise<void> => {
  const customersOf = await tx.rows<{ id: string }>({
    text: `select customer_id as id from customer_figures where organisation_id = $1 order by spent desc, customer_id limit 4`,
    values: [tx.organisationId],
  })
  const currency = await homeCurrency(tx)
  await sales.furnish(tx, { people, language, currency, customers: customersOf.map(({ id }) => id) })
}
