import { Readable } from 'node:stream'
import { setTimeout as wait } from 'node:timers/promises'
import { build } from '../app.ts'
import { readConfig } from '../platform/config.ts'
import { people } from './customer-imports-crash-file.ts'

/**
 * A server that imports one file of customers, tells how far it is after each look, and goes on where it was when it is
 * started again after it was killed. At the end it writes what there is, as one line of JSON.
 */
const candor = await build(readConfig({ ...process.env, CANDOR_DEMO: 'no', CANDOR_LOG_LEVEL: 'silent' }))
const { customerImports, platform, identity } = candor
const { owner } = platform.db
const organisationId = await identity.createOrganisation({ slug: 'crash', name: 'Crash', nameZh: '崩溃' })

const begun = async (): Promise<string> => {
  const { rows } = await owner.query<{ id: string }>(
    `select id from customer_import where organisation_id = $1 and state <> 'uploaded'`,
    [organisationId],
  )
  if (rows[0] !== undefined) return rows[0].id
  const file = { name: 'people.csv', source: Readable.from([people()]), createdBy: 'system' }
  const id = await customerImports.take(organisationId, file)
  const { options } = await customerImports.preview(organisationId, id, { region: 'GB' })
  await customerImports.start(organisationId, id, { ...options, mode: 'create-or-update', key: 'reference' }, false)
  return id
}

const id = await begun()
for (;;) {
  const run = await customerImports.find(organisationId, id)
  process.stdout.write(`${run.phase} ${run.rowsDone}\n`)
  if (run.state !== 'running') {
    const { rows } = await owner.query<object>(
      `select (select count(*) from customer)::int as customers, (select sum(version) from customer)::int as versions,
              (select count(*) from customer_figures)::int as figures,
              (select sum(customers) from customer_count)::int as counted,
              (select count(*) from subject_key where subject_id in (select id from customer))::int as keys,
              (select count(*) from journal_entry where kind = 'customer.created')::int as created,
              (select count(*) from journal_entry where kind = 'customer.updated')::int as updated,
              (select count(*) from journal_entry where kind = 'customer-import.completed')::int as completed,
              (select count(*) from customer_import_row)::int as rows,
              (select (report->>'matches')::bool from customer_import where id = $1) as matches`,
      [id],
    )
    const { state, rowsTotal } = run
    process.stdout.write(`${JSON.stringify({ state, rowsTotal, outcomes: run, found: rows[0] })}\n`)
    break
  }
  await wait(5)
}
await candor.app.close()
