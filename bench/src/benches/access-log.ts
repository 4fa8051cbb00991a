import { createClient } from '@candor/api'
import type { RequestTemplate } from '../load/request.ts'
import { runLoad } from '../load/run-load.ts'
import { against, percentiles, type Measure } from '../measure.ts'
import { accessLogSwitch } from '../system/access-log-switch.ts'
import { createPeople } from '../system/people.ts'
import { startServer } from '../system/server.ts'
import { wholeNumber, type Task } from '../task.ts'

type Round = { readonly answers: number; readonly seconds: number; readonly latencies: readonly number[] }
const kinds = ['without', 'new', 'again', 'lists without', 'lists'] as const
type Kind = (typeof kinds)[number]

const rateOf = (rounds: readonly Round[]): number =>
  rounds.reduce((sum, { answers }) => sum + answers, 0) / rounds.reduce((sum, { seconds }) => sum + seconds, 0)

/**
 * Reads of a customer and of lists over HTTP, with each look kept before it is answered, and with none kept. "New" reads a
 * customer whom the reader has not looked at before with each request; "again" those looked at within the quarter of an hour.
 */
export const accessLog: Task<Measure> = {
  name: 'access-log',
  summary: 'reads of customers with each look kept before the answer, against reads of which nothing is kept',
  options: {
    seconds: { help: 'length of a round', default: '6' },
    rounds: { help: 'rounds of each kind, alternating', default: '2' },
    connections: { help: 'requests under way at the same time', default: '16' },
    customers: { help: 'customers; more than are read anew in all rounds', default: '30000' },
  },
  run: async (context) => {
    const server = await startServer(context.folder)
    try {
      const call = createClient({ baseUrl: server.url, headers: () => ({ cookie: server.cookie, origin: server.url }) })
      const people = await createPeople(server, wholeNumber(context, 'customers'))
      const headers = { cookie: server.cookie }
      const reads = (ids: readonly string[]): RequestTemplate[] =>
        ids.map((id) => ({ method: 'GET', path: `/api/customers/${id}`, headers }))
      const list: RequestTemplate[] = [{ method: 'GET', path: '/api/customers?limit=50', headers }]
      const few = people.slice(0, 1000)
      const rounds = wholeNumber(context, 'rounds')
      const share = Math.floor((people.length - few.length) / (rounds + 1))
      let used = few.length
      const templatesOf = (kind: Kind): RequestTemplate[] => {
        if (kind === 'lists' || kind === 'lists without') return list
        if (kind !== 'new') return reads(few)
        used += share
        return reads(people.slice(used - share, used))
      }
      const load = async (kind: Kind, milliseconds: number): Promise<Round> => {
        await call(accessLogSwitch, { body: { kept: !kind.endsWith('without') } })
        const templates = templatesOf(kind)
        const connections = wholeNumber(context, 'connections')
        const result = await runLoad({ host: '127.0.0.1', port: server.port, connections, milliseconds, templates })
        if (Object.keys(result.statuses).join() !== '200')
          throw new Error(`answers other than 200: ${JSON.stringify(result.statuses)}`)
        const answers = result.latencies.length
        if (kind === 'new' && answers > share) context.log(`${answers} reads of ${share} customers: give more of them`)
        return { answers, seconds: result.seconds, latencies: result.latencies }
      }
      for (const kind of kinds) await load(kind, 1500)
      const found = new Map(kinds.map((kind) => [kind, [] as Round[]]))
      for (let round = 1; round <= rounds; round += 1)
        for (const kind of kinds) {
          found.get(kind)!.push(await load(kind, wholeNumber(context, 'seconds') * 1000))
          context.log(`round ${round}: ${kind} ${Math.round(rateOf(found.get(kind)!.slice(-1)))}/s`)
        }
      const rate = (kind: Kind): number => rateOf(found.get(kind)!)
      const p95 = (kind: Kind): number => percentiles(found.get(kind)!.flatMap(({ latencies }) => latencies)).p95
      return [
        against('customer read, each seen for the first time', rate('new'), 'reads/s', rate('without')),
        against('… p95', p95('new'), 'ms', p95('without')),
        against('customer read again', rate('again'), 'reads/s', rate('without')),
        against('… p95', p95('again'), 'ms', p95('without')),
        against('list of 50 customers', rate('lists'), 'lists/s', rate('lists without')),
        against('… p95', p95('lists'), 'ms', p95('lists without')),
      ]
    } finally {
      await server.stop()
    }
  },
}
