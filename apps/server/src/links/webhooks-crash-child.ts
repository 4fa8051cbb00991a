import { build } from '../app.ts'
import { recordMany } from '../modules/journal/index.ts'
import { readConfig } from '../platform/config.ts'

/**
 * A server with an endpoint for each address given after the first word. With `write` it records entries and goes on writing a line
 * every few milliseconds until it is killed. With `finish` it lets time pass until nothing waits, and writes what there is.
 */
const [word = '', ...addresses] = process.argv.slice(2)
const env = { ...process.env, CANDOR_DEMO: 'no', CANDOR_LOG_LEVEL: 'silent', CANDOR_PRIVATE_WEBHOOKS: 'yes' }
const candor = await build(readConfig(env))
const { db } = candor.platform
const organisationId = await candor.identity.createOrganisation({ slug: 'crash', name: 'Crash', nameZh: '崩溃' })
const { rows: known } = await db.owner.query('select from webhook_endpoint')
if (known.length === 0) {
  for (const address of addresses) {
    await db.inOrganisation(organisationId, async (tx) =>
      candor.webhooks.add(tx, { url: address, description: '', kinds: ['note.added'] }, 'system'),
    )
  }
}
const pause = async (milliseconds: number): Promise<void> =>
  new Promise((resolve) => {
    setTimeout(resolve, milliseconds)
  })

if (word === 'write') {
  const entry = { subject: organisationId, kind: 'note.added', actor: 'system', purpose: 'test', body: {} } as const
  await db.inOrganisation(organisationId, async (tx) =>
    recordMany(
      tx,
      Array.from({ length: 100 }, () => entry),
    ),
  )
  for (;;) {
    process.stdout.write('working\n')
    await pause(5)
  }
}
for (;;) {
  const { rows } = await db.owner.query<{ open: number }>(
    `select (select count(*) from webhook_delivery where state = 'waiting')::int
          + (select count(*) from journal_pending)::int
          + (select count(*) from webhook_progress p
              where p.next_leaf < (select coalesce(max(leaf_index) + 1, 0) from journal_leaf where organisation_id = p.organisation_id))::int as open`,
  )
  if (rows[0]?.open === 0) break
  await db.owner.query(`update webhook_delivery set due_at = now() where state = 'waiting' and due_at > now()`)
  await db.owner.query('update webhook_progress set resting_until = null')
  await pause(50)
}
const { rows } = await db.owner.query(
  `select array(select id::text from journal_entry where kind = 'note.added' order by id) as entries,
          (select count(*)::int from webhook_delivery) as deliveries,
          (select count(*)::int from webhook_delivery where state = 'delivered') as delivered`,
)
process.stdout.write(`${JSON.stringify(rows[0])}\n`)
await candor.app.close()
