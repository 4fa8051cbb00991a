import { Readable } from 'node:stream'
import { build } from '../app.ts'
import { readConfig } from '../platform/config.ts'
import { fileOf, manyRows, openShops, options } from './imports-testing.ts'

/**
 * A server that imports one file, tells how far it is after each look, and goes on where it was when it is started again
 * after it was killed. At the end it writes what there is, as one line of JSON.
 */
const rows = manyRows(3000, 4)

const candor = await build(readConfig({ ...process.env, CANDOR_DEMO: 'no', CANDOR_LOG_LEVEL: 'silent' }))
const { db } = candor.platform
const { imports } = candor.customerSide
const organisationId = await candor.identity.createOrganisation({ slug: 'crash', name: 'Crash', nameZh: '崩溃' })
await openShops({ db }, organisationId)
const file = { name: 'orders.csv', source: Readable.from([fileOf(...rows)]), createdBy: 'system', key: 'crash' }
const { id } = await imports.take(organisationId, file)
await imports.start(organisationId, id, options)

for (;;) {
  const run = await imports.find(organisationId, id)
  process.stdout.write(`${run.phase} ${run.rowsRead} ${run.documentsDone}\n`)
  if (run.state !== 'running') {
    const { rows: found } = await db.owner.query(
      `select (select count(*) from "order")::int as orders, (select count(*) from order_line)::int as lines,
              (select sum(total) from order_line)::text as total, (select count(*) from customer)::int as customers,
              (select count(*) from journal_entry where kind like 'order.%')::int as entries,
              (select count(*) from journal_entry where kind = 'customer.created')::int as created,
              (select count(*) from journal_entry where kind = 'import.completed')::int as completed,
              (select sum(spent) from customer_figures)::text as spent, (select sum(spent) from sales_month)::text as sold,
              (select sum(last_purchase_number) from merchant)::int as numbered,
              (select count(purchase_number) from "order")::int as purchases,
              (select count(*) from import_row)::int as rows`,
    )
    process.stdout.write(`${JSON.stringify({ ...run, found: found[0] as object })}\n`)
    break
  }
  await new Promise((resolve) => {
    setTimeout(resolve, 5)
  })
}
await candor.app.close()
