import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { CustomerDetail, OrderSummary } from '@candor/api'
import { asker, type Refusal, type Timeline } from '../modules/customers/testing.ts'
import type { Finding } from '../modules/journal/index.ts'
import { ensureMerchant, type NewOrder } from '../modules/orders/index.ts'
import type { Tx } from '../platform/db/index.ts'
import { testServer, type SignedIn, type TestServer } from '../testing/index.ts'
import { auditFindings } from './audit-testing.ts'

let server: TestServer
let ask: ReturnType<typeof asker>
let staff: SignedIn
let stranger: SignedIn
let home: string
let garden: string

const by = { actor: 'system', purpose: 'service-contract' }
const within = async <T>(run: (tx: Tx) => Promise<T>, organisation = staff.organisationId): Promise<T> =>
  server.db.inOrganisation(organisation, run)

beforeAll(async () => {
  server = await testServer()
  ask = asker(server)
  staff = await server.signIn('sales')
  stranger = await server.signIn('owner', server.organisations[1])
  home = await within(async (tx) => ensureMerchant(tx, { slug: 'home', name: 'Home', nameZh: '家居' }))
  garden = await within(async (tx) => ensureMerchant(tx, { slug: 'garden', name: 'Garden', nameZh: '园艺' }))
})
afterAll(async () => server.close())

let made = 0
const newCustomer = async (): Promise<string> => {
  made += 1
  const reference = `C-${made}`
  const profile = { name: `Customer ${made}`, country: 'Malta' }
  const created = await within(async (tx) =>
    server.customerSide.customers.createCustomers(tx, [{ reference, profile }], by),
  )
  return created[0]!.id
}
const orderOf = (customerId: string, changes: Partial<NewOrder> = {}): NewOrder => {
  made += 1
  return {
    merchantId: home,
    customerId,
    number: String(536_000 + made),
    kind: 'purchase',
    placedAt: Date.UTC(2011, 2, 4, 10, 30),
    currency: 'GBP',
    country: 'Malta',
    lines: [
      { productCode: '85123A', description: 'WHITE "HEART" \\ HOLDER', quantity: 6, unitPrice: 255 },
      { productCode: '71053', description: 'WHITE METAL LANTERN', quantity: 2, unitPrice: 339 },
    ],
    importId: null,
    ...changes,
  }
}
const returnOf = (customerId: string): NewOrder =>
  orderOf(customerId, {
    kind: 'return',
    number: `C${(made += 1)}`,
    placedAt: Date.UTC(2011, 3, 1),
    lines: [{ productCode: '71053', description: 'WHITE METAL LANTERN', quantity: -1, unitPrice: 339 }],
  })
const place = async (...orders: NewOrder[]) =>
  within(async (tx) => server.customerSide.orders.placeOrders(tx, orders, by))

