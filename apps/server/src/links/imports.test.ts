import { createHash } from 'node:crypto'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { parse } from 'csv-parse/sync'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { CustomerDetail, ImportSummary, OrderSummary } from '@candor/api'
import { timelineOf } from '../modules/journal/index.ts'
import type { LiveEvent } from '../platform/http/events.ts'
import { eventually, testServer, type SignedIn, type TestServer } from '../testing/index.ts'
import { expectedOf, fileOf, header, importer, manyRows, openShops, row } from './imports-testing.ts'

let server: TestServer
let imports: ReturnType<typeof importer>
let agent: SignedIn
let organisations = 0

beforeAll(async () => {
  server = await testServer({ organisations: 0, env: { CANDOR_IMPORT_LIMIT: '4000000' } })
  imports = importer(server)
})
afterAll(async () => server.close())

/** An organisation of its own for each test, with two merchants and somebody to work there. */
const newOrganisation = async (): Promise<SignedIn> => {
  organisations += 1
  const names = { name: `Shop ${organisations}`, nameZh: `店${organisations}` }
  const id = await server.identity.createOrganisation({ slug: `shop-${organisations}`, ...names })
  await openShops(server, id)
  return server.signIn('sales', id)
}

const counts = async () =>
  (
    await server.db.owner.query<Record<string, number>>(
      `select (select count(*) from "order" where organisation_id = $1)::int as orders,
              (select count(*) from order_line where organisation_id = $1)::int as lines,
              (select coalesce(sum(total), 0) from order_line where organisation_id = $1)::int as total,
              (select count(*) from customer where organisation_id = $1)::int as customers,
              (select count(*) from journal_entry where organisation_id = $1 and kind like 'order.%')::int as entries,
              (select coalesce(sum(spent), 0) from customer_figures where organisation_id = $1)::int as spent,
              (select coalesce(sum(order_count + return_count), 0) from sales_month where organisation_id = $1)::int as months`,
      [agent.organisationId],
    )
  ).rows[0]!

const customerOf = async (reference: string): Promise<CustomerDetail> => {
  const { body } = await imports.ask<{ items: { id: string }[] }>(agent, `/api/customers?search=${reference}`)
  expect(body.items).toHaveLength(1)
  return (await imports.ask<CustomerDetail>(agent, `/api/customers/${body.items[0]!.id}`)).body
}
const ordersOf = async (reference: string): Promise<OrderSummary[]> => {
  const { id } = await customerOf(reference)
  return (await imports.ask<{ items: OrderSummary[] }>(agent, `/api/customers/${id}/orders`)).body.items
}

