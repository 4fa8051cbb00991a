import { portalPaths, type portalRoutes, type PointsMovement, type RouteOutput } from '@candor/api'
import { parseReceipt, verifyReceipt } from '@candor/journal'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { eventually, testServer, type SignedIn, type TestServer } from '../testing/index.ts'
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
let me: SignedIn
let neighbour: SignedIn
let stranger: SignedIn
let orderId: string
let entryId: string
let neighboursOrder: { id: string; entryId: string }

const ask = async (url: string, who?: SignedIn) =>
  server.app.inject({ method: 'GET', url, ...(who && { headers: who.headers }) })
const get = async <Answer>(url: string, who: SignedIn = me): Promise<Answer> => {
  const response = await ask(url, who)
  expect(response.statusCode, response.body).toBe(200)
  return response.json<Answer>()
}

beforeAll(async () => {
  server = await testServer()
  const [organisationId, otherOrganisation] = server.organisations as [string, string]
  shop = await openShop(server, organisationId)
  await server.loyalty.setUpProgramme(organisationId, programmeOfShop(shop))
  const [mine, next] = (await newCustomers(server, organisationId, 2, 'portal')) as [string, string]
  const [far] = (await newCustomers(server, otherOrganisation, 1, 'portal')) as [string]
  me = await server.signInCustomer(mine)
  neighbour = await server.signInCustomer(next)
  stranger = await server.signInCustomer(far, otherOrganisation)
  const placed = await placeOrders(server, organisationId, [
    orderOf(shop.home, mine, 2_345, '2011-07-01T10:00:00.000Z'),
    orderOf(shop.garden, mine, 1_000, '2011-07-02T10:00:00.000Z'),
    orderOf(shop.garden, mine, -1_000, '2011-07-03T10:00:00.000Z'),
    orderOf(shop.home, next, 99_900, '2011-07-04T10:00:00.000Z'),
  ])
  orderId = placed[0]!.id
  entryId = placed[0]!.entryId
  neighboursOrder = placed[3]!
  await pointsSettled(server, shop)
})
afterAll(async () => server.close())

describe('a signed-in customer', () => {
  it('learns who holds the record and what is in it', async () => {
    const answer = await get<RouteOutput<typeof portalRoutes.me>>('/api/portal/me')
    expect(answer).toMatchObject({
      customerId: me.id,
      organisation: { id: shop.organisationId, name: 'Organisation 1', nameZh: '组织1' },
      reference: 'portal-1',
      profile: { name: 'Customer portal 1', email: 'portal-1@example.com' },
    })
    expect(answer.merchants.map(({ nameZh }) => nameZh).toSorted()).toEqual(['港湾园艺', '港湾家居'].toSorted())
  })

  it('sees everything that happened, newest first, and can narrow it down', async () => {
    const all = await get<RouteOutput<typeof portalRoutes.timeline>>('/api/portal/timeline')
    const kinds = all.items.map(({ kind }) => kind)
    expect(kinds.toSorted()).toEqual([
      'customer.created',
      'order.placed',
      'order.placed',
      'order.returned',
      'points.earned',
      'points.earned',
    ])
    const kindsOf = async (topic: string) =>
      (await get<RouteOutput<typeof portalRoutes.timeline>>(`/api/portal/timeline?topic=${topic}`)).items.map(
        ({ kind }) => kind,
      )
    expect(await kindsOf('purchases')).toEqual(['order.returned', 'order.placed', 'order.placed'])
    expect(await kindsOf('points')).toEqual(['points.earned', 'points.earned'])
    expect(await kindsOf('details')).toEqual(['customer.created'])
    expect(await kindsOf('contact')).toEqual([])
  })

  it('pages through the history without losing or repeating a line', async () => {
    const seen: string[] = []
    let cursor = ''
    do {
      const page = await get<RouteOutput<typeof portalRoutes.timeline>>(
        `/api/portal/timeline?limit=4${cursor && `&cursor=${cursor}`}`,
      )
      seen.push(...page.items.map(({ id }) => id))
      cursor = page.nextCursor ?? ''
    } while (cursor)
    expect(new Set(seen).size).toBe(6)
    expect(seen).toHaveLength(6)
  })

  it('sees orders with lines and points, and the points line by line', async () => {
    const { items } = await get<RouteOutput<typeof portalRoutes.orders>>('/api/portal/orders')
    expect(items.map(({ kind, points }) => [kind, points])).toEqual([
      ['return', null],
      ['purchase', '20'],
      ['purchase', '23'],
    ])
    const order = await get<RouteOutput<typeof portalRoutes.order>>(`/api/portal/orders/${orderId}`)
    expect(order).toMatchObject({ total: '2345', lines: [{ productCode: '85123A', quantity: 1, unitPrice: '2345' }] })
    const points = await get<RouteOutput<typeof portalRoutes.points>>('/api/portal/points')
    expect(points).toMatchObject({ balance: '43', pendingOrders: 0 })
    const movements = await get<{ items: PointsMovement[] }>('/api/portal/points/movements')
    expect(movements.items.map(({ amount, points: earned }) => [amount, earned])).toEqual([
      ['1000', '20'],
      ['2345', '23'],
    ])
  })

  it('gets the receipt of an own entry with its content, which anybody can check', async () => {
    const receipt = await eventually('the entry is sealed and anchored', async () => {
      const response = await ask(portalPaths.receipt(entryId), me)
      return response.statusCode === 200 && parseReceipt(response.body).anchor !== undefined && response
    })
    expect(receipt.headers['content-type']).toContain('text/plain')
    expect(receipt.headers['content-disposition']).toContain(`${entryId}.tlog-proof`)
    const { opened, entry } = parseReceipt(receipt.body)
    expect(entry.subject).toBe(me.id)
    expect(opened?.body).toMatchObject({ orderId, total: '2345' })
    const { journalKey } = await get<{ journalKey: string }>(
      `/api/journal/source?organisationId=${shop.organisationId}`,
    )
    const verdict = await verifyReceipt(receipt.body, {
      logKey: journalKey,
      readAnchor: async (log, size) => server.ledger.reader.readAnchor(log, BigInt(size)),
    })
    expect(verdict.ok).toBe(true)
    for (const part of [0.3, 0.5, 0.7]) {
      const at = Math.floor(receipt.body.length * part)
      const other = receipt.body[at] === 'A' ? 'B' : 'A'
      const changed = receipt.body.slice(0, at) + other + receipt.body.slice(at + 1)
      expect(await verifyReceipt(changed, { logKey: journalKey }), changed).toMatchObject({ ok: false })
    }
  })
})

