import type { BulkSummary } from '@candor/api'
import { setTimeout as wait } from 'node:timers/promises'
import { build } from '../app.ts'
import { readConfig } from '../platform/config.ts'

/**
 * A server that tags all its customers and then takes that back, tells how far it is, and goes on where it was when it is started again
 * after it was killed. At the end it writes what there is, as one line of JSON.
 */
const people = 1500

const candor = await build(readConfig({ ...process.env, CANDOR_DEMO: 'no', CANDOR_LOG_LEVEL: 'silent' }))
const { app, identity, customerSide } = candor
const { db } = candor.platform
const organisationId = await identity.createOrganisation({ slug: 'crash', name: 'Crash', nameZh: '崩溃' })
const person = { email: 'keeper@example.com', password: 'correct horse battery staple' }
const { rows } = await db.owner.query('select from customer where organisation_id = $1 limit 1', [organisationId])
if (rows.length === 0) {
  await identity.createStaff({ ...person, organisationId, role: 'manager', name: 'Keeper' })
  const profiles = Array.from({ length: people }, (_, at) => ({ reference: null, profile: { name: `Person ${at}` } }))
  await db.inOrganisation(organisationId, async (tx) =>
    customerSide.customers.createCustomers(tx, profiles, { actor: 'system', purpose: 'test' }),
  )
}
const signedIn = await app.inject({ method: 'POST', url: '/api/auth/sign-in', payload: person })
const cookie = [signedIn.headers['set-cookie'] ?? []]
  .flat()
  .map((each) => each.split(';')[0])
  .join('; ')

/** Asked again after a kill with the same key, which gives the same answer and does nothing twice. */
const post = async (url: string, payload: object, key: string): Promise<{ id: string }> =>
  (
    await app.inject({ method: 'POST', url, headers: { cookie, 'idempotency-key': `crash-test-${key}` }, payload })
  ).json()

const untilOver = async (phase: string, id: string): Promise<BulkSummary> => {
  for (;;) {
    const bulk = (await app.inject({ url: `/api/customer-bulks/${id}`, headers: { cookie } })).json<BulkSummary>()
    const done = bulk.changed + bulk.unchanged + bulk.skipped
    process.stdout.write(`${phase} ${done}\n`)
    if (bulk.state !== 'running') return bulk
    await wait(5)
  }
}

const tag = await post('/api/customer-tags', { name: 'Everybody' }, 'tag')
const tagging = { action: { do: 'tag', tagIds: [tag.id] }, target: { matching: {} } }
const bulk = await untilOver('tagging', (await post('/api/customer-bulks', tagging, 'bulk')).id)
const undone = await untilOver('undoing', (await post(`/api/customer-bulks/${bulk.id}/undo`, {}, 'undo')).id)
const { rows: found } = await db.owner.query(
  `select (select count(*) from customer_bulk)::int as bulks,
          (select count(*) from customer_bulk_row)::int as reported,
          (select count(distinct (bulk_id, customer_id)) from customer_bulk_row)::int as different,
          (select count(*) from journal_entry e join customer c on c.id = e.subject
            where e.kind <> 'customer.created')::int as entries,
          (select count(*) from customer_care where version = 2 and tags = '{}')::int as settled,
          (select count(*) from customer_mark)::int as marks,
          (select coalesce(sum(customers), 0) from customer_mark_count)::int as counted`,
)
process.stdout.write(`${JSON.stringify({ bulk, undone, found: found[0] as object })}\n`)
await app.close()
