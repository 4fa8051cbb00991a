import { runLoad } from '../load/run-load.ts'
import type { LoadResult } from '../load/request.ts'
import { against, percentiles, type Measure } from '../measure.ts'
import { openBeside, untilSealed } from '../system/journal-watch.ts'
import { createPeople, noteRequests } from '../system/people.ts'
import { startServer } from '../system/server.ts'
import { wholeNumber, type Task } from '../task.ts'

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0)

/** Only successes count; anything else would make the figure meaningless. */
const assertAllCreated = ({ statuses, broken }: LoadResult): void => {
  const others = Object.keys(statuses).filter((status) => status !== '201')
  if (others.length > 0 || broken > 0)
    throw new Error(`answers other than 201: ${JSON.stringify({ ...statuses, broken })}`)
}

type Round = {
  readonly answers: number
  readonly seconds: number
  readonly sealedSeconds: number
  readonly latencies: readonly number[]
}

const rate = (rounds: readonly Round[], seconds: 'seconds' | 'sealedSeconds'): number =>
  sum(rounds.map(({ answers }) => answers)) / sum(rounds.map((round) => round[seconds]))

/** Notes written over HTTP: with their journal entry, and the same without. Rounds alternate, so that both see the same machine. */
export const journaledWrite: Task<Measure> = {
  name: 'journaled-write',
  summary: 'journaled writes over HTTP against the same INSERT without a journal',
  options: {
    seconds: { help: 'length of a round', default: '10' },
    rounds: { help: 'rounds of each kind, alternating', default: '3' },
    connections: { help: 'requests under way at the same time', default: '48' },
    customers: { help: 'customers that are written about', default: '1000' },
  },
  run: async (context) => {
    const server = await startServer(context.folder)
    const store = await openBeside(context.folder)
    try {
      const people = await createPeople(server, wholeNumber(context, 'customers'))
      const connections = wholeNumber(context, 'connections')
      const load = async (prefix: '/api' | '/bench', milliseconds: number): Promise<Round> => {
        const started = performance.now()
        const templates = noteRequests(server, people, prefix)
        const result = await runLoad({ host: '127.0.0.1', port: server.port, connections, milliseconds, templates })
        assertAllCreated(result)
        await untilSealed(store)
        const sealedSeconds = (performance.now() - started) / 1000
        return { answers: result.latencies.length, seconds: result.seconds, sealedSeconds, latencies: result.latencies }
      }
      const milliseconds = wholeNumber(context, 'seconds') * 1000
      for (const prefix of ['/bench', '/api'] as const) await load(prefix, Math.min(milliseconds, 3000))
      const plain: Round[] = []
      const journaled: Round[] = []
      for (let round = 1; round <= wholeNumber(context, 'rounds'); round += 1) {
        plain.push(await load('/bench', milliseconds))
        journaled.push(await load('/api', milliseconds))
        context.log(
          `round ${round}: plain ${Math.round(rate(plain.slice(-1), 'seconds'))}/s, journaled ${Math.round(rate(journaled.slice(-1), 'seconds'))}/s`,
        )
      }
      const [base, ours] = [plain, journaled].map((rounds) => percentiles(rounds.flatMap(({ latencies }) => latencies)))
      return [
        against('journaled write', rate(journaled, 'seconds'), 'writes/s', rate(plain, 'seconds')),
        against(
          'journaled write, until all are sealed',
          rate(journaled, 'sealedSeconds'),
          'writes/s',
          rate(plain, 'seconds'),
        ),
        against('journaled write, p50', ours!.p50, 'ms', base!.p50),
        against('journaled write, p99', ours!.p99, 'ms', base!.p99),
      ]
    } finally {
      await store.close()
      await server.stop()
    }
  },
}
