import { emailsOf, type CustomerDetail, type CustomerSummary } from '@candor/api'
import { homeCurrency, type Tx } from '../../platform/db/index.ts'
import { verifiedEmails } from './contact/verified.ts'
import { customerFigures, type CustomerFigures } from './detail.ts'
import { listCustomers, type ListedCustomer, type ListRequest } from './list/list.ts'
import type { CustomersNeeds } from './needs.ts'
import { overviewOf } from './overview.ts'

const instantOf = (time: Date | number): string | null => (time instanceof Date ? time.toISOString() : null)

const summaryOf = (
  customer: ListedCustomer | Omit<CustomerFigures, 'merchants'>,
  points: string,
  currency: string,
): CustomerSummary => {
  const { id, reference, profile, fictional, country, orderCount, returnCount, spent } = customer
  return {
    id,
    reference,
    name: profile.name,
    email: profile.email ?? null,
    phone: profile.phone ?? null,
    country,
    fictional,
    orderCount,
    returnCount,
    spent,
    currency,
    points,
    lastOrderAt: instantOf(customer.lastOrderAt),
    createdAt: customer.createdAt.toISOString(),
  }
}

/** Customers as the API shows them: with names of merchants, points and months that other modules know. */
export const createCustomerViews = (needs: CustomersNeeds) => ({
  list: async (tx: Tx, request: ListRequest): Promise<{ items: CustomerSummary[]; nextCursor: string | null }> => {
    const [currency, { items, nextCursor }] = await Promise.all([homeCurrency(tx), listCustomers(tx, request)])
    const points = await needs.pointsOf(
      tx,
      items.map(({ id }) => id),
    )
    return { items: items.map((item) => summaryOf(item, points.get(item.id) ?? '0', currency)), nextCursor }
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
    const emails = emailsOf(customer.profile).map(({ address }) => address)
    return {
      ...summaryOf(customer, points.get(id) ?? '0', currency),
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
})
export type CustomerViews = ReturnType<typeof createCustomerViews>
