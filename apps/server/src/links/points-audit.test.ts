import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { testServer, type TestServer } from '../testing/index.ts'
import { auditFindings } from './audit-testing.ts'
import {
  newCustomers,
  openShop,
  orderOf,
  placeOrders,
  pointsSettled,
  programmeOfShop,
  type Shop,
} from './points-testing.ts'

let server: TestServer
let shop: Shop
let mine: string
let theirs: string
let orderNumbers: string[]

beforeAll(async () => {
  server = await testServer()
  shop = await openShop(server, server.organisations[0]!)
  await server.loyalty.setUpProgramme(shop.organisationId, programmeOfShop(shop))
  ;[mine, theirs] = (await newCustomers(server, shop.organisationId, 2, 'audit')) as [string, string]
  const orders = Array.from({ length: 12 }, (_, index) =>
    orderOf(
      index % 2 === 0 ? shop.home : shop.garden,
      index < 8 ? mine : theirs,
      1_000 + index * 100,
      new Date(Date.UTC(2011, 4, 28) + index * 86_400_000).toISOString(),
    ),
  )
  orderNumbers = orders.map(({ number }) => number)
  await placeOrders(server, shop.organisationId, orders)
  await pointsSettled(server, shop)
  // The audit speaks of what is sealed, so that has to have happened.
})
afterAll(async () => server.close())

/** Findings about points, in short. */
const findings = async (): Promise<string[]> =>
  (await auditFindings(server.db, shop.organisationId, server.ledger.reader))
    .filter(({ code }) => code.startsWith('POINTS_'))
    .map(({ code, table, key }) => `${code} ${table} ${key}`)

/** Changes rows as somebody with all rights on the database would, audits, and changes them back. */
const auditWhile = async (change: string, back: string, ...values: unknown[]): Promise<string[]> => {
  const apply = async (text: string): Promise<void> => {
    const used = values.slice(0, Number(/\$(\d)(?!.*\$\d)/s.exec(text)?.[1] ?? 0))
    expect((await server.db.owner.query(text, used)).rowCount, text).toBeGreaterThan(0)
  }
  await apply(change)
  try {
    return await findings()
  } finally {
    await apply(back)
  }
}

const lineOf = (number: string): RegExp => new RegExp(`points_movement order ${number}, line [0-9a-f-]{36}$`)

describe('the audit of points', () => {
  it('finds nothing where nothing was changed', async () => {
    expect(await findings()).toEqual([])
  })

  it.each([
    ['points', 'points = points + 1', 'points = points - 1', 'POINTS_RECOMPUTED_DIFFER'],
    ['amount', 'amount = amount + 1', 'amount = amount - 1', undefined],
    ['time', `occurred_at = occurred_at - interval '1 day'`, `occurred_at = occurred_at + interval '1 day'`, undefined],
  ])('names a line whose %s was changed', async (_, to, back, recomputed) => {
    const number = orderNumbers[3]!
    const update = (set: string) => `update points_movement set ${set} where order_number = $1`
    const found = await auditWhile(update(to), update(back), number)
    const codes = found.filter((each) => lineOf(number).test(each)).map((each) => each.split(' ')[0])
    expect(codes).toContain('POINTS_LINE_CHANGED')
    expect(codes).toContain('POINTS_LEDGER_DIFFERS')
    if (recomputed !== undefined) expect(codes).toContain(recomputed)
    const elsewhere = found.filter((each) => !each.includes(number))
    expect(elsewhere.filter((each) => !/_SUM_|_TOTAL_/.test(each))).toEqual([])
  })

  it('names a line that was given to somebody else', async () => {
    const number = orderNumbers[2]!
    const update = 'update points_movement set customer_id = $2 where order_number = $1'
    await server.db.owner.query(update, [number, theirs])
    const found = await findings()
    await server.db.owner.query(update, [number, mine])
    expect(found.map((each) => each.split(' ')[0])).toEqual(
      expect.arrayContaining(['POINTS_LEDGER_DIFFERS', 'POINTS_LINE_UNRECORDED', 'POINTS_SUM_CHANGED']),
    )
    expect(found.some((each) => lineOf(number).test(each))).toBe(true)
  })

  it('names an order whose total is not what its points were computed from', async () => {
    const number = orderNumbers[5]!
    const update = (by: string) => `update "order" set total = total ${by} 100 where number = $1`
    const found = await auditWhile(update('+'), update('-'), number)
    expect(found).toEqual([`POINTS_PURCHASE_DIFFERS order order ${number}`])
  })

  it('names a line that was deleted, and the purchase that now has none', async () => {
    const number = orderNumbers[7]!
    const client = await server.db.owner.connect()
    try {
      await client.query('create temp table away as select * from points_movement where order_number = $1', [number])
      await client.query('delete from points_movement where order_number = $1', [number])
      const found = await findings()
      expect(found.filter((each) => each.startsWith('POINTS_LINE_MISSING'))).toEqual([
        expect.stringMatching(new RegExp(`order ${number}, entry [0-9a-f-]{36}$`)),
      ])
      expect(found).toContain(`POINTS_PURCHASE_SKIPPED order order ${number}`)
      expect(found.some((each) => each.startsWith('POINTS_TOTAL_DIFFERS'))).toBe(true)
    } finally {
      await client.query('insert into points_movement select * from away')
      await client.query('drop table away')
      client.release()
    }
    expect(await findings()).toEqual([])
  })

  it('names a rule that is kept otherwise than it was published', async () => {
    const update = (by: string) => `update earn_rule set minimum_spend = minimum_spend ${by} 1 where version = 2`
    const found = await auditWhile(update('+'), update('-'))
    expect(found).toEqual([`POINTS_RULE_CHANGED earn_rule merchant ${shop.garden}, version 2`])
  })

  it.each([
    ['customer_points', `update customer_points set points = points + $2 where customer_id = $1`],
    ['programme_merchant', `update programme_merchant set points = points + $2 where $1::uuid is not null`],
  ])('names sums in %s that are not those of the lines', async (table, update) => {
    await server.db.owner.query(update, [mine, 5])
    const found = await findings()
    await server.db.owner.query(update, [mine, -5])
    expect(found.length).toBeGreaterThan(0)
    expect(found.every((each) => each.startsWith(`POINTS_SUM_CHANGED ${table} `))).toBe(true)
  })

  it('names a line that was slipped in', async () => {
    const slipped = `insert into points_movement
      select (jsonb_populate_record(p, jsonb_build_object('id', uuidv7(), 'entry_id', uuidv7(), 'order_id', uuidv7(),
        'purchase_number', 4000, 'order_number', 'slipped'))).* from points_movement p limit 1`
    const found = await auditWhile(slipped, `delete from points_movement where order_number = 'slipped'`)
    expect(found.filter((each) => each.startsWith('POINTS_LINE_UNRECORDED'))).toEqual([
      expect.stringMatching(lineOf('slipped')),
    ])
  })
})
