import { build } from '../app.ts'
import { customerIdsByReference } from '../modules/customers/index.ts'
import { ordersByNumber } from '../modules/orders/index.ts'
import { readConfig } from '../platform/config.ts'
import {
  expectedPoints,
  gardenRules,
  homeRules,
  newCustomers,
  openShop,
  orderOf,
  placeOrders,
  pointsSettled,
  programmeOfShop,
} from './points-testing.ts'

/**
 * A server that places orders, tells after each batch how many are placed, and goes on where it was at the next start. With
 * `finish` it waits until all points are posted and writes what it has, as one line of JSON; else it waits to be killed.
 */
const total = 600
const customerCount = 90
const inOneTransaction = 40

const candor = await build(readConfig({ ...process.env, CANDOR_DEMO: 'no', CANDOR_LOG_LEVEL: 'silent' }))
const { customerSide, loyalty, ledger } = candor
const { db } = candor.platform
const parts = { db, customerSide }
const organisationId = await candor.identity.createOrganisation({ slug: 'crash', name: 'Crash', nameZh: '崩溃' })
const shop = await openShop(parts, organisationId)
await loyalty.setUpProgramme(organisationId, programmeOfShop(shop))
await newCustomers(parts, organisationId, customerCount, 'crash')
const references = Array.from({ length: customerCount }, (_, index) => `crash-${index + 1}`)
const ids = await db.inOrganisation(organisationId, async (tx) => customerIdsByReference(tx, references))
const customers = references.map((reference) => ids.get(reference)!)

const orders = Array.from({ length: total }, (_, index) =>
  orderOf(
    index % 2 === 0 ? shop.home : shop.garden,
    customers[(index * 17) % customerCount]!,
    300 + ((index * 61) % 5_000),
    new Date(Date.UTC(2011, 2, 1) + index * 3_000_000).toISOString(),
    { number: String(700_000 + index) },
  ),
)
process.stdout.write('0\n')
for (let at = 0; at < total; at += inOneTransaction) {
  const batch = orders.slice(at, at + inOneTransaction)
  const known = await db.inOrganisation(organisationId, async (tx) =>
    ordersByNumber(
      tx,
      batch.map(({ number }) => number),
    ),
  )
  const there = new Set(known.map(({ number }) => number))
  await placeOrders(
    parts,
    organisationId,
    batch.filter(({ number }) => !there.has(number)),
  )
  process.stdout.write(`${at + batch.length}\n`)
}

if (process.argv[2] !== 'finish') setInterval(() => undefined, 1_000)
else {
  await pointsSettled(parts, shop)
  const expected = orders.reduce((sum, { merchantId, lines, placedAt }) => {
    const rules = merchantId === shop.home ? homeRules : gardenRules
    return sum + BigInt(expectedPoints(rules, lines[0]!.unitPrice, new Date(placedAt).toISOString()).points)
  }, 0n)
  const { rows } = await db.owner.query<Record<string, string>>(
    `select (select count(*) from points_movement)::text as lines,
            (select count(distinct order_id) from points_movement)::text as orders,
            (select sum(points) from points_movement)::text as points,
            (select sum(points) from customer_points)::text as sums,
            (select count(*) from journal_entry where kind = 'points.earned')::text as entries,
            (select count(*) from ledger_call where state = 'failed')::text as failed`,
  )
  const { issued, outstanding } = await ledger.reader.totalsOf(1)
  const answer = { ...rows[0], expected: String(expected), issued: String(issued), outstanding: String(outstanding) }
  process.stdout.write(`${JSON.stringify(answer)}\n`)
  await candor.app.close()
}