describe('placing orders', () => {
  it('keeps them exactly, and records all of each in the journal', async () => {
    const customer = await newCustomer()
    const order = orderOf(customer)
    const [placed] = await place(order)
    const { body } = await ask<OrderSummary & { lines: object[] }>(staff, `/api/orders/${placed!.id}`)
    expect(body).toMatchObject({
      number: order.number,
      kind: 'purchase',
      merchantName: 'Home',
      placedAt: '2011-03-04T10:30:00.000Z',
      total: '2208',
      currency: 'GBP',
      points: null,
      entryId: placed!.entryId,
      lines: [
        { line: 1, description: 'WHITE "HEART" \\ HOLDER', quantity: 6, unitPrice: '255', total: '1530' },
        { line: 2, quantity: 2, unitPrice: '339', total: '678' },
      ],
    })
    const { items } = (await ask<Timeline>(staff, `/api/customers/${customer}/timeline`)).body
    expect(items.find(({ id }) => id === placed!.entryId)).toMatchObject({
      kind: 'order.placed',
      occurredAt: '2011-03-04T10:30:00.000Z',
      body: {
        orderId: placed!.id,
        number: order.number,
        merchantId: home,
        merchantName: 'Home',
        purchaseNumber: placed!.purchaseNumber,
        country: 'Malta',
        total: '2208',
        lines: [{ productCode: '85123A', quantity: 6, unitPrice: '255' }, { productCode: '71053' }],
      },
    })
  })

  it('adds to the figures of the customer', async () => {
    const customer = await newCustomer()
    await place(orderOf(customer), orderOf(customer, { merchantId: garden, placedAt: Date.UTC(2011, 5, 1) }))
    await place(returnOf(customer))
    const { body } = await ask<CustomerDetail>(staff, `/api/customers/${customer}`)
    expect(body).toMatchObject({
      orderCount: 2,
      returnCount: 1,
      spent: '4077',
      firstOrderAt: '2011-03-04T10:30:00.000Z',
      lastOrderAt: '2011-06-01T00:00:00.000Z',
      merchants: [
        { merchantId: garden, name: 'Garden', orderCount: 1, spent: '2208' },
        { merchantId: home, name: 'Home', orderCount: 1, spent: '1869' },
      ],
      months: [
        { month: '2011-03', orderCount: 1, spent: '2208' },
        { month: '2011-04', orderCount: 0, spent: '-339' },
        { month: '2011-06', orderCount: 1, spent: '2208' },
      ],
    })
  })

  it('numbers the purchases of each merchant without a gap, whoever places them at the same time', async () => {
    const customers = await Promise.all([newCustomer(), newCustomer(), newCustomer()])
    await Promise.all(
      Array.from({ length: 24 }, async (_, at) => {
        const customer = customers[at % 3]!
        const orders = [
          orderOf(customer, { merchantId: at % 2 === 0 ? home : garden }),
          orderOf(customer),
          returnOf(customer),
        ]
        return place(...(at % 4 < 2 ? orders : orders.toReversed()))
      }),
    )
    const { rows } = await server.db.owner.query<{ gaps: number; last: number; count: number; highest: number }>(
      `select count(o.purchase_number)::int as count, max(o.purchase_number) as highest, m.last_purchase_number as last
         from merchant m join "order" o on o.merchant_id = m.id group by m.id, m.last_purchase_number`,
    )
    expect(rows).toHaveLength(2)
    for (const { count, highest, last } of rows) expect([count, highest]).toEqual([last, last])
  })

  it('takes a number only once at each merchant, and nothing of a batch that holds it again', async () => {
    const customer = await newCustomer()
    const order = orderOf(customer)
    await place(order)
    await expect(place(orderOf(customer), order)).rejects.toMatchObject({ code: 'ORDER_NUMBER_TAKEN' })
    expect((await ask<CustomerDetail>(staff, `/api/customers/${customer}`)).body.orderCount).toBe(1)
    await place({ ...order, merchantId: garden })
  })

  it('refuses a merchant of nobody or of another organisation', async () => {
    const customer = await newCustomer()
    const foreign = await within(
      async (tx) => ensureMerchant(tx, { slug: 'home', name: 'Other', nameZh: '别家' }),
      stranger.organisationId,
    )
    for (const merchantId of [randomUUID(), foreign]) {
      await expect(place(orderOf(customer, { merchantId }))).rejects.toMatchObject({ code: 'ORDER_MERCHANT_UNKNOWN' })
    }
  })
})

