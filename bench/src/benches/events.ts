import { randomUUID } from 'node:crypto'
import type pg from 'pg'
import type { RequestTemplate, LoadResult } from '../load/request.ts'
import { runLoad } from '../load/run-load.ts'
import { against, alone, percentiles, type Measure } from '../measure.ts'
import { openBeside } from '../system/journal-watch.ts'
import { startServer, type ServerProcess } from '../system/server.ts'
import { wholeNumber, type Task, type TaskContext } from '../task.ts'

const json = { 'content-type': 'application/json' }

const asked = async <Answer>(server: ServerProcess, path: string, body: object): Promise<Answer> => {
  const headers = { ...json, cookie: server.cookie, origin: server.url, 'idempotency-key': randomUUID() }
  const response = await fetch(`${server.url}${path}`, { method: 'POST', headers, body: JSON.stringify(body) })
  if (!response.ok) throw new Error(`${path}: ${response.status} ${await response.text()}`)
  return (await response.json()) as Answer
}

/**
 * What is there before: customers who agreed to be studied, and messages of today and yesterday that every new one is looked
 * for among.
 */
const fill = async (server: ServerProcess, owner: pg.Pool, customers: number, messages: number): Promise<void> => {
  await asked(server, '/api/consent/catalogue/defaults', {})
  for (let at = 0; at < customers; at += 1) {
    await asked(server, '/api/customers', { reference: `E-${at}`, profile: { name: `Customer ${at}` } })
  }
  const { organisationId } = server
  await owner.query(
    `insert into consent_decision (organisation_id, customer_id, purpose_id, recipient_id, number, state, notice_version,
       categories, channels, decided_at, entry_id, member, content, nonce, attempts)
     select c.organisation_id, c.id, p.id, r.id, 1, 'granted', 1, array[k.id], '{}', now(), c.entry_id, 1,
            sha256(c.id::text::bytea), 1, 0
       from customer c, consent_purpose p, consent_term r, consent_term k
      where c.organisation_id = $1 and p.organisation_id = $1 and r.organisation_id = $1 and k.organisation_id = $1
        and p.slug = 'insight' and r.kind = 'recipient' and r.slug = 'self' and k.kind = 'category' and k.slug = 'behaviour'`,
    [organisationId],
  )
  await owner.query(
    `insert into event_message (organisation_id, day, message)
     select $1, current_date - (n % 2)::int, gen_random_uuid() from generate_series(1, $2) as n`,
    [organisationId, messages],
  )
  await owner.query('analyze')
}

const eventOf = (at: number | string, customer: string): object => ({
  type: 'track',
  event: 'Product Viewed',
  userId: customer,
  messageId: `{key}-${at}`,
  timestamp: '2026-11-22T01:02:03.456Z',
  sentAt: '2026-11-22T01:02:04.000Z',
  properties: { product_id: 'P-{n}', category: 'Kitchen', price: 12.5, currency: 'GBP', position: 3, in_stock: true },
  context: {
    library: { name: 'bench', version: '1' },
    page: { path: '/kitchen/{n}', title: 'A product of the kitchen' },
  },
})

type Target = { readonly path: string; readonly headers: Readonly<Record<string, string>> }

/** Batches of events of different customers; the plain target takes one event as a batch too. */
const batches = ({ path, headers }: Target, customers: number, size: number): RequestTemplate[] =>
  Array.from({ length: 50 }, (_, n) => ({
    method: 'POST',
    path,
    headers: { ...json, ...headers },
    body: JSON.stringify({
      batch: Array.from({ length: size }, (_event, at) => eventOf(at, `E-${(n * size + at) % customers}`)),
    }),
  }))

const singles = ({ path, headers }: Target, customers: number): RequestTemplate[] =>
  Array.from({ length: 50 }, (_, n) => ({
    method: 'POST',
    path,
    headers: { ...json, ...headers },
    body: JSON.stringify(eventOf(0, `E-${n % customers}`)),
  }))

