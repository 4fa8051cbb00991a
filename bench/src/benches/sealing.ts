import { runLoad } from '../load/run-load.ts'
import { alone, percentiles, type Measure } from '../measure.ts'
import { openBeside, untilSealed, watchCheckpoints, type Sighting } from '../system/journal-watch.ts'
import { createPeople, noteRequests } from '../system/people.ts'
import { startServer } from '../system/server.ts'
import { wholeNumber, type Task } from '../task.ts'

/** When the first checkpoint that covers a leaf could be seen. */
export const coveredAt = (sightings: readonly Sighting[], leafIndex: number): number => {
  let [low, high] = [0, sightings.length]
  while (low < high) {
    const middle = (low + high) >>> 1
    if (sightings[middle]!.size > leafIndex) high = middle
    else low = middle + 1
  }
  const found = sightings[low]
  if (found === undefined) throw new Error(`no checkpoint covers leaf ${leafIndex}`)
  return found.at
}

/** From the answer to the caller until a signed checkpoint that covers the entry can be read by others. */
export const sealing: Task<Measure> = {
  name: 'sealing',
  summary: 'from acknowledged to covered by a signed checkpoint, under steady load',
  options: {
    seconds: { help: 'how long', default: '20' },
    rate: { help: 'writes a second', default: '1000' },
    connections: { help: 'requests under way at the same time at most', default: '48' },
    customers: { help: 'customers that are written about', default: '1000' },
  },
  run: async (context) => {
    const server = await startServer(context.folder)
    const store = await openBeside(context.folder)
    try {
      const people = await createPeople(server, wholeNumber(context, 'customers'))
      await untilSealed(store)
      const watch = watchCheckpoints(store)
      const rate = wholeNumber(context, 'rate')
      const { answers, seconds, statuses } = await runLoad({
        host: '127.0.0.1',
        port: server.port,
        connections: wholeNumber(context, 'connections'),
        milliseconds: wholeNumber(context, 'seconds') * 1000,
        rate,
        templates: noteRequests(server, people, '/api'),
        keepAnswers: true,
      })
      await untilSealed(store)
      const sightings = await watch.stop()
      context.log(`answers: ${JSON.stringify(statuses)}, ${sightings.length} checkpoints`)
      const acknowledged = new Map(
        answers
          .filter(({ status }) => status === 201)
          .map(({ at, body }) => [(JSON.parse(body) as { entryId: string }).entryId, at]),
      )
      const { rows } = await store.owner.query<{ id: string; index: number }>(
        'select entry_id as id, leaf_index as index from journal_leaf where entry_id = any($1::uuid[])',
        [[...acknowledged.keys()]],
      )
      if (rows.length !== acknowledged.size)
        throw new Error(`${acknowledged.size - rows.length} acknowledged entries have no position`)
      // Below zero: the checkpoint was there before the caller had read its answer.
      const waits = rows.map(({ id, index }) => Math.max(0, coveredAt(sightings, index) - acknowledged.get(id)!))
      const { p50, p95, p99 } = percentiles(waits)
      return [
        alone('writes under load', acknowledged.size / seconds, 'writes/s'),
        alone('sealed after, p50', p50, 'ms'),
        alone('sealed after, p95', p95, 'ms'),
        alone('sealed after, p99', p99, 'ms'),
        alone(
          'sealed after, longest',
          waits.reduce((longest, wait) => Math.max(longest, wait), 0),
          'ms',
        ),
      ]
    } finally {
      await store.close()
      await server.stop()
    }
  },
}