describe('the orders of a customer', () => {
  it('come newest first, page after page', async () => {
    const customer = await newCustomer()
    const days = [3, 1, 2, 2, 5, 4, 2]
    await place(...days.map((day) => orderOf(customer, { placedAt: Date.UTC(2011, 0, day) })))
    const seen: OrderSummary[] = []
    let cursor = ''
    do {
      const url = `/api/customers/${customer}/orders?limit=2${cursor && `&cursor=${cursor}`}`
      const { body } = await ask<{ items: OrderSummary[]; nextCursor: string | null }>(staff, url)
      seen.push(...body.items)
      cursor = body.nextCursor ?? ''
    } while (cursor !== '')
    expect(seen.map(({ placedAt }) => new Date(placedAt).getUTCDate())).toEqual(days.toSorted((a, b) => b - a))
    expect(new Set(seen.map(({ id }) => id)).size).toBe(days.length)
  })

  it('are shown to staff of the organisation only', async () => {
    const [placed] = await place(orderOf(await newCustomer()))
    expect((await ask(await server.signIn('auditor'), `/api/orders/${placed!.id}`)).status).toBe(200)
    expect((await ask<Refusal>(stranger, `/api/orders/${placed!.id}`)).body.code).toBe('ORDER_NOT_FOUND')
    expect((await ask(undefined, `/api/orders/${placed!.id}`)).status).toBe(401)
    const merchants = await ask<{ items: { id: string }[] }>(stranger, '/api/merchants')
    expect(merchants.body.items.map(({ id }) => id)).not.toContain(home)
  })
})