describe('an import', () => {
  beforeEach(async () => {
    agent = await newOrganisation()
  })

  it('makes customers, orders at each merchant, and journal entries, to the penny', async () => {
    const run = await imports.run(
      agent,
      fileOf(
        row(),
        row({ description: 'JUMBO BAG', price: '1.95', quantity: 10, date: '2010-12-01 08:27:00' }),
        row({ number: 'C536379', quantity: -1, date: '2010-12-02 09:41:00' }),
        row({ number: '536370', customer: '12583', country: 'France', price: '18.00', quantity: 24 }),
      ),
    )
    expect(run).toMatchObject({
      state: 'completed',
      phase: 'done',
      rowsTotal: 4,
      rowsAccepted: 4,
      rowsRejected: 0,
      reasons: [],
      ordersCreated: 4,
      customersCreated: 2,
      acceptedTotal: '45405',
      currency: 'GBP',
      error: null,
    })
    expect(await customerOf('17850')).toMatchObject({
      name: '17850',
      country: 'United Kingdom',
      orderCount: 2,
      returnCount: 1,
      spent: '2205',
      firstOrderAt: '2010-12-01T08:26:00.000Z',
      lastOrderAt: '2010-12-02T09:41:00.000Z',
    })
    const orders = (await ordersOf('17850')).map((order) => [order.number, order.kind, order.merchantName, order.total])
    expect(orders[0]).toEqual(['C536379', 'return', 'Home', '-255'])
    expect(orders.slice(1).toSorted((a, b) => String(a).localeCompare(String(b)))).toEqual([
      ['536365', 'purchase', 'Garden', '1950'],
      ['536365', 'purchase', 'Home', '510'],
    ])
    expect(await counts()).toMatchObject({ orders: 4, lines: 4, total: 45_405, spent: 45_405, entries: 4, months: 4 })
  })

  it('says in the journal which file brought what', async () => {
    const file = fileOf(row(), row({ customer: '' }))
    const { id } = await imports.run(agent, file)
    const { items } = await server.db.inOrganisation(agent.organisationId, async (tx) =>
      timelineOf(tx, agent.organisationId, { limit: 5, kinds: ['import.'] }),
    )
    expect(items).toMatchObject([
      {
        kind: 'import.completed',
        actor: `staff:${agent.id}`,
        body: {
          importId: id,
          fileName: 'orders.csv',
          fileHash: createHash('sha256').update(file).digest('hex'),
          rows: 2,
          rowsAccepted: 1,
          rowsRejected: 1,
          reasons: { MISSING_CUSTOMER: 1 },
          acceptedTotal: '510',
        },
      },
    ])
  })

  it('changes nothing when the same file comes again', async () => {
    const rows = manyRows(60, 4)
    const first = await imports.run(agent, fileOf(...rows))
    expect(first).toMatchObject(expectedOf(rows))
    const before = await counts()
    const again = await imports.run(agent, fileOf(...rows))
    expect(again).toMatchObject({
      state: 'completed',
      rowsAccepted: 0,
      rowsUnchanged: first.rowsAccepted,
      rowsRejected: first.rowsRejected,
      ordersCreated: 0,
      customersCreated: 0,
      acceptedTotal: '0',
    })
    expect(await counts()).toEqual(before)
  })

  it('counts once what two imports of the same file bring at the same time', async () => {
    const rows = manyRows(700, 3)
    const runs = await Promise.all([imports.run(agent, fileOf(...rows)), imports.run(agent, fileOf(...rows))])
    const expected = expectedOf(rows)
    const sum = (name: 'rowsAccepted' | 'rowsUnchanged' | 'ordersCreated' | 'customersCreated'): number =>
      runs.reduce((total, run) => total + run[name], 0)
    expect(runs.map(({ state }) => state)).toEqual(['completed', 'completed'])
    expect([sum('rowsAccepted'), sum('rowsUnchanged')]).toEqual([expected.rowsAccepted, expected.rowsAccepted])
    expect([sum('ordersCreated'), sum('customersCreated')]).toEqual([expected.ordersCreated, expected.customersCreated])
    expect(await counts()).toMatchObject({
      orders: expected.ordersCreated,
      lines: expected.rowsAccepted,
      total: Number(expected.acceptedTotal),
      spent: Number(expected.acceptedTotal),
      entries: expected.ordersCreated,
    })
  })

  it('brings together rows of an order that stand apart in the file', async () => {
    const run = await imports.run(agent, fileOf(row(), row({ number: '536366' }), row({ code: 'LATER' })))
    expect(run).toMatchObject({ rowsAccepted: 3, ordersCreated: 2 })
    expect(new Map((await ordersOf('17850')).map(({ number, lineCount }) => [number, lineCount]))).toEqual(
      new Map([
        ['536365', 2],
        ['536366', 1],
      ]),
    )
  })

  it('refuses an order whose number is taken by another one, and leaves that one as it is', async () => {
    await imports.run(agent, fileOf(row(), row({ description: 'JUMBO BAG' })))
    const before = await counts()
    const others = [{ price: '2.56' }, { customer: '999' }, { date: '2010-12-01 08:30:00' }, { country: 'Malta' }]
    for (const other of others) {
      const run = await imports.run(agent, fileOf(row(other), row({ description: 'JUMBO BAG', ...other })))
      expect(run).toMatchObject({
        rowsAccepted: 0,
        rowsRejected: 2,
        ordersCreated: 0,
        customersCreated: 0,
        reasons: [{ reason: 'ORDER_DIFFERS', rows: 2 }],
      })
      expect(await counts()).toEqual(before)
    }
  })

  it('refuses an order that names two customers, all of it', async () => {
    const run = await imports.run(
      agent,
      fileOf(row(), row({ customer: '18000', description: 'BAG' }), row({ number: '7' })),
    )
    expect(run).toMatchObject({ rowsAccepted: 1, rowsRejected: 2, reasons: [{ reason: 'CUSTOMER_DIFFERS', rows: 2 }] })
  })

  it('takes a known customer for one, whose profile stays as it is', async () => {
    const payload = { reference: '17850', profile: { name: 'Ada Example', country: 'Malta' } }
    await server.app.inject({ method: 'POST', url: '/api/customers', headers: agent.headers, payload })
    expect(await imports.run(agent, fileOf(row()))).toMatchObject({ customersCreated: 0, ordersCreated: 1 })
    expect(await customerOf('17850')).toMatchObject({ name: 'Ada Example', country: 'Malta', orderCount: 1 })
  })

  it('tells how it goes on to whoever listens, and deletes the file when its rows are stored', async () => {
    const events: LiveEvent[] = []
    const stop = server.platform.events.listen(agent.organisationId, (event) => events.push(event))
    const { id } = await imports.run(agent, fileOf(...manyRows(300, 2)))
    const told = await eventually('the end was told', async () => {
      const summaries = events.filter(({ topic }) => topic === 'import').map(({ data }) => data as ImportSummary)
      return summaries.some(({ state }) => state === 'completed') && summaries
    })
    stop()
    expect(told.at(-1)).toMatchObject({ id, state: 'completed' })
    expect(existsSync(join(server.config.data, 'imports', id))).toBe(false)
  })
})

