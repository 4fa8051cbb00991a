import type { AuditScope, Finding } from '../modules/journal/index.ts'
import type { Tx } from '../platform/db/index.ts'

const perCustomer = `
  select f.customer_id as id, f.order_count as kept_orders, coalesce(o.orders, 0) as orders,
         f.return_count as kept_returns, coalesce(o.returns, 0) as returns,
         f.spent::text as kept_spent, coalesce(o.spent, 0)::text as spent
    from customer_figures f
    left join (select coalesce(c.merged_into, o.customer_id) as customer_id,
                      count(*) filter (where kind = 'purchase') as orders,
                      count(*) filter (where kind = 'return') as returns, sum(total) as spent,
                      min(placed_at) as first, max(placed_at) as last
                 from "order" o left join customer c on c.organisation_id = $1 and c.id = o.customer_id
                where o.organisation_id = $1 group by 1) o on o.customer_id = f.customer_id
   where f.organisation_id = $1
     and (f.order_count, f.return_count, f.spent, f.first_order_at, f.last_order_at) is distinct from
         (coalesce(o.orders, 0), coalesce(o.returns, 0), coalesce(o.spent, 0),
          coalesce(o.first, '-infinity'), coalesce(o.last, '-infinity'))
   limit 100`

const perMerchant = `
  select coalesce(k.customer_id, o.customer_id) || ', merchant ' || coalesce(k.merchant_id, o.merchant_id) as id,
         coalesce(k.order_count, 0) as kept_orders, coalesce(o.orders, 0) as orders,
         coalesce(k.return_count, 0) as kept_returns, coalesce(o.returns, 0) as returns,
         coalesce(k.spent, 0)::text as kept_spent, coalesce(o.spent, 0)::text as spent
    from (select * from customer_merchant where organisation_id = $1) k
    full join (select coalesce(c.merged_into, o.customer_id) as customer_id, merchant_id,
                      count(*) filter (where kind = 'purchase') as orders,
                      count(*) filter (where kind = 'return') as returns, sum(total) as spent
                 from "order" o left join customer c on c.organisation_id = $1 and c.id = o.customer_id
                where o.organisation_id = $1 group by 1, merchant_id) o
      on o.customer_id = k.customer_id and o.merchant_id = k.merchant_id
   where (k.order_count, k.return_count, k.spent) is distinct from (o.orders, o.returns, o.spent)
     -- Who was erased is in no list, and the orders stay.
     and not exists (select from subject_key e
                      where e.organisation_id = $1 and e.subject_id = coalesce(k.customer_id, o.customer_id)
                        and e.destroyed_at is not null)
   limit 100`

const perMonth = `
  select coalesce(k.month, o.month) || ', merchant ' || coalesce(k.merchant_id, o.merchant_id) as id,
         coalesce(k.order_count, 0) as kept_orders, coalesce(o.orders, 0) as orders,
         coalesce(k.return_count, 0) as kept_returns, coalesce(o.returns, 0) as returns,
         coalesce(k.spent, 0)::text as kept_spent, coalesce(o.spent, 0)::text as spent
    from (select * from sales_month where organisation_id = $1) k
    full join (select date_trunc('month', placed_at at time zone 'UTC')::date as month, merchant_id,
                      count(*) filter (where kind = 'purchase') as orders,
                      count(*) filter (where kind = 'return') as returns, sum(total) as spent
                 from "order" where organisation_id = $1 group by 1, 2) o
      on o.month = k.month and o.merchant_id = k.merchant_id
   where (k.order_count, k.return_count, k.spent) is distinct from (o.orders, o.returns, o.spent)
   limit 100`

type Row = {
  readonly id: string
  readonly kept_orders: number
  readonly orders: number
  readonly kept_returns: number
  readonly returns: number
  readonly kept_spent: string
  readonly spent: string
}

const sums = [
  { table: 'customer_figures', thing: 'customer', text: perCustomer },
  { table: 'customer_merchant', thing: 'customer', text: perMerchant },
  { table: 'sales_month', thing: 'month', text: perMonth },
] as const

const countries = `
  select coalesce(k.country, f.country) as country, coalesce(k.customers, 0) as kept, coalesce(f.customers, 0) as counted
    from (select country, sum(customers)::int as customers from customer_count
           where organisation_id = $1 group by country having sum(customers) <> 0) k
    full join (select coalesce(country, '') as country, count(*)::int as customers from customer_figures
                where organisation_id = $1 and binned_at is null group by 1) f on f.country = k.country
   where k.customers is distinct from f.customers`

const finish = async (tx: Tx, scope: AuditScope): Promise<Finding[]> => {
  if (!scope.full) return []
  const findings: Finding[] = []
  for (const { table, thing, text } of sums) {
    for (const row of await tx.rows<Row>({ text, values: [tx.organisationId] })) {
      findings.push({
        code: 'FIGURES_CHANGED',
        table,
        key: `${thing} ${row.id}`,
        what: 'A sum that lists show is not the sum of the orders.',
        detail: {
          orders: { kept: row.kept_orders, counted: row.orders },
          returns: { kept: row.kept_returns, counted: row.returns },
          spent: { kept: row.kept_spent, counted: row.spent },
        },
      })
    }
  }
  const counts = await tx.rows<{ country: string; kept: number; counted: number }>({
    text: countries,
    values: [tx.organisationId],
  })
  for (const { country, kept, counted } of counts) {
    findings.push({
      code: 'FIGURES_CHANGED',
      table: 'customer_count',
      key: `country ${country || 'unknown'}`,
      what: 'The count of a country’s customers is not what the list of customers gives.',
      detail: { kept, counted },
    })
  }
  return findings
}

/**
 * The auditor of kept sums: counts everything again from the orders, which their own auditor has compared with the
 * journal. Only in a full audit, because it reads all orders.
 */
export const figuresAuditor = { name: 'figures', kinds: [], compare: async () => [], finish }
