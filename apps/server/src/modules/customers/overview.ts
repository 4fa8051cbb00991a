import type { Tx } from '../../platform/db/index.ts'
import { countriesOf } from './counts.ts'

type Sums = { readonly orderCount: number; readonly returnCount: number; readonly spent: string }

/** Figures over all customers of the organisation. Amounts are minor units in text. */
export type Overview = {
  readonly countries: readonly { readonly country: string; readonly customers: number }[]
  readonly months: readonly ({ readonly month: string } & Sums)[]
  readonly merchants: readonly ({ readonly merchantId: string } & Sums)[]
  readonly sales: readonly ({ readonly month: string; readonly merchantId: string } & Sums)[]
}

const sums = `sum(order_count)::int as "orderCount", sum(return_count)::int as "returnCount", sum(spent)::text as spent`

/** Reads the kept sums: their number grows with months and merchants, not with customers or orders. */
export const overviewOf = async (tx: Tx): Promise<Overview> => {
  const values = [tx.organisationId]
  const [countries, months, merchants, sales] = await Promise.all([
    countriesOf(tx),
    tx.rows<{ month: string } & Sums>({
      name: 'sales-by-month',
      text: `select to_char(month, 'YYYY-MM') as month, ${sums} from sales_month
              where organisation_id = $1 group by sales_month.month order by sales_month.month`,
      values,
    }),
    tx.rows<{ merchantId: string } & Sums>({
      name: 'sales-by-merchant',
      text: `select merchant_id as "merchantId", ${sums} from sales_month
              where organisation_id = $1 group by merchant_id order by sum(spent) desc, merchant_id`,
      values,
    }),
    tx.rows<{ month: string; merchantId: string } & Sums>({
      name: 'sales-by-month-and-merchant',
      text: `select to_char(month, 'YYYY-MM') as month, merchant_id as "merchantId", order_count as "orderCount",
                    return_count as "returnCount", spent::text as spent
               from sales_month where organisation_id = $1 order by sales_month.month, merchant_id`,
      values,
    }),
  ])
  return { countries, months, merchants, sales }
}
