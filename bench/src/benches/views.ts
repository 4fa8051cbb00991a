import { createClient, customerRoutes, type Client } from '@candor/api'
import { alone, against, percentiles, type Measure } from '../measure.ts'
import { filledOptions, startFilled } from '../system/filled.ts'
import { isOn, wholeNumber, type Task } from '../task.ts'
import type { ListCase } from './list-cases.ts'
import { explainLists } from './list-plans.ts'
import { timed } from './timed.ts'
import { fillFlat, flatQuery } from './view-baseline.ts'
import { viewCases } from './view-cases.ts'

/** How far somebody reads on before they look at the beginning again. */
const pagesRead = 5

/** The first page and those that follow, over and over. */
const pagesOf = async (call: Client, { query }: ListCase, repeat: number): Promise<number[]> => {
  const times: number[] = []
  let cursor: string | undefined
  for (let at = 0; at < repeat; at += 1) {
    if (at % pagesRead === 0) cursor = undefined
    const page = { ...query, limit: 50, ...(cursor !== undefined && { cursor }) }
    times.push(
      await timed(async () => (cursor = (await call(customerRoutes.list, { query: page })).nextCursor ?? undefined)),
    )
  }
  return times
}

const warmUp = 20

/** Pages of 50 of ten saved views, among very many customers with owners, tags, stages and classes. */
export const views: Task<Measure> = {
  name: 'views',
  summary: 'pages of 50 of ten saved views among many customers',
  options: {
    ...filledOptions,
    requests: { help: 'pages asked for of each view', default: '100' },
    plans: { help: 'print how Postgres carries out each view', default: 'no' },
  },
  run: async (context) => {
    const { server, store, care, me, merchants, close } = await startFilled(context, false)
    try {
      context.log('making the same in one flat table, to compare with')
      await fillFlat(store.owner)
      const call = createClient({ baseUrl: server.url, headers: () => ({ cookie: server.cookie }) })
      const cases = viewCases({ ...care, me, merchants })
      if (isOn(context, 'plans'))
        for (const plan of await explainLists(store, server.organisationId, cases)) context.log(plan)
      const repeat = wholeNumber(context, 'requests')
      const measures: Measure[] = []
      const everything: number[] = []
      for (const each of cases) {
        await pagesOf(call, each, warmUp)
        const ours = await pagesOf(call, each, repeat)
        const flat: number[] = []
        for (let at = 0; at < Math.min(repeat, 20); at += 1)
          flat.push(await timed(async () => store.owner.query(flatQuery(each))))
        everything.push(...ours)
        measures.push(against(`${each.name}, p95`, percentiles(ours).p95, 'ms', percentiles(flat).p95))
        context.log(`${each.name}: p50 ${percentiles(ours).p50.toFixed(1)}, p95 ${percentiles(ours).p95.toFixed(1)} ms`)
      }
      return [...measures, alone('all views, p95', percentiles(everything).p95, 'ms')]
    } finally {
      await close()
    }
  },
}
