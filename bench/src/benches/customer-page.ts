import {
  companyRoutes,
  createClient,
  customerFileRoutes,
  customerPageRoutes,
  customerRoutes,
  duplicateRoutes,
  lifecycleRoutes,
  orderRoutes,
  relationRoutes,
  taskRoutes,
  type Client,
} from '@candor/api'
import type { Store } from '@candor/server/platform/db/store'
import { randomUUID } from 'node:crypto'
import { against, percentiles, type Measure } from '../measure.ts'
import { entriesEach } from '../bulk/history.ts'
import { filledOptions, startFilled } from '../system/filled.ts'
import { isOn, wholeNumber, type Task } from '../task.ts'
import { timed } from './timed.ts'

/**
 * All that the page of a customer asks for when it opens on a wide screen, by the name under which it is reported. Points are left
 * out: they are read from the contract, and a million holders would have to be put on the chain first.
 */
const requests: Readonly<Record<string, (call: Client, id: string) => Promise<unknown>>> = {
  profile: async (call, id) => call(customerRoutes.get, { params: { id } }),
  timeline: async (call, id) => call(customerRoutes.timeline, { params: { id }, query: { limit: 50 } }),
  orders: async (call, id) => call(orderRoutes.ofCustomer, { params: { id }, query: { limit: 50 } }),
  tasks: async (call, id) => call(taskRoutes.list, { query: { subject: id, assignee: 'anybody', limit: 20 } }),
  stage: async (call, id) => call(lifecycleRoutes.ofCustomer, { params: { id } }),
  companies: async (call, id) => call(companyRoutes.ofCustomer, { params: { id } }),
  relations: async (call, id) => call(relationRoutes.list, { params: { id } }),
  files: async (call, id) => call(customerFileRoutes.list, { params: { id }, query: { limit: 20 } }),
  merges: async (call, id) => call(duplicateRoutes.merges, { params: { id } }),
  pins: async (call, id) => call(customerPageRoutes.pins, { params: { id } }),
  viewers: async (call, id) => call(customerPageRoutes.view, { params: { id }, body: { page: randomUUID() } }),
}

/** The same by three statements on the tables alone, nothing decrypted: the least that such a page costs. */
const plainPage = async ({ owner }: Store, id: string): Promise<void> => {
  await Promise.all([
    owner.query(
      'select * from customer c join customer_figures f on f.customer_id = c.id and f.organisation_id = c.organisation_id where c.id = $1 and c.organisation_id = (select id from organisation limit 1)',
      [id],
    ),
    owner.query(
      `select * from journal_entry where organisation_id = (select id from organisation limit 1) and subject = $1
        order by occurred_at desc, id desc limit 50`,
      [id],
    ),
    owner.query(
      `select * from "order" where organisation_id = (select id from organisation limit 1) and customer_id = $1
        order by placed_at desc, id desc limit 50`,
      [id],
    ),
  ])
}

const chosenIds = async ({ owner }: Store, count: number): Promise<string[]> => {
  const { rows } = await owner.query<{ id: string }>(
    `select f.customer_id as id from customer_figures f
      where f.customer_id <= (select customer from bench.history) order by md5(f.customer_id::text) limit $1`,
    [count],
  )
  return rows.map(({ id }) => id)
}

const warmUp = 20

/** How Postgres reads the timeline of a customer and their orders. */
const plansOf = async ({ owner }: Store, organisationId: string, id: string): Promise<string[]> => {
  const explain = async (name: string, text: string) => {
    const { rows } = await owner.query<{ 'QUERY PLAN': string }>(`explain (analyze, buffers, costs off) ${text}`, [
      organisationId,
      id,
    ])
    return [`-- ${name}`, ...rows.map((row) => row['QUERY PLAN'])].join('\n')
  }
  return [
    await explain(
      'timeline',
      `select e.*, l.leaf_index from (select * from journal_entry where organisation_id = $1 and subject = $2
        order by occurred_at desc, id desc limit 51) e
         left join journal_leaf l on l.organisation_id = $1 and l.entry_id = e.id order by e.occurred_at desc, e.id desc`,
    ),
    await explain(
      'orders',
      `select * from "order" where organisation_id = $1 and customer_id = $2 order by placed_at desc, id desc limit 51`,
    ),
  ]
}

/** The page of a customer: every request that it makes, together as a browser sends them and each by itself. */
export const customerPage: Task<Measure> = {
  name: 'customer-page',
  summary: 'all requests of a customer’s page, among many customers with ten entries each',
  options: {
    ...filledOptions,
    pages: { help: 'how many customers are opened', default: '200' },
    plans: { help: 'print how Postgres reads timeline and orders', default: 'no' },
  },
  run: async (context) => {
    const { server, store, withHistory, close } = await startFilled(context, true)
    try {
      const call = createClient({ baseUrl: server.url, headers: () => ({ cookie: server.cookie }) })
      const ids = await chosenIds(store, wholeNumber(context, 'pages') + warmUp)
      if (isOn(context, 'plans'))
        for (const plan of await plansOf(store, server.organisationId, ids[0]!)) context.log(plan)
      const entries = (withHistory * entriesEach).toLocaleString('en-GB')
      const together: number[] = []
      const alone = new Map(Object.keys(requests).map((name) => [name, [] as number[]]))
      const plain: number[] = []
      for (const [at, id] of ids.entries()) {
        const whole = await timed(async () => Promise.all(Object.values(requests).map(async (send) => send(call, id))))
        const least = await timed(async () => plainPage(store, id))
        if (at < warmUp) continue
        together.push(whole)
        plain.push(least)
      }
      for (const id of ids.slice(0, 50))
        for (const [name, send] of Object.entries(requests))
          alone.get(name)?.push(await timed(async () => send(call, id)))
      const base = percentiles(plain)
      const all = percentiles(together)
      return [
        against(`customer page among ${entries} entries, all requests, p50`, all.p50, 'ms', base.p50),
        against(`customer page among ${entries} entries, all requests, p95`, all.p95, 'ms', base.p95),
        ...[...alone].map(([name, times]) => against(`… ${name} alone, p95`, percentiles(times).p95, 'ms', base.p95)),
      ]
    } finally {
      await close()
    }
  },
}
