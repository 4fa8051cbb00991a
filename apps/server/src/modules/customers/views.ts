import { emailsOf, type CustomerCare, type CustomerDetail, type CustomerSummary } from '@candor/api'
import { homeCurrency, type Tx } from '../../platform/db/index.ts'
import { careShown } from './care/names.ts'
import { verifiedEmails } from './contact/verified.ts'
import { customerFigures, type CustomerFigures } from './detail.ts'
import { openRows } from './find.ts'
import { listCustomers, type ListedCustomer, type ListRequest } from './list/list.ts'
import { byIdsQuery, type ListRow } from './list/query.ts'
import type { CustomersNeeds } from './needs.ts'
import { overviewOf } from './overview.ts'

type Listed = Omit<ListedCustomer, 'sortValue'>

const instantOf = (time: Date | number): string | null => (time instanceof Date ? time.toISOString() : null)

const summaryOf = (
  customer: Listed | Omit<CustomerFigures, 'merchants'>,
  points: string,
  currency: string,
  care: CustomerCare,
): CustomerSummary => {
  const { id, reference, profile, fictional, country, orderCount, returnCount, spent } = customer
  return {
    id,
    reference,
    name: profile.name,
    email: profile.email ?? null,
    phone: profile.phone ?? null,
    country,
    city: profile.city ?? null,
    fictional,
    orderCount,
    returnCount,
    spent,
    currency,
    points,
    lastOrderAt: instantOf(customer.lastOrderAt),
    createdAt: customer.createdAt.toISOString(),
    version: customer.version,
    ...care,
  }
}

/** Own fields that a list is to show, and for whom. */
export type AskedFields = { readonly keys: readonly string[]; readonly role: string | null }

/** Customers as the API shows them: with names of merchants, points and months that other modules know. */
export const createCustomerViews = (needs: CustomersNeeds) => {
  const summaries = async (tx: Tx, items: readonly Listed[], own?: AskedFields): Promise<CustomerSummary[]> => {
    const ids = items.map(({ id }) => id)
    const [currency, points, cares, fields] = await Promise.all([
      homeCurrency(tx),
      needs.pointsOf(tx, ids),
      careShown(tx, needs, items),
      own === undefined ? undefined : needs.fields.valuesOf(tx, ids, own.role, own.keys),
    ])
    return items.map((item, at) => {
      const summary = summaryOf(item, points.get(item.id) ?? '0', currency, cares[at]!)
      return fields === undefined
        ? summary
        : { ...summary, custom: {}, linked: {}, customVersion: 0, ...fields.get(item.id) }
    })
  }
  return {
    summaries,

    /** Chosen customers in the order given; those that are gone or in the bin are left out. */
    byIds: async (tx: Tx, ids: readonly string[], own?: AskedFields): Promise<CustomerSummary[]> => {
      const rows = await tx.rows<Omit<ListRow, 'sortValue'>>(byIdsQuery(tx.organisationId, ids))
      const shown = new Map((await summaries(tx, await openRows(tx, rows), own)).map((each) => [each.id, each]))
      return ids.flatMap((id) => shown.get(id) ?? [])
    },

    list: async (
      tx: Tx,
      request: ListRequest,
      own?: AskedFields,
    ): Promise<{ items: CustomerSummary[]; nextCursor: string | null }> => {
      const { items, nextCursor } = await listCustomers(tx, request)
      return { items: await summaries(tx, items, own), nextCursor }
    },

    detail: async (tx: Tx, id: string): Promise<CustomerDetail> => {
      const [currency, customer, names, months, points, byMerchant] = await Promise.all([
        homeCurrency(tx),
        customerFigures(tx, id),
        needs.merchantNames(tx),
        needs.monthsOf(tx, id),
        needs.pointsOf(tx, [id]),
        needs.pointsByMerchant(tx, id),
      ])
      const [care] = await careShown(tx, needs, [customer])
      const emails = emailsOf(customer.profile).map(({ address }) => address)
      return {
        ...summaryOf(customer, points.get(id) ?? '0', currency, care!),
        binnedAt: customer.binnedAt?.toISOString() ?? null,
        profile: customer.profile,
        version: customer.version,
        verifiedEmails: [...(await verifiedEmails(tx, id, emails))],
        firstOrderAt: instantOf(customer.firstOrderAt),
        merchants: customer.merchants.map(({ merchantId, orderCount, spent }) => ({
          merchantId,
          name: names.get(merchantId) ?? '',
          orderCount,
          spent,
          points: byMerchant.get(merchantId) ?? '0',
        })),
        months: [...months],
      }
    },

    overview: async (tx: Tx) => {
      const [currency, { countries, months, merchants, sales }, names, points] = await Promise.all([
        homeCurrency(tx),
        overviewOf(tx),
        needs.merchantNames(tx),
        needs.pointsIssued(tx),
      ])
      const total = (of: 'orderCount' | 'returnCount'): number =>
        merchants.reduce((sum, { [of]: count }) => sum + count, 0)
      return {
        customers: countries.reduce((sum, { customers }) => sum + customers, 0),
        orders: total('orderCount'),
        returns: total('returnCount'),
        spent: merchants.reduce((sum, { spent }) => sum + BigInt(spent), 0n).toString(),
        currency,
        points,
        countries: countries.filter(({ country }) => country !== ''),
        months: months.map(({ month, orderCount, spent }) => ({ month, orderCount, spent })),
        sales: sales.map(({ month, merchantId, orderCount, spent }) => ({ month, merchantId, orderCount, spent })),
        merchants: merchants.map(({ merchantId, orderCount, spent }) => ({
          id: merchantId,
          name: names.get(merchantId) ?? '',
          orderCount,
          spent,
        })),
      }
    },
  }
}
export type CustomerViews = ReturnType<typeof createCustomerViews>
