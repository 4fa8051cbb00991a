import { join } from 'node:path'
import type { ImportSummary } from '@candor/api'
import type { Store } from '@candor/server/platform/db/store'
import type { Tally } from '../measure.ts'
import { candor } from '../system/command-line.ts'
import { followImport, startImport } from '../system/import-file.ts'
import { openBeside, untilSealed } from '../system/journal-watch.ts'
import { createPeople } from '../system/people.ts'
import { untilAnchored } from '../system/prepared.ts'
import { randomFrom } from '../system/random.ts'
import { firstRows } from '../system/sample.ts'
import { startServer, type ServerProcess } from '../system/server.ts'
import { wholeNumber, type Task, type TaskContext } from '../task.ts'
import { repeat, writeUntilKilled, type Acknowledged, type Wish } from './crash-writes.ts'

const pause = async (milliseconds: number): Promise<void> =>
  new Promise((resolve) => {
    setTimeout(resolve, milliseconds)
  })

/** What an import came to, apart from how long it took. */
const totals = ({
  rowsTotal,
  rowsAccepted,
  rowsRejected,
  reasons,
  ordersCreated,
  customersCreated,
  acceptedTotal,
  pointsDone,
}: ImportSummary) =>
  JSON.stringify({
    rowsTotal,
    rowsAccepted,
    rowsRejected,
    reasons,
    ordersCreated,
    customersCreated,
    acceptedTotal,
    pointsDone,
  })

/** Points of every customer by their number, as the lines hold them. */
const pointsIn = async ({ owner }: Store): Promise<string> => {
  const { rows } = await owner.query(
    `select c.reference, sum(m.points)::text as points from points_movement m
       join customer c on c.organisation_id = m.organisation_id and c.id = m.customer_id group by 1 order by 1`,
  )
  return JSON.stringify(rows)
}

type Undisturbed = { readonly totals: string; readonly points: string }

const undisturbed = async ({ folder, log }: TaskContext, file: string): Promise<Undisturbed> => {
  log('an undisturbed import, to compare with')
  const data = join(folder, 'undisturbed')
  const server = await startServer(data, { CANDOR_BENCH_SHOPS: 'points' })
  const store = await openBeside(data)
  const run = await followImport(server, await startImport(server, file), ({ state }) => state === 'completed')
  const points = await pointsIn(store)
  await store.close()
  await server.stop()
  return { totals: totals(run), points }
}

type Found = { lost: number; doubled: number }

/** Looks for every note that was ever asked for: none lost, none twice. */
const count = async ({ owner }: Store, acknowledged: readonly Acknowledged[], asked: number): Promise<Found> => {
  const ids = acknowledged.map(({ id }) => id)
  const entries = acknowledged.map(({ entryId }) => entryId)
  const { rows } = await owner.query<{ notes: number; entries: number; all: number; recorded: number }>(
    `select (select count(*)::int from customer_note where id = any($1::uuid[])) as notes,
            (select count(*)::int from journal_entry where id = any($2::uuid[])) as entries,
            (select count(*)::int from customer_note) as all,
            (select count(*)::int from journal_entry where kind = 'note.added') as recorded`,
    [ids, entries],
  )
  const { notes, entries: kept, all, recorded } = rows[0]!
  return {
    lost: ids.length - notes + (ids.length - kept),
    doubled: Math.max(0, all - asked) + Math.max(0, recorded - asked),
  }
}

type State = { server: ServerProcess; acknowledged: Acknowledged[]; unanswered: Wish[]; restarts: number[] }

const round = async (
  context: TaskContext,
  data: string,
  state: State,
  customers: readonly string[],
  life: number,
): Promise<void> => {
  const { server } = state
  let killed = false
  const writing = writeUntilKilled(server, customers, () => killed)
  await pause(life)
  killed = true
  await server.kill()
  const { acknowledged, unanswered } = await writing
  state.acknowledged.push(...acknowledged)
  const started = performance.now()
  state.server = await startServer(data)
  state.restarts.push(performance.now() - started)
  // What had no answer is asked for again; it may or may not have been written before.
  state.acknowledged.push(...(await repeat(state.server, unanswered)))
  state.unanswered.push(...unanswered)
  context.log(
    `killed after ${life} ms: ${acknowledged.length} acknowledged, ${unanswered.length} unanswered, back after ${Math.round(state.restarts.at(-1)!)} ms`,
  )
}

const run = async (context: TaskContext): Promise<Tally[]> => {
  const rounds = wholeNumber(context, 'kills')
  const random = randomFrom(wholeNumber(context, 'seed'))
  const file = await firstRows(context.folder, wholeNumber(context, 'rows'))
  const expected = await undisturbed(context, file)
  const data = join(context.folder, 'data')
  const state: State = {
    server: await startServer(data, { CANDOR_BENCH_SHOPS: 'points' }),
    acknowledged: [],
    unanswered: [],
    restarts: [],
  }
  const customers = await createPeople(state.server, 50)
  const importId = await startImport(state.server, file)
  for (let at = 0; at < rounds; at += 1)
    await round(context, data, state, customers, 100 + random(wholeNumber(context, 'life')))
  const imported = await followImport(state.server, importId, ({ state: phase }) => phase === 'completed')
  const store = await openBeside(data)
  await untilSealed(store)
  await untilAnchored(store)
  const { lost, doubled } = await count(store, state.acknowledged, state.acknowledged.length)
  const points = await pointsIn(store)
  await store.close()
  await state.server.stop()
  context.log('auditing, every block of the ledger again')
  const audit = await candor(['audit', '--full'], { CANDOR_DATA: data })
  const findings = (audit.json as { findings?: unknown[] } | undefined)?.findings?.length ?? 1
  const slow = state.restarts.filter((milliseconds) => milliseconds > 10_000).length
  return [
    { name: 'acknowledged writes are there after kill -9', tried: state.acknowledged.length, failed: lost },
    { name: 'no write is there twice, also when asked for again', tried: state.acknowledged.length, failed: doubled },
    { name: 'restarts within 10 s', tried: rounds, failed: slow },
    {
      name: 'the import ends with the totals of an undisturbed one',
      tried: 1,
      failed: totals(imported) === expected.totals ? 0 : 1,
    },
    {
      name: 'every customer has the points of an undisturbed import',
      tried: 1,
      failed: points === expected.points ? 0 : 1,
    },
    { name: 'the audit afterwards finds nothing', tried: 1, failed: findings },
  ]
}

/** Kills a server that writes and imports, again and again, and counts what is lost or doubled. */
export const crash: Task<Tally> = {
  name: 'crash',
  summary: 'a server killed with -9 under writes and an import loses and doubles nothing',
  options: {
    kills: { help: 'how often', default: '20' },
    life: { help: 'longest life of a server after its start, milliseconds', default: '3000' },
    rows: { help: 'rows of the sample that are imported meanwhile', default: '20000' },
    seed: { help: 'of the random numbers', default: '1' },
  },
  run,
}
