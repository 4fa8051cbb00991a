import type { CustomerProfile, RouteOutput, portalRoutes } from '@candor/api'
import { openRows } from '../modules/customers/find.ts'
import type { Database, Tx } from '../platform/db/index.ts'

type Demo = NonNullable<RouteOutput<typeof portalRoutes.welcome>['demo']>
type DemoCustomer = Demo['customers'][number]

/** How many of those with the most orders are looked at, and how many of each language are offered. */
const lookedAt = 60
const offered = 2
/** Milliseconds for which an answer is given again: the page is open to everybody. */
const remembered = 60_000

const madeUp = async (tx: Tx): Promise<{ profile: CustomerProfile; orderCount: number }[]> => {
  const rows = await tx.rows<{ id: string; profile: Buffer; orderCount: number }>({
    name: 'demo-customers',
    text: `select c.id, c.profile, f.order_count as "orderCount" from customer_figures f
             join customer c on c.organisation_id = f.organisation_id and c.id = f.customer_id
            where f.organisation_id = $1 and f.binned_at is null and c.fictional order by f.order_count desc, c.id limit $2`,
    values: [tx.organisationId, lookedAt],
  })
  return openRows(tx, rows)
}

const offer = (found: Awaited<ReturnType<typeof madeUp>>): DemoCustomer[] => {
  const known = found.flatMap(({ profile, orderCount }): DemoCustomer[] =>
    profile.fictional && profile.email
      ? [{ name: profile.name, email: profile.email, language: profile.language ?? null, orderCount }]
      : [],
  )
  const chinese = known.filter(({ language }) => language === 'zh').slice(0, offered)
  return [...known.filter(({ language }) => language !== 'zh').slice(0, offered), ...chinese]
}

/**
 * Makes the function that names made-up customers of the demo company whom anybody may sign in as. Real people are never
 * among them: a profile has to be marked as fictional, inside its encrypted part too.
 * @param slug short name of the demo organisation; nothing where no demo is loaded
 */
export const demoCustomers = (db: Database, slug: string | undefined): (() => Promise<Demo | null>) => {
  let known: { readonly at: number; readonly demo: Demo | null } | undefined
  return async () => {
    if (slug === undefined) return null
    if (known && Date.now() - known.at < remembered) return known.demo
    const { rows } = await db.owner.query<{ id: string; name: string; nameZh: string }>(
      'select id, name, name_zh as "nameZh" from organisation where slug = $1',
      [slug],
    )
    const [organisation] = rows
    if (!organisation) return null
    const { id, name, nameZh } = organisation
    const customers = offer(await db.inOrganisation(id, madeUp))
    const demo = customers.length > 0 ? { organisation: { name, nameZh }, customers } : null
    known = { at: Date.now(), demo }
    return demo
  }
}
