import { join } from 'node:path'
import { webhookRoutes } from '@candor/api'
import type { Store } from '@candor/server/platform/db/store'
import type { Tally } from '../measure.ts'
import { clientOf } from '../system/import-file.ts'
import { openBeside } from '../system/journal-watch.ts'
import { createPeople } from '../system/people.ts'
import { randomFrom, type Random } from '../system/random.ts'
import { startServer, type ServerProcess } from '../system/server.ts'
import { wholeNumber, type Task, type TaskContext } from '../task.ts'
import { repeat, writeUntilKilled, type Acknowledged } from './crash-writes.ts'
import { manners, openReceivers, type Receivers } from './webhook-receiver.ts'

const env = { CANDOR_PRIVATE_WEBHOOKS: 'yes' }
const kind = 'note.added'

const pause = async (milliseconds: number): Promise<void> =>
  new Promise((resolve) => {
    setTimeout(resolve, milliseconds)
  })

type Run = {
  readonly context: TaskContext
  readonly data: string
  readonly random: Random
  readonly receivers: Receivers
  server: ServerProcess
  kills: number
}

/** Kills the server, and starts it again over what it left. */
const kill = async (run: Run): Promise<void> => {
  await run.server.kill()
  run.kills += 1
  run.server = await startServer(run.data, env)
}

/** Writes notes on a server that is killed again and again, until enough were acknowledged. */
const writeNotes = async (run: Run, wanted: number, life: number): Promise<Acknowledged[]> => {
  const customers = await createPeople(run.server, 50)
  const acknowledged: Acknowledged[] = []
  while (acknowledged.length < wanted) {
    let killed = false
    const writing = writeUntilKilled(run.server, customers, () => killed)
    await pause(life / 2 + run.random(life))
    killed = true
    await kill(run)
    const { acknowledged: more, unanswered } = await writing
    acknowledged.push(...more, ...(await repeat(run.server, unanswered)))
    const { context, receivers } = run
    const taken = manners.map((manner) => `${manner} ${receivers.taken[manner].ids.size}`).join(', ')
    context.log(`killed ${run.kills} times: ${acknowledged.length} entries acknowledged; taken: ${taken}`)
  }
  return acknowledged
}

const openMessages = async ({ owner }: Store): Promise<number> => {
  const { rows } = await owner.query<{ open: number }>(
    `select (select count(*) from webhook_delivery where state = 'waiting')::int
          + (select count(*) from journal_pending)::int
          + (select count(*) from webhook_progress p
              where p.next_leaf < (select coalesce(max(leaf_index) + 1, 0) from journal_leaf l
                                    where l.organisation_id = p.organisation_id))::int as open`,
  )
  return rows[0]?.open ?? 1
}

/** Waits until nothing waits to be sent; between tries hours pass at once. Kills go on for as long as are left. */
const drain = async (run: Run, kills: number, life: number): Promise<void> => {
  for (let left = kills; ; left -= 1) {
    const store = await openBeside(run.data)
    const until = left > 0 ? Date.now() + life / 2 + run.random(life) : Number.POSITIVE_INFINITY
    let open = await openMessages(store)
    for (let looks = 1; open > 0 && Date.now() < until; looks += 1) {
      await store.owner.query(`update webhook_delivery set due_at = now() where state = 'waiting' and due_at > now()`)
      await store.owner.query('update webhook_progress set resting_until = null where resting_until > now()')
      await pause(200)
      open = await openMessages(store)
      if (looks % 50 === 0) run.context.log(`${open} still to be sent`)
    }
    await store.close()
    if (open === 0) return
    await kill(run)
  }
}

type Outbox = { readonly entries: string[]; readonly messages: number; readonly delivered: number }

const run = async (context: TaskContext): Promise<Tally[]> => {
  const [events, life] = [wholeNumber(context, 'events'), wholeNumber(context, 'life')]
  const random = randomFrom(wholeNumber(context, 'seed'))
  const receivers = await openReceivers(random)
  const data = join(context.folder, 'data')
  const state: Run = { context, data, random, receivers, server: await startServer(data, env), kills: 0 }
  for (const manner of manners) {
    const body = { url: receivers.url(manner), description: manner, kinds: [kind] }
    await clientOf(state.server)(webhookRoutes.create, { body })
  }
  const started = performance.now()
  const acknowledged = await writeNotes(state, Math.ceil(events / manners.length), life)
  await drain(state, wholeNumber(context, 'kills'), life)
  const seconds = (performance.now() - started) / 1000
  const store = await openBeside(data)
  const { rows } = await store.owner.query<Outbox>(
    `select array(select id::text from journal_entry where kind = $1) as entries,
            (select count(*)::int from webhook_delivery) as messages,
            (select count(*)::int from webhook_delivery where state = 'delivered') as delivered`,
    [kind],
  )
  await store.close()
  await state.server.stop()
  receivers.close()
  const { entries, messages, delivered } = rows[0]!
  const known = new Set(entries)
  const expected = entries.map((id) => `msg_${id.replaceAll('-', '')}`)
  const wanted = expected.length * manners.length
  const count = (of: (manner: (typeof manners)[number]) => number): number =>
    manners.reduce((sum, manner) => sum + of(manner), 0)
  const { taken } = receivers
  const isExpected = new Set(expected)
  const again = count((manner) => taken[manner].answers - taken[manner].ids.size)
  const refused = count((manner) => taken[manner].requests - taken[manner].answers)
  context.log(
    `${wanted} messages in ${Math.round(seconds)} s under ${state.kills} kills; ${refused} tries refused, ${again} taken twice under the same id`,
  )
  return [
    {
      name: 'acknowledged entries are in the journal',
      tried: acknowledged.length,
      failed: acknowledged.filter(({ entryId }) => !known.has(entryId)).length,
    },
    {
      name: 'lost: messages that their receiver never took',
      tried: wanted,
      failed: count((manner) => expected.filter((id) => !taken[manner].ids.has(id)).length),
    },
    {
      name: 'doubled: ids taken that no entry has, or rows of the outbox beyond one for each entry and endpoint',
      tried: wanted,
      failed:
        count((manner) => [...taken[manner].ids].filter((id) => !isExpected.has(id)).length) +
        Math.abs(messages - wanted),
    },
    { name: 'messages that the outbox has as delivered', tried: messages, failed: messages - delivered },
  ]
}

/** Sends webhooks to quick, slow, failing and absent receivers from a server that is killed again and again. */
export const webhooks: Task<Tally> = {
  name: 'webhooks',
  summary: 'messages to slow, failing and absent receivers under kill -9: none lost, repeated ones under the same id',
  options: {
    events: { help: 'messages, over four endpoints', default: '100000' },
    kills: { help: 'how often while only sending; while writing it is killed all the time', default: '10' },
    life: { help: 'usual life of a server, milliseconds', default: '4000' },
    seed: { help: 'of the random numbers', default: '1' },
  },
  run,
}