describe('nobody else sees any of it', () => {
  it('not without a session, nor with that of a member of staff', async () => {
    const staff = await server.signIn('owner')
    const urls = [
      ...['me', 'timeline', 'orders', `orders/${orderId}`, 'points', 'points/movements'].map(
        (path) => `/api/portal/${path}`,
      ),
      portalPaths.receipt(entryId),
    ]
    for (const url of urls) {
      for (const who of [undefined, staff]) {
        const response = await ask(url, who)
        expect([url, response.statusCode, response.json<{ code: string }>().code]).toEqual([
          url,
          401,
          'HTTP_NOT_SIGNED_IN',
        ])
      }
    }
  })

  it.each(['neighbour', 'stranger'])('not as another customer: %s', async (name) => {
    const who = name === 'neighbour' ? neighbour : stranger
    const order = await ask(`/api/portal/orders/${orderId}`, who)
    expect([order.statusCode, order.json<{ code: string }>().code]).toEqual([404, 'ORDER_NOT_FOUND'])
    const receipt = await ask(portalPaths.receipt(entryId), who)
    expect([receipt.statusCode, receipt.json<{ code: string }>().code]).toEqual([404, 'PORTAL_ENTRY_NOT_FOUND'])
    for (const path of ['me', 'timeline', 'orders', 'points/movements']) {
      const response = await ask(`/api/portal/${path}`, who)
      expect(response.body).not.toContain(me.id)
      expect(response.body).not.toContain(orderId)
      expect(response.body).not.toContain('"2345"')
    }
  })

  it('and I see nothing of theirs, nor of the company', async () => {
    for (const path of ['me', 'timeline', 'orders', 'points/movements']) {
      const response = await ask(`/api/portal/${path}`, me)
      expect(response.body).not.toContain(neighbour.id)
      expect(response.body).not.toContain('"99900"')
    }
    expect((await ask(`/api/portal/orders/${neighboursOrder.id}`, me)).statusCode).toBe(404)
    expect((await ask(portalPaths.receipt(neighboursOrder.entryId), me)).statusCode).toBe(404)
    for (const url of [
      '/api/customers',
      `/api/customers/${me.id}`,
      `/api/customers/${me.id}/points`,
      '/api/loyalty/programme',
    ]) {
      expect((await ask(url, me)).statusCode).toBe(401)
    }
  })

  it.each(['not-a-uuid', '00000000-0000-0000-0000-000000000000', '%2e%2e%2f', crypto.randomUUID()])(
    'whatever is asked for: %s',
    async (id) => {
      expect((await ask(portalPaths.receipt(id), me)).statusCode).toBe(404)
    },
  )

  it('fields that a route does not have are refused, with their names', async () => {
    const response = await ask(`/api/portal/timeline?customerId=${neighbour.id}`, me)
    expect(response.statusCode).toBe(400)
    expect(response.body).toContain('customerId')
  })
})

describe('before anybody signs in', () => {
  it('nobody is named outside the demo, and real people never are', async () => {
    const { demo } = await get<RouteOutput<typeof portalRoutes.welcome>>('/api/portal/welcome')
    expect(demo).toBeNull()
  })

  it('the mailbox is pointed to while mail is kept on this machine', async () => {
    const { mailbox } = await get<RouteOutput<typeof portalRoutes.welcome>>('/api/portal/welcome')
    expect(mailbox).toBe('/mailbox')
  })
})
