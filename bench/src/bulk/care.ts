import { randomUUID } from 'node:crypto'
import type pg from 'pg'
import { withoutIndexes } from './indexes.ts'

/** Colleagues among whom the customers are spread, and tags that they have. */
export type Care = { readonly owners: readonly string[]; readonly tags: readonly string[] }

const colleagues = 40
const tagNames =
  'Key account,Newsletter,Trade fair,Wholesale,Gift buyer,Complaint,VIP,Student,Press,Reseller,Loyalty pilot,Returns often,Birthday club,Local pickup,Charity,Invoice only,Beta tester,Referred,Corporate gifts,Seasonal,Wedding,School,Hotel,Restaurant,Museum,Collector,Event 2024,Event 2025,Win back,Do not call'.split(
    ',',
  )

/** A number from 0 to 1 that is always the same for a customer and a purpose. */
const chance = (purpose: string): string =>
  `((hashtextextended(f.customer_id::text || ${purpose}, 7) & 2147483647) / 2147483648.0)`

/**
 * Owners and tags as a company has them: seven of ten customers have somebody who looks after them, a few colleagues have many
 * and most have few; the first tag is on every fifth customer, the thirtieth on one of 150.
 */
const careRows = `
  insert into customer_care (organisation_id, customer_id, owner_id, tags, entry_id)
  select f.organisation_id, f.customer_id,
         case when ${chance("'owner'")} < 0.7 then ($2::uuid[])[1 + floor(cardinality($2::uuid[]) * power(${chance("'whose'")}, 2))::int] end,
         coalesce((select array_agg(tag order by tag) from unnest($3::uuid[]) with ordinality as t (tag, at)
                    where ${chance('tag::text')} < 0.2 / at), '{}'),
         uuidv7()
    from customer_figures f where f.organisation_id = $1`

const markRows = `
  insert into customer_mark (organisation_id, customer_id, mark_id, order_count, spent, last_order_at, created_at)
  select a.organisation_id, a.customer_id, mark.id, f.order_count, f.spent, f.last_order_at, f.created_at
    from customer_care a
    join customer_figures f on f.organisation_id = a.organisation_id and f.customer_id = a.customer_id
    cross join lateral unnest(a.tags || case when a.owner_id is null then '{}' else array[a.owner_id] end) as mark (id)
   where a.organisation_id = $1`

/** Stages and classes by the newest order and by spending, on the day after the last order of all. */
const lifecycleRows = `
  insert into customer_lifecycle (organisation_id, customer_id, stage, stage_since, class, class_since, version, ordered_at)
  select f.organisation_id, f.customer_id,
         case when f.order_count = 0 then 'prospect'
              when f.last_order_at < '2024-01-01' then 'lost'
              when f.last_order_at < '2025-01-01' then 'declining'
              when f.order_count >= 20 then 'mature'
              when f.order_count >= 4 then 'growing' else 'developing' end,
         greatest(f.last_order_at, f.created_at),
         case when f.spent = 0 then '' when f.spent > 200000 then 'A' when f.spent > 80000 then 'B'
              when f.spent > 30000 then 'C' when f.spent > 10000 then 'D' when f.spent > 4000 then 'E' else 'F' end,
         f.created_at, 1, f.last_order_at
    from customer_figures f where f.organisation_id = $1`

/**
 * Gives customers owners, tags, stages and value classes.
 * @param me a member of staff who looks after some of them
 */
export const fillCare = async (pool: pg.Pool, organisationId: string, me: string): Promise<void> => {
  const owners = [...Array.from({ length: colleagues - 1 }, () => randomUUID()), me]
  const tags = tagNames.map(() => randomUUID())
  await pool.query(
    `insert into customer_tag (organisation_id, id, name, name_key, colour, entry_id)
     select $1, t.id, t.name, lower(t.name), 'blue', uuidv7() from unnest($2::uuid[], $3::text[]) as t (id, name)`,
    [organisationId, tags, tagNames],
  )
  await withoutIndexes(pool, ['customer_care', 'customer_mark', 'customer_lifecycle'], async () => {
    await pool.query(careRows, [organisationId, owners, tags])
    await pool.query('analyze customer_care')
    await pool.query(markRows, [organisationId])
    await pool.query(lifecycleRows, [organisationId])
  })
  await pool.query(
    `insert into customer_mark_count (organisation_id, mark_id, shard, customers)
     select organisation_id, mark_id, 0, count(*) from customer_mark where organisation_id = $1 group by 1, 2`,
    [organisationId],
  )
  for (const table of ['customer_care', 'customer_mark', 'customer_lifecycle', 'customer_mark_count'])
    await pool.query(`vacuum (analyze) ${table}`)
}

/** Owners, the one with most customers first, and tags, the most common first. */
export const readCare = async (pool: pg.Pool, organisationId: string): Promise<Care> => {
  const { rows } = await pool.query<{ id: string; tag: boolean }>(
    `select m.mark_id as id, t.id is not null as tag
       from customer_mark_count m
       left join customer_tag t on t.organisation_id = m.organisation_id and t.id = m.mark_id
      where m.organisation_id = $1 group by 1, 2 order by sum(m.customers) desc`,
    [organisationId],
  )
  return {
    owners: rows.filter(({ tag }) => !tag).map(({ id }) => id),
    tags: rows.filter(({ tag }) => tag).map(({ id }) => id),
  }
}