const assertTaken = ({ statuses, broken }: LoadResult): void => {
  if (Object.keys(statuses).some((status) => status !== '200') || broken > 0) {
    throw new Error(`answers other than 200: ${JSON.stringify({ ...statuses, broken })}`)
  }
}

type Figures = { readonly rate: number; readonly p50: number; readonly p99: number }

const measure = async (context: TaskContext): Promise<Measure[]> => {
  const server = await startServer(context.folder)
  const store = await openBeside(context.folder)
  try {
    const [customers, size, messages] = [
      wholeNumber(context, 'customers'),
      wholeNumber(context, 'batch'),
      wholeNumber(context, 'messages'),
    ]
    await fill(server, store.owner, customers, messages)
    context.log(`${customers} customers and ${messages} earlier messages are there`)
    const source = { name: 'Bench', kind: 'server', origins: [], visitors: 'keep', refuses: false }
    const { writeKey } = await asked<{ writeKey: string }>(server, '/api/tracking/sources', source)
    const basic = { authorization: `Basic ${Buffer.from(`${writeKey}:`).toString('base64')}` }
    const ours: Target = { path: '/v1/batch', headers: basic }
    const plain: Target = { path: '/bench/events', headers: { cookie: server.cookie } }
    const load = async (templates: readonly RequestTemplate[], events: number): Promise<Figures> => {
      const run = { host: '127.0.0.1', port: server.port, connections: wholeNumber(context, 'connections'), templates }
      await runLoad({ ...run, milliseconds: 2000 })
      const result = await runLoad({ ...run, milliseconds: wholeNumber(context, 'seconds') * 1000 })
      assertTaken(result)
      const { p50, p99 } = percentiles(result.latencies)
      const rate = (result.latencies.length * events) / result.seconds
      context.log(`${templates[0]!.path}, ${events} at a time: ${Math.round(rate)} events/s`)
      return { rate, p50, p99 }
    }
    const plainBatches = await load(batches(plain, customers, size), size)
    const ourBatches = await load(batches(ours, customers, size), size)
    const plainSingles = await load(batches(plain, customers, 1), 1)
    const ourSingles = await load(singles({ ...ours, path: '/v1/track' }, customers), 1)
    const { rows } = await store.owner.query<{ kept: number; seals: number }>(
      `select (select sum(events)::int from event_count where outcome = 'kept') as kept,
              (select count(*)::int from event_seal) as seals`,
    )
    const { kept = 0, seals = 1 } = rows[0] ?? {}
    return [
      against(`events, ${size} in a request`, ourBatches.rate, 'events/s', plainBatches.rate),
      against('the same, answer, p50', ourBatches.p50, 'ms', plainBatches.p50),
      against('the same, answer, p99', ourBatches.p99, 'ms', plainBatches.p99),
      against('events, each by itself', ourSingles.rate, 'events/s', plainSingles.rate),
      against('the same, answer, p50', ourSingles.p50, 'ms', plainSingles.p50),
      against('the same, answer, p99', ourSingles.p99, 'ms', plainSingles.p99),
      alone('events for each entry of the journal', kept / seals, 'events'),
    ]
  } finally {
    await store.close()
    await server.stop()
  }
}

/** Events over HTTP: checked, counted once, recognised, asked about, encrypted and sealed, against one plain INSERT. */
export const events: Task<Measure> = {
  name: 'events',
  summary: 'behaviour events over HTTP against a plain INSERT of the same rows',
  options: {
    seconds: { help: 'length of a round', default: '10' },
    connections: { help: 'requests under way at the same time', default: '32' },
    batch: { help: 'events in a request, where there are several', default: '20' },
    customers: { help: 'customers whom the events concern, all of whom agreed', default: '500' },
    messages: { help: 'messages of today and yesterday that are there before', default: '2000000' },
  },
  run: measure,
}
