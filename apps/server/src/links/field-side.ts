import type { BuiltInObject, FormulaValue } from '@candor/api'
import { openRows } from '../modules/customers/find.ts'
import { registerFields, type Fields } from '../modules/fields/index.ts'
import { record, recordMany, timelineOf } from '../modules/journal/index.ts'
import { homeCurrency, type Tx } from '../platform/db/index.ts'
import type { App, Platform } from '../platform/platform.ts'
import { textSearch } from './text-search.ts'
import { customerNames } from './work-side.ts'

/** Names of members of staff by user id. */
type StaffNames = (organisationId: string, userIds: readonly string[]) => Promise<ReadonlyMap<string, string>>

type CustomerRow = {
  readonly id: string
  readonly profile: Buffer
  readonly orders: number
  readonly spent: string
  readonly lastOrderAt: Date | number
  readonly createdAt: Date
}

const dayOf = (time: Date | number): string | null => (time instanceof Date ? time.toISOString().slice(0, 10) : null)

const customerBuiltIns = async (tx: Tx, ids: readonly string[]) => {
  const [currency, rows] = [
    await homeCurrency(tx),
    await tx.rows<CustomerRow>({
      name: 'fields-of-customers',
      text: `select c.id, c.profile, f.order_count as orders, f.spent::text as spent,
                    f.last_order_at as "lastOrderAt", f.created_at as "createdAt"
               from customer c
               join customer_figures f on f.organisation_id = $1 and f.customer_id = c.id
              where c.organisation_id = $1 and c.id = any($2::uuid[])`,
      values: [tx.organisationId, ids],
    }),
  ]
  const { maximumFractionDigits: decimals = 2 } = new Intl.NumberFormat('en', {
    style: 'currency',
    currency,
  }).resolvedOptions()
  const opened = await openRows(tx, rows)
  return new Map(
    opened.map(({ id, profile, orders, spent, lastOrderAt, createdAt }): [string, Record<string, FormulaValue>] => [
      id,
      {
        name: profile.name,
        email: profile.email ?? null,
        country: profile.country ?? null,
        city: profile.city ?? null,
        orders,
        spent: Number(spent) / 10 ** decimals,
        last_order: dayOf(lastOrderAt),
        created: dayOf(createdAt),
      },
    ]),
  )
}

const companyBuiltIns = async (tx: Tx, ids: readonly string[]) => {
  const rows = await tx.rows<{ id: string; createdAt: Date } & Record<string, FormulaValue | Date>>({
    name: 'fields-of-companies',
    text: `select id, name, industry, country, city, created_at as "createdAt" from company
            where organisation_id = $1 and id = any($2::uuid[])`,
    values: [tx.organisationId, ids],
  })
  return new Map(
    rows.map(({ id, createdAt, ...row }): [string, Record<string, FormulaValue>] => [
      id,
      { ...(row as Record<string, FormulaValue>), created: dayOf(createdAt) },
    ]),
  )
}

const companyNames = async (tx: Tx, ids: readonly string[]): Promise<Map<string, string>> => {
  const rows = await tx.rows<{ id: string; name: string }>({
    name: 'fields-company-names',
    text: 'select id, name from company where organisation_id = $1 and id = any($2::uuid[])',
    values: [tx.organisationId, ids],
  })
  return new Map(rows.map(({ id, name }) => [id, name]))
}

/** Puts own fields on the server and joins them with customers, companies and journal. */
export const registerFieldSide = (app: App, platform: Platform, staffNames: StaffNames): Fields =>
  registerFields(app, platform, {
    record,
    recordMany,
    timelineOf,
    staffNames,
    builtIns: async (tx, object: BuiltInObject, ids) =>
      object === 'customer' ? customerBuiltIns(tx, ids) : companyBuiltIns(tx, ids),
    names: async (tx, object: BuiltInObject, ids) =>
      object === 'customer' ? customerNames(tx, ids) : companyNames(tx, ids),
    search: textSearch,
  })
