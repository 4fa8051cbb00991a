import { customerFilters, plainSort } from '@candor/api'
import type { Store } from '@candor/server/platform/db/store'
import { hasChoice, pageQuery } from '@candor/server/modules/customers/list/query'
import { z } from 'zod'
import type { ListCase } from './list-cases.ts'

// Lists by own fields have fields of their own to be made first.
const filters = z.object({ ...customerFilters, sort: plainSort.default('-lastOrderAt') })

/** How Postgres carries out each list as the role of the routes, under row-level security. Searches have a plan of their own. */
export const explainLists = async (
  { app, owner }: Store,
  organisationId: string,
  cases: readonly ListCase[],
): Promise<string[]> => {
  const sums = async (text: string): Promise<Map<string, number>> => {
    const { rows } = await owner.query<{ id: string; customers: number }>(text, [organisationId])
    return new Map(rows.map(({ id, customers }) => [id, customers]))
  }
  const counts = {
    marks: await sums(
      'select mark_id as id, sum(customers)::int as customers from customer_mark_count where organisation_id = $1 group by 1',
    ),
    countries: await sums(
      'select country as id, sum(customers)::int as customers from customer_count where organisation_id = $1 group by 1',
    ),
  }
  const client = await app.connect()
  try {
    const plans: string[] = []
    for (const { name, query } of cases.filter(({ query: { search } }) => search === undefined)) {
      const { sort, search: _, custom: __, ...narrowed } = filters.parse(query)
      const known = hasChoice(narrowed) ? counts : undefined
      const { text, values } = pageQuery(organisationId, narrowed, sort, undefined, 51, undefined, known)
      await client.query('begin')
      await client.query("select set_config('candor.organisation_id', $1, true)", [organisationId])
      const { rows } = await client.query<{ 'QUERY PLAN': string }>(`explain (analyze, buffers, costs off) ${text}`, [
        ...(values ?? []),
      ])
      await client.query('rollback')
      plans.push([`-- ${name}`, ...rows.map((row) => row['QUERY PLAN'])].join('\n'))
    }
    return plans
  } finally {
    client.release()
  }
}