describe('the row report', () => {
  beforeEach(async () => {
    agent = await newOrganisation()
  })

  const bad = [
    row({ customer: '' }),
    row({ quantity: 'six' }),
    row({ date: '31/31/2011' }),
    row({ price: '0' }),
    row({ price: '-1.00' }),
    row({ price: '0.001' }),
    row({ quantity: -4 }),
    row({ number: 'C1' }),
    row({ number: 'A563185', customer: '' }),
    row({ quantity: 0 }),
    row({ code: '' }),
    `${row()},more`,
    row({ description: 'x'.repeat(501) }),
  ]
  const expectedReasons = [
    'MISSING_CUSTOMER',
    'BAD_NUMBER',
    'BAD_DATE',
    'ZERO_PRICE',
    'NEGATIVE_PRICE',
    'PRICE_TOO_FINE',
    'NEGATIVE_QUANTITY',
    'POSITIVE_CANCELLATION',
    'NOT_AN_ORDER',
    'ZERO_QUANTITY',
    'MISSING_FIELD',
    'WRONG_COLUMN_COUNT',
    'FIELD_TOO_LONG',
  ]

  it('says of each refused row what was wrong, and the rest is imported', async () => {
    const run = await imports.run(agent, fileOf(row({ number: '1' }), ...bad, row({ number: '2' })))
    expect(run).toMatchObject({ rowsAccepted: 2, rowsRejected: bad.length, ordersCreated: 2 })
    const { items } = await imports.rows(agent, run.id)
    expect(items.map(({ row, outcome, reason }) => [row, outcome, reason])).toEqual(
      expectedReasons.map((reason, at) => [at + 2, 'rejected', reason]),
    )
    expect(items[1]).toMatchObject({ message: 'The quantity “six” is not a number that fits; left out.' })
    expect(items[1]!.values[run.columns.indexOf('Quantity')]).toBe('six')
  })

  it('is read page by page, by reason and by outcome', async () => {
    const run = await imports.run(agent, fileOf(...bad, row()))
    const seen: number[] = []
    for (let cursor: string | null = ''; cursor !== null;) {
      const page = await imports.rows(agent, run.id, `limit=4&cursor=${cursor}`.replace(/&cursor=$/, ''))
      seen.push(...page.items.map(({ row }) => row))
      cursor = page.nextCursor
    }
    expect(seen).toEqual(bad.map((_, at) => at + 1))
    expect((await imports.rows(agent, run.id, 'reason=ZERO_PRICE')).items.map(({ row }) => row)).toEqual([4])
    expect((await imports.rows(agent, run.id, 'outcome=accepted')).items.map(({ row }) => row)).toEqual([14])
    const again = await imports.run(agent, fileOf(...bad, row()))
    const unchanged = await imports.rows(agent, again.id, 'outcome=unchanged')
    expect(unchanged.items).toMatchObject([
      { row: 14, reason: null, message: expect.stringContaining('already') as string },
    ])
  })

  it('comes as CSV with every row, in the language of the reader, and runs no formula', async () => {
    const run = await imports.run(agent, fileOf(row(), row({ description: '=HYPERLINK(1)', customer: '' })))
    const response = await server.app.inject({
      url: `/api/imports/${run.id}/report.csv`,
      headers: { ...agent.headers, 'accept-language': 'zh-CN' },
    })
    expect(response.headers['content-type']).toContain('text/csv')
    const lines = parse<Record<string, string>>(response.body, { bom: true, columns: true })
    expect(lines).toMatchObject([
      { row: '1', outcome: 'accepted', reason: '', message: '', InvoiceNo: '536365' },
      {
        row: '2',
        outcome: 'rejected',
        reason: 'MISSING_CUSTOMER',
        message: '该行没有客户，无法归属；已跳过。',
        Description: "'=HYPERLINK(1)",
      },
    ])
  })

  it('keeps only the columns that the import uses', async () => {
    const file = Buffer.from(`${header},Password\n${row()},hunter2\n`)
    const run = await imports.run(agent, file)
    expect(run.columns).not.toContain('Password')
    const { rows } = await server.db.owner.query('select from import_row where import_id = $1 and $2 = any(values)', [
      run.id,
      'hunter2',
    ])
    expect(rows).toEqual([])
  })
})

