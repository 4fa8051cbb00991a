import type pg from 'pg'
import { copyRows } from '../bulk/copy.ts'
import { personOf } from '../bulk/person.ts'
import type { ListQuery } from './list-cases.ts'

const batch = 20_000

/**
 * The same customers in the clear, in one table with B-tree and trigram indexes and without row-level security: how
 * such a list is commonly built.
 */
export const fillPlain = async (pool: pg.Pool, merchants: readonly string[], count: number): Promise<void> => {
  await pool.query(`
    create schema if not exists bench;
    create table bench.plain (id int primary key, name text, email text, phone text, reference text, country text, merchants uuid[],
      order_count int, return_count int, spent int8, last_order_at timestamptz, created_at timestamptz)`)
  for (let start = 0; start < count; start += batch) {
    const rows = Array.from({ length: Math.min(batch, count - start) }, (_, at) => {
      const {
        reference,
        profile,
        country,
        orderCount,
        returnCount,
        spent,
        lastOrderAt,
        createdAt,
        merchants: at3,
      } = personOf(start + at, merchants.length)
      return [
        start + at,
        profile.name,
        profile.email,
        profile.phone,
        reference,
        country,
        `{${at3.map((which) => merchants[which]).join(',')}}`,
        orderCount,
        returnCount,
        spent,
        lastOrderAt === null ? '-infinity' : new Date(lastOrderAt).toISOString(),
        new Date(createdAt).toISOString(),
      ]
    })
    await copyRows(
      pool,
      'bench.plain',
      [
        'id',
        'name',
        'email',
        'phone',
        'reference',
        'country',
        'merchants',
        'order_count',
        'return_count',
        'spent',
        'last_order_at',
        'created_at',
      ],
      rows,
    )
  }
  await pool.query(`
    set maintenance_work_mem = '1GB';
    create index on bench.plain (last_order_at, id); create index on bench.plain (spent, id);
    create index on bench.plain (order_count, id); create index on bench.plain (created_at, id);
    create index on bench.plain (country, last_order_at, id);
    create index on bench.plain using gin (name gin_trgm_ops, email gin_trgm_ops, phone gin_trgm_ops, reference gin_trgm_ops);
    reset maintenance_work_mem`)
  await pool.query('vacuum (analyze) bench.plain')
}

const columnOf: Readonly<Record<string, string>> = {
  lastOrderAt: 'last_order_at',
  spent: 'spent',
  orderCount: 'order_count',
  createdAt: 'created_at',
}

/** The figures above the list, counted. */
export const plainOverview = 'select country, count(*), sum(order_count), sum(spent) from bench.plain group by country'

/** The statement for a list query on the plain table. */
export const plainQuery = ({
  search,
  country,
  merchantId,
  minimumSpent,
  orderedAfter,
  orderedBefore,
  sort = '-lastOrderAt',
}: ListQuery) => {
  const values: unknown[] = []
  const add = (value: unknown): string => `$${values.push(value)}`
  const where = ['true']
  if (search !== undefined) {
    const pattern = add(`%${search}%`)
    where.push(
      `(${['name', 'email', 'phone', 'reference'].map((column) => `${column} ilike ${pattern}`).join(' or ')})`,
    )
  }
  if (country !== undefined) where.push(`country = ${add(country)}`)
  if (merchantId !== undefined) where.push(`merchants @> array[${add(merchantId)}::uuid]`)
  if (minimumSpent !== undefined) where.push(`spent >= ${add(minimumSpent)}::int8`)
  if (orderedAfter !== undefined) where.push(`last_order_at >= ${add(orderedAfter)}::timestamptz`)
  if (orderedBefore !== undefined) where.push(`last_order_at < ${add(orderedBefore)}::timestamptz`)
  const direction = sort.startsWith('-') ? 'desc' : 'asc'
  const order = `${columnOf[sort.replace('-', '')]} ${direction}, id ${direction}`
  return { text: `select * from bench.plain where ${where.join(' and ')} order by ${order} limit 51`, values }
}