describe('the audit', () => {
  const audit = async () => auditFindings(server.db, staff.organisationId)
  /** Changes the database as somebody with all rights would, looks, and changes it back. */
  const tampered = async (change: string, values: readonly unknown[], undo: string): Promise<readonly Finding[]> => {
    const { rowCount } = await server.db.owner.query(change, [...values])
    expect(rowCount).toBeGreaterThan(0)
    const findings = await audit()
    await server.db.owner.query(undo, [...values])
    return findings
  }
  const told = (findings: readonly Finding[]) => findings.map(({ code, table, key }) => `${code} ${table} ${key}`)

  it('finds nothing in what was left alone', async () => {
    await place(orderOf(await newCustomer()), returnOf(await newCustomer()))
    expect(await audit()).toEqual([])
  })

  it('names an amount that was changed, with both values', async () => {
    const order = orderOf(await newCustomer())
    const [{ id } = { id: '' }] = await place(order)
    const findings = await tampered(
      'update order_line set unit_price = unit_price + 1 where order_id = $1 and line = 2',
      [id],
      'update order_line set unit_price = unit_price - 1 where order_id = $1 and line = 2',
    )
    expect(told(findings)).toEqual([`ORDER_LINE_CHANGED order_line order ${order.number}, line 2`])
    expect(findings[0]!.detail).toMatchObject({ unitPrice: { recorded: '339', stored: '340' } })
  })

  it.each([
    ['total', 'total + 1', 'total - 1'],
    ['placed_at', `placed_at + interval '1 day'`, `placed_at - interval '1 day'`],
    ['currency', `'EUR'`, `'GBP'`],
    ['number', `number || 'x'`, `left(number, -1)`],
  ])('names an order whose %s was changed', async (column, value, before) => {
    const order = orderOf(await newCustomer())
    const [{ id } = { id: '' }] = await place(order)
    const findings = await tampered(
      `update "order" set ${column} = ${value} where id = $1`,
      [id],
      `update "order" set ${column} = ${before} where id = $1`,
    )
    expect(told(findings)).toContain(`ORDER_CHANGED order order ${order.number}, ${id}`)
  })

  it('names an order that was given to another customer', async () => {
    const [customer, other] = [await newCustomer(), await newCustomer()]
    const order = orderOf(customer)
    const [{ id } = { id: '' }] = await place(order)
    await server.db.owner.query('update "order" set customer_id = $2 where id = $1', [id, other])
    const found = told(await audit())
    await server.db.owner.query('update "order" set customer_id = $2 where id = $1', [id, customer])
    expect(found).toContain(`ORDER_CHANGED order order ${order.number}, ${id}`)
    expect(found).toContain(`ORDER_UNRECORDED order order ${order.number}, ${id}`)
    expect(found).toContain(`FIGURES_CHANGED customer_figures customer ${other}`)
  })

  it('names a line that was deleted and one that was added', async () => {
    const order = orderOf(await newCustomer())
    const [{ id } = { id: '' }] = await place(order)
    const move = (from: number, to: number) =>
      `update order_line set line = ${to} where order_id = $1 and line = ${from}`
    expect(told(await tampered(move(2, 3), [id], move(3, 2)))).toEqual([
      `ORDER_LINE_CHANGED order_line order ${order.number}, line 2`,
      `ORDER_LINE_CHANGED order_line order ${order.number}, line 3`,
    ])
  })

  it('names an order that is gone, and the number that is missing', async () => {
    const order = orderOf(await newCustomer())
    const [{ id } = { id: '' }] = await place(order)
    const client = await server.db.owner.connect()
    await client.query('begin')
    const { rows } = await client.query('delete from "order" where id = $1 returning *', [id])
    await client.query('commit')
    const found = told(await audit())
    const columns = Object.keys(rows[0] as object)
    await client.query(
      `insert into "order" (${columns.join()}) values (${columns.map((_, at) => `$${at + 1}`).join()})`,
      Object.values(rows[0] as object),
    )
    client.release()
    expect(found).toContain(`ORDER_MISSING order order ${order.number}, ${id}`)
    expect(found).toContain(`ORDER_NUMBERS_BROKEN merchant merchant ${home}`)
    expect(await audit()).toEqual([])
  })

  it('names a customer whose stored number was changed, and one whose profile was', async () => {
    const customer = await newCustomer()
    const changed = await tampered(
      `update customer set reference = reference || 'x' where id = $1`,
      [customer],
      'update customer set reference = left(reference, -1) where id = $1',
    )
    expect(told(changed)).toEqual([`CUSTOMER_CHANGED customer customer ${customer}`])
    expect(changed[0]!.detail).toMatchObject({ fields: ['reference'] })
    const flip = 'update customer set profile = set_bit(profile, 200, 1 - get_bit(profile, 200)) where id = $1'
    expect(told(await tampered(flip, [customer], flip))).toEqual([`CUSTOMER_CHANGED customer customer ${customer}`])
  })

  it('names a profile that was put back to an older state', async () => {
    const customer = await newCustomer()
    const read = async () =>
      (await server.db.owner.query('select profile, version, entry_id from customer where id = $1', [customer]))
        .rows[0] as {
        profile: Buffer
        version: number
        entry_id: string
      }
    const before = await read()
    const payload = { version: 1, profile: { name: 'Renamed' } }
    expect((await ask(staff, `/api/customers/${customer}`, { method: 'PATCH', payload })).status).toBe(200)
    expect(await audit()).toEqual([])
    const after = await read()
    const write = async (row: typeof before) =>
      server.db.owner.query('update customer set profile = $2, version = $3, entry_id = $4 where id = $1', [
        customer,
        row.profile,
        row.version,
        row.entry_id,
      ])
    await write(before)
    const found = await audit()
    await write(after)
    expect(told(found)).toEqual([`CUSTOMER_CHANGED customer customer ${customer}`])
    expect(found[0]!.detail).toMatchObject({ recordedVersion: 2, storedVersion: 1 })
  })

  it('names a note that was rewritten', async () => {
    const customer = await newCustomer()
    const payload = { kind: 'call', text: 'agreed to a refund' }
    const { body } = await ask<{ id: string }>(staff, `/api/customers/${customer}/notes`, { payload })
    const flip = 'update customer_note set text = set_bit(text, 150, 1 - get_bit(text, 150)) where id = $1'
    expect(told(await tampered(flip, [body.id], flip))).toEqual([`NOTE_CHANGED customer_note note ${body.id}`])
  })

  it('names a sum that was changed', async () => {
    const customer = await newCustomer()
    await place(orderOf(customer))
    const findings = await tampered(
      'update customer_figures set spent = spent + 100 where customer_id = $1',
      [customer],
      'update customer_figures set spent = spent - 100 where customer_id = $1',
    )
    expect(told(findings)).toEqual([`FIGURES_CHANGED customer_figures customer ${customer}`])
    expect(findings[0]!.detail).toMatchObject({ spent: { kept: '2308', counted: '2208' } })
  })
})