describe('cancelling', () => {
  beforeEach(async () => {
    agent = await newOrganisation()
  })

  it('keeps what was imported, counts it, and the same file brings the rest later', { timeout: 120_000 }, async () => {
    const rows = manyRows(6000, 3)
    const { body } = await imports.upload(agent, gzipSync(fileOf(...rows)))
    await imports.start(agent, body.id)
    while ((await imports.find(agent, body.id)).ordersCreated === 0) {
      await new Promise((resolve) => {
        setTimeout(resolve, 10)
      })
    }
    const answer = await imports.ask<ImportSummary>(agent, `/api/imports/${body.id}/cancel`, {})
    expect(answer.status).toBe(202)
    const cancelled = await imports.finished(agent, body.id)
    expect(cancelled.state).toBe('cancelled')
    expect(await counts()).toMatchObject({
      orders: cancelled.ordersCreated,
      lines: cancelled.rowsAccepted,
      total: Number(cancelled.acceptedTotal),
    })
    const pending = await imports.rows(agent, body.id, 'outcome=pending&limit=1')
    expect(pending.items).toHaveLength(1)
    const rest = await imports.run(agent, gzipSync(fileOf(...rows)))
    const expected = expectedOf(rows)
    expect(rest.rowsUnchanged).toBe(cancelled.rowsAccepted)
    expect(rest.rowsAccepted + rest.rowsUnchanged).toBe(expected.rowsAccepted)
    expect(BigInt(rest.acceptedTotal) + BigInt(cancelled.acceptedTotal)).toBe(BigInt(expected.acceptedTotal))
  })

  it('is refused when there is nothing to cancel', async () => {
    const run = await imports.run(agent, fileOf(row()))
    const { status, body } = await imports.ask<{ code: string }>(agent, `/api/imports/${run.id}/cancel`, {})
    expect([status, body.code]).toEqual([409, 'IMPORT_NOT_RUNNING'])
  })
})
