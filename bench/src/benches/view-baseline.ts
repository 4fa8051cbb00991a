import { filterSql } from '@candor/server/modules/customers/list/filter-sql'
import { customerFilters } from '@candor/api'
import type pg from 'pg'
import { z } from 'zod'
import type { ListCase } from './list-cases.ts'

/**
 * The same customers in one flat table without row-level security, an index for each sort and a GIN index for tags: how such
 * a list is commonly built. Made by the database from what is there.
 */
export const fillFlat = async (pool: pg.Pool): Promise<void> => {
  const { rows } = await pool.query<{ made: boolean }>(`select to_regclass('bench.flat') is not null as made`)
  if (rows[0]?.made === true) return
  await pool.query(`
    create schema if not exists bench;
    create table bench.flat as
    select f.customer_id, f.country, f.order_count, f.return_count, f.spent, f.first_order_at, f.last_order_at, f.created_at,
           a.owner_id, coalesce(a.tags, '{}') as tags, l.stage, l.class,
           coalesce((select array_agg(m.merchant_id) from customer_merchant m
                      where m.organisation_id = f.organisation_id and m.customer_id = f.customer_id), '{}') as merchants
      from customer_figures f
      left join customer_care a on a.organisation_id = f.organisation_id and a.customer_id = f.customer_id
      left join customer_lifecycle l on l.organisation_id = f.organisation_id and l.customer_id = f.customer_id;
    set maintenance_work_mem = '1GB';
    create index on bench.flat (last_order_at, customer_id); create index on bench.flat (spent, customer_id);
    create index on bench.flat (order_count, customer_id); create index on bench.flat (created_at, customer_id);
    create index on bench.flat (owner_id); create index on bench.flat (country); create index on bench.flat (stage);
    create index on bench.flat using gin (tags);
    reset maintenance_work_mem`)
  await pool.query('vacuum (analyze) bench.flat')
}

const columnOf: Readonly<Record<string, string>> = {
  lastOrderAt: 'last_order_at',
  spent: 'spent',
  orderCount: 'order_count',
  createdAt: 'created_at',
}

const narrowed = z.object(customerFilters)

type Filter = Parameters<typeof filterSql>[0]
type Add = Parameters<typeof filterSql>[1]

const flatCondition = (filter: Filter, add: Add): string => {
  if ('all' in filter) return `(${filter.all.map((part) => flatCondition(part, add)).join(' and ')})`
  if ('any' in filter) return `(${filter.any.map((part) => flatCondition(part, add)).join(' or ')})`
  const not = filter.is === 'noneOf' ? 'not ' : ''
  if (filter.field === 'owner')
    return 'values' in filter ? `${not}f.owner_id = any(${add(filter.values)}::uuid[])` : 'f.owner_id is null'
  if (filter.field === 'tag' && 'values' in filter) return `${not}f.tags && ${add(filter.values)}::uuid[]`
  if (filter.field === 'merchant') return `${not}f.merchants && ${add(filter.values)}::uuid[]`
  if (filter.field === 'stage' || filter.field === 'class')
    return `${not}f.${filter.field} = any(${add(filter.values)}::text[])`
  return filterSql(filter, add)
}

/** The statement for a view on the flat table. */
export const flatQuery = ({ query }: ListCase): { text: string; values: unknown[] } => {
  const { filter, sort } = narrowed.parse(query)
  const values: unknown[] = []
  const where = filter === undefined ? 'true' : flatCondition(filter, (value) => `$${values.push(value)}`)
  const direction = sort.startsWith('-') ? 'desc' : 'asc'
  const order = `${columnOf[sort.replace('-', '')]} ${direction}, customer_id ${direction}`
  return { text: `select f.* from bench.flat f where ${where} order by ${order} limit 51`, values }
}
