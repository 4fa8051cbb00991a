import { createClient, customerRoutes, type Client } from '@candor/api'
import type { Store } from '@candor/server/platform/db/store'
import { existsSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { fillCustomers } from '../bulk/fill.ts'
import { personOf } from '../bulk/person.ts'
import { against, alone, percentiles, type Measure } from '../measure.ts'
import { openBeside } from '../system/journal-watch.ts'
import { threeMerchants } from '../system/merchants.ts'
import { startServer } from '../system/server.ts'
import { isOn, wholeNumber, type Task, type TaskContext } from '../task.ts'
import { fillPlain, plainOverview, plainQuery } from './list-baseline.ts'
import { listCases, type ListCase } from './list-cases.ts'
import { explainLists } from './list-plans.ts'
import { timed } from './timed.ts'

/** The first page, and pages further on. */
const pagesOf = async (call: Client, { query }: ListCase, repeat: number): Promise<number[]> => {
  const times: number[] = []
  let cursor: string | undefined
  for (let at = 0; at < repeat; at += 1) {
    const page = { ...query, limit: 50, ...(cursor !== undefined && { cursor }) }
    times.push(
      await timed(async () => (cursor = (await call(customerRoutes.list, { query: page })).nextCursor ?? undefined)),
    )
  }
  return times
}

const plainPages = async ({ owner }: Store, { query }: ListCase, repeat: number): Promise<number[]> => {
  const times: number[] = []
  for (let at = 0; at < repeat; at += 1) times.push(await timed(async () => owner.query(plainQuery(query))))
  return times
}

const prepare = async (context: TaskContext, data: string, store: Store, organisationId: string): Promise<string[]> => {
  const count = wholeNumber(context, 'customers')
  const merchants = await threeMerchants(store.owner, organisationId)
  const { rows } = await store.owner.query<{ have: number; plain: boolean }>(
    "select (select count(*)::int from customer) as have, to_regclass('bench.plain') is not null as plain",
  )
  const { have = 0, plain = false } = rows[0] ?? {}
  if (have !== 0 && have !== count)
    throw new Error(`${data} holds ${have} customers, not ${count}: give another --data.`)
  if (have === 0) {
    context.log(`making ${count} customers`)
    await fillCustomers(data, organisationId, merchants, count, context.log)
  }
  if (plain || isOn(context, 'alone')) return merchants
  context.log('making the same in the clear, to compare with')
  await fillPlain(store.owner, merchants, count)
  return merchants
}

/** The slowest but five in a hundred, beside those of the plain table where there is one. */
const compared = (name: string, ours: readonly number[], plain: readonly number[]): Measure =>
  plain.length === 0
    ? alone(name, percentiles(ours).p95, 'ms')
    : against(name, percentiles(ours).p95, 'ms', percentiles(plain).p95)

/** Pages asked for before those that count: a server that has run for a minute is what people meet. */
const warmUp = 20

/** Pages of 50 out of many customers, by every sort, filter and search, against a plain table with trigram indexes. */
export const list: Task<Measure> = {
  name: 'list',
  summary: 'pages of 50 among many customers, by every sort, filter and search',
  options: {
    customers: { help: 'how many customers there are', default: '1000000' },
    requests: { help: 'pages asked for in each case', default: '100' },
    data: { help: 'folder to keep the customers in for the next run; none is kept unless given', default: '' },
    plans: { help: 'print how Postgres carries out each query', default: 'no' },
    alone: { help: 'leave out the plain table to compare with', default: 'no' },
  },
  run: async (context) => {
    const kept = context.options['data'] ?? ''
    const data = kept === '' ? context.folder : resolve(kept)
    const fresh = !existsSync(join(data, 'postgres'))
    const server = await startServer(data)
    const store = await openBeside(data)
    try {
      if (!fresh) context.log(`using the customers kept in ${data}`)
      const merchants = await prepare(context, data, store, server.organisationId)
      const call = createClient({ baseUrl: server.url, headers: () => ({ cookie: server.cookie }) })
      const people = Array.from({ length: 200 }, (_, n) => personOf(n * 3571 + 17, merchants.length))
      const cases = listCases(merchants, people)
      if (isOn(context, 'plans'))
        for (const plan of await explainLists(store, server.organisationId, cases)) context.log(plan)
      const repeat = wholeNumber(context, 'requests')
      const withPlain = !isOn(context, 'alone')
      const measures: Measure[] = []
      const kinds = {
        lists: { ours: [] as number[], plain: [] as number[] },
        searches: { ours: [] as number[], plain: [] as number[] },
      }
      for (const each of cases) {
        await pagesOf(call, each, warmUp)
        const ours = await pagesOf(call, each, repeat)
        const theirs = withPlain ? await plainPages(store, each, Math.min(repeat, 20)) : []
        const kind = each.query.search === undefined ? kinds.lists : kinds.searches
        kind.ours.push(...ours)
        kind.plain.push(...theirs)
        measures.push(compared(`${each.name}, p95`, ours, theirs))
        context.log(`${each.name}: ${percentiles(ours).p95.toFixed(1)} ms`)
      }
      const overview = await timed(async () => call(customerRoutes.overview))
      const counted = withPlain ? [await timed(async () => store.owner.query(plainOverview))] : []
      return [
        ...measures,
        ...Object.entries(kinds).map(([kind, { ours, plain }]) => compared(`all ${kind}, p95`, ours, plain)),
        compared('overview of all customers', [overview], counted),
      ]
    } finally {
      await store.close()
      await server.stop()
    }
  },
}
