import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import type pg from 'pg'

const families = fileURLToPath(new URL('../../../demo/data/product-families.csv', import.meta.url))
/** The purchases that come with the project. */
export const sampleFile = fileURLToPath(new URL('../../../demo/data/online-retail.csv.gz', import.meta.url))

/**
 * Gives an organisation the demo's three merchants and the rules by which a product finds its merchant.
 * @returns the merchants' ids
 */
export const setUpCoalition = async (pool: pg.Pool, organisationId: string): Promise<string[]> => {
  const rules = readFileSync(families, 'utf8')
    .trim()
    .split('\n')
    .slice(1)
    .map((line) => {
      const comma = line.indexOf(',')
      return { merchant: line.slice(0, comma), pattern: line.slice(comma + 1) }
    })
  const merchants = [...new Set(rules.map(({ merchant }) => merchant))]
  await pool.query(
    `insert into merchant (organisation_id, slug, name, name_zh) select $1, slug, slug, slug from unnest($2::text[]) as slug
     on conflict do nothing`,
    [organisationId, merchants],
  )
  await pool.query(
    `insert into product_family (organisation_id, position, pattern, merchant_id)
     select $1, rule.position, rule.pattern, m.id
       from unnest($2::text[], $3::text[]) with ordinality as rule (pattern, slug, position)
       join merchant m on m.organisation_id = $1 and m.slug = rule.slug on conflict do nothing`,
    [organisationId, rules.map(({ pattern }) => pattern), rules.map(({ merchant }) => merchant)],
  )
  const { rows } = await pool.query<{ id: string }>(
    'select id from merchant where organisation_id = $1 order by slug',
    [organisationId],
  )
  return rows.map(({ id }) => id)
}
