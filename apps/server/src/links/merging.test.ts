import type { CustomerDetail, portalRoutes, RouteOutput } from '@candor/api'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { testServer, type SignedIn, type TestServer } from '../testing/index.ts'
import { askMayUse, inPortal } from './consent-testing.ts'
import { asking, auditFindings, customersWith, type Merged, type Merges } from './duplicates-testing.ts'
import { openShop, orderOf, placeOrders, pointsSettled, programmeOfShop, type Shop } from './points-testing.ts'

let server: TestServer
let shop: Shop
let keeper: SignedIn
let ask: ReturnType<typeof asking>

beforeAll(async () => {
  server = await testServer()
  ask = asking(server)
  shop = await openShop(server, server.organisations[0]!)
  await server.loyalty.setUpProgramme(shop.organisationId, programmeOfShop(shop))
  await server.db.inOrganisation(shop.organisationId, async (tx) => {
    await server.consent.ensureCatalogue(tx, 'system')
  })
  keeper = await server.signIn('manager')
})
afterAll(async () => server.close())

let pairs = 0
/** Two customers who are one: written differently, each with a number, an e-mail address and a town of its own. */
const twoOf = async (): Promise<[string, string]> => {
  pairs += 1
  return (await customersWith(server, shop.organisationId, [
    { reference: `A-${pairs}`, name: `Mary Tester ${pairs}`, email: `mary-${pairs}@example.com`, country: 'Malta' },
    {
      reference: `B-${pairs}`,
      name: `Maria Tester ${pairs}`,
      email: `maria-${pairs}@example.org`,
      phone: '+356 2122 0000',
      country: 'Gozo',
    },
  ])) as [string, string]
}
const detail = async (id: string): Promise<CustomerDetail> =>
  ask<CustomerDetail>(keeper, `/api/customers/${id}`, undefined, 200)
const merge = async (keptId: string, otherId: string, fields: object = {}, expected = 200, who = keeper) => {
  const payload = { otherId, version: 1, otherVersion: 1, fields }
  return ask<Merged & { code?: string }>(who, `/api/customers/${keptId}/merge`, payload, expected)
}
const undo = async (mergeId: string, expected = 200) =>
  ask<{ code?: string }>(keeper, `/api/merges/${mergeId}/undo`, {}, expected)
const countries = async (): Promise<Record<string, number>> => {
  const { countries: items } = await ask<{ countries: { country: string; customers: number }[] }>(
    keeper,
    '/api/customers/overview',
    undefined,
    200,
  )
  return Object.fromEntries(items.map(({ country, customers }) => [country, customers]))
}
const listed = async (search: string): Promise<string[]> => {
  const { items } = await ask<{ items: { id: string }[] }>(keeper, `/api/customers?search=${search}`, undefined, 200)
  return items.map(({ id }) => id)
}
const timelineKinds = async (id: string): Promise<string[]> => {
  const { items } = await ask<{ items: { kind: string }[] }>(keeper, `/api/customers/${id}/timeline`, undefined, 200)
  return items.map(({ kind }) => kind)
}
const pointsOf = async (id: string) =>
  ask<{ balance: string; holders: unknown[] }>(keeper, `/api/customers/${id}/points`, undefined, 200)
const clean = async (): Promise<void> => expect(await auditFindings(server, shop.organisationId)).toEqual([])

describe('merging two customers who have points, consents, orders and notes', () => {
  let mary: string
  let maria: string
  let merged: Merged
  let before: { mary: CustomerDetail; maria: CustomerDetail }

  beforeAll(async () => {
    ;[mary, maria] = await twoOf()
    await placeOrders(server, shop.organisationId, [
      orderOf(shop.home, mary, 2_345, '2011-05-01T10:00:00.000Z'),
      orderOf(shop.home, maria, 1_000, '2011-07-01T10:00:00.000Z'),
      orderOf(shop.garden, maria, 3_000, '2011-07-02T10:00:00.000Z'),
    ])
    await pointsSettled(server, shop)
    await ask(keeper, `/api/customers/${maria}/notes`, { kind: 'note', text: 'Likes blue' }, 201)
    await inPortal(server, await server.signInCustomer(maria)).decide('news', 'granted')
    await inPortal(server, await server.signInCustomer(mary)).decide('news', 'refused')
    before = { mary: await detail(mary), maria: await detail(maria) }
    merged = await merge(mary, maria, { email: 'other' })
  })

  it('shows one customer with the sums of both, and the address that was chosen', async () => {
    const now = await detail(mary)
    expect(now).toMatchObject({
      name: before.mary.name,
      email: before.maria.email,
      phone: before.maria.phone,
      orderCount: 3,
      spent: '6345',
      points: String(BigInt(before.mary.points) + BigInt(before.maria.points)),
      version: merged.version,
    })
    expect(now.profile.emails?.map(({ address }) => address)).toEqual([before.mary.email, before.maria.email])
    expect(now.months.map(({ month }) => month)).toEqual(['2011-05', '2011-07'])
    expect(now.merchants.map(({ spent }) => spent).toSorted()).toEqual(['3000', '3345'])
    expect((await detail(maria)).id).toBe(mary)
    expect(await listed('Tester')).toContain(mary)
    expect(await listed('Tester')).not.toContain(maria)
    for (const text of [`Maria Tester ${pairs}`, `B-${pairs}`, `maria-${pairs}@example.org`]) {
      expect(await listed(encodeURIComponent(text)), text).toEqual([mary])
    }
  })

  it('carries orders, notes and history, and says who merged whom', async () => {
    const { items } = await ask<{ items: unknown[] }>(keeper, `/api/customers/${mary}/orders`, undefined, 200)
    expect(items).toHaveLength(3)
    const kinds = await timelineKinds(mary)
    expect(kinds).toEqual(await timelineKinds(maria))
    expect(kinds.filter((kind) => kind === 'customer.created')).toHaveLength(2)
    expect(kinds).toEqual(expect.arrayContaining(['note.added', 'consent.granted', 'customer.merged', 'points.earned']))
    const { items: merges } = await ask<Merges>(keeper, `/api/customers/${mary}/merges`, undefined, 200)
    expect(merges).toMatchObject([
      { id: merged.mergeId, otherId: maria, otherName: before.maria.name, otherReference: before.maria.reference },
    ])
  })

  it('shows the points that the contract has, over both accounts', async () => {
    const { balance, holders } = await pointsOf(mary)
    expect(holders).toHaveLength(2)
    expect(balance).toBe(String(BigInt(before.mary.points) + BigInt(before.maria.points)))
    const { items } = await ask<{ items: unknown[] }>(keeper, `/api/customers/${mary}/points/movements`, undefined, 200)
    expect(items).toHaveLength(3)
  })

  it('lets the decision count that was made last, and a withdrawal end every grant', async () => {
    const use = { category: 'contact-details', purpose: 'news', recipient: 'self' }
    expect((await askMayUse(server, keeper, mary, use)).evidence?.state).toBe('refused')
    const both = inPortal(server, await server.signInCustomer(mary))
    await both.decide('news', 'granted')
    expect((await both.offer('news')).standing?.state).toBe('granted')
    await both.decide('news', 'withdrawn')
    const { rows } = await server.db.owner.query<{ state: string }>(
      'select state from consent where customer_id = any($1) and purpose_id = $2',
      [[mary, maria], (await both.offer('news')).purpose.id],
    )
    expect(rows.map(({ state }) => state)).toEqual(['withdrawn', 'withdrawn'])
  })

  it('shows the customer one history in the portal, whichever address and session they come with', async () => {
    for (const who of [await server.signInCustomer(mary), await server.signInCustomer(maria)]) {
      const me = await ask<RouteOutput<typeof portalRoutes.me>>(who, '/api/portal/me', undefined, 200)
      expect(me.customerId).toBe(mary)
      const { items } = await ask<RouteOutput<typeof portalRoutes.orders>>(who, '/api/portal/orders', undefined, 200)
      expect(items).toHaveLength(3)
      for (const { id } of items) await ask(who, `/api/portal/orders/${id}`, undefined, 200)
    }
  })

  it('leaves everything as the journal and the ledger have it', clean)

  it('counts an order of the merged number, and gives it back when the two are parted, each as it was', async () => {
    await placeOrders(server, shop.organisationId, [
      orderOf(shop.home, maria, 700, '2011-08-01T10:00:00.000Z'),
      orderOf(shop.home, mary, 900, '2011-08-02T10:00:00.000Z'),
    ])
    expect(await detail(mary)).toMatchObject({ orderCount: 5, spent: '7945' })
    await pointsSettled(server, shop)
    await undo(merged.mergeId)
    const [kept, other] = [await detail(mary), await detail(maria)]
    expect(kept).toMatchObject({ orderCount: 2, spent: '3245', profile: before.mary.profile })
    expect(other).toMatchObject({ orderCount: 3, spent: '4700', profile: before.maria.profile, version: 1 })
    expect((await pointsOf(maria)).holders).toHaveLength(1)
    expect(await listed('Tester')).toEqual(expect.arrayContaining([mary, maria]))
    expect(await timelineKinds(maria)).not.toContain('customer.unmerged')
    await clean()
    expect((await undo(merged.mergeId, 409)).code).toBe('MERGE_UNDONE_ALREADY')
  })
})

describe('the rules of merging', () => {
  it('lets one of several win who merge the same two at the same moment, with nothing half done', async () => {
    const [one, two] = await twoOf()
    const answers = await Promise.all(
      [
        [one, two],
        [two, one],
        [one, two],
        [two, one],
      ].map(async ([keptId, otherId]) =>
        server.app.inject({
          method: 'POST',
          url: `/api/customers/${keptId}/merge`,
          headers: keeper.headers,
          payload: { otherId, version: 1, otherVersion: 1 },
        }),
      ),
    )
    expect(answers.map(({ statusCode }) => statusCode).toSorted((a, b) => a - b)).toEqual([200, 409, 409, 409])
    const { rows } = await server.db.owner.query('select from customer_merge where kept_id = any($1)', [[one, two]])
    expect(rows).toHaveLength(1)
    await clean()
  })

  it('counts orders that come in while customers are merged and parted', async () => {
    const [one, two] = await twoOf()
    const days = Array.from({ length: 12 }, (_, day) => `2012-01-${String(day + 10)}T10:00:00.000Z`)
    const placing = days.map(async (day, at) =>
      placeOrders(server, shop.organisationId, [orderOf(shop.home, at % 2 === 0 ? one : two, 100, day)]),
    )
    const merging = async (): Promise<void> => {
      const { mergeId } = await merge(one, two)
      await undo(mergeId)
    }
    await Promise.all([...placing, merging()])
    expect([(await detail(one)).orderCount, (await detail(two)).orderCount]).toEqual([6, 6])
    await pointsSettled(server, shop)
    await clean()
  })

  it('refuses a choice that was made on a profile that changed since', async () => {
    const [one, two] = await twoOf()
    const headers = keeper.headers
    const payload = { version: 1, profile: { city: 'Rabat' } }
    await server.app.inject({ method: 'PATCH', url: `/api/customers/${two}`, headers, payload })
    expect((await merge(one, two, {}, 409)).code).toBe('DUPLICATE_CHANGED_MEANWHILE')
    expect((await merge(one, one, {}, 422)).code).toBe('DUPLICATE_OF_ITSELF')
  })

  it('follows chains, refuses circles, and undoes in any order that makes sense', async () => {
    const [[a, b], [c, d]] = [await twoOf(), await twoOf()]
    const start = await countries()
    const first = await merge(a, b)
    const second = await merge(c, d)
    expect((await merge(b, c, {}, 409)).code).toBe('DUPLICATE_MERGED_ALREADY')
    const third = await ask<Merged>(
      keeper,
      `/api/customers/${c}/merge`,
      { otherId: a, version: second.version, otherVersion: first.version },
      200,
    )
    for (const id of [a, b, c, d]) expect((await detail(id)).id).toBe(c)
    expect((await merge(a, c, {}, 409)).code).toBe('DUPLICATE_MERGED_ALREADY')
    expect((await undo(first.mergeId, 409)).code).toBe('MERGE_BELOW_ANOTHER')
    await clean()
    await undo(second.mergeId)
    expect((await detail(d)).id).toBe(d)
    await undo(third.mergeId)
    expect([(await detail(a)).id, (await detail(b)).id, (await detail(c)).id]).toEqual([a, a, c])
    await undo(first.mergeId)
    expect(await countries()).toEqual(start)
    for (const id of [a, b, c, d]) expect((await detail(id)).profile.emails).toBeUndefined()
    await clean()
  })

  it('gives the kept customer owner and tags of the other, and takes them back', async () => {
    const [one, two] = await twoOf()
    const { id: tagId } = await ask<{ id: string }>(
      keeper,
      '/api/customer-tags',
      { name: 'Regular', colour: 'blue' },
      201,
    )
    const change = { ownerId: keeper.id, addTags: [tagId] }
    const care = {
      method: 'PATCH' as const,
      url: `/api/customers/${two}/care`,
      headers: keeper.headers,
      payload: change,
    }
    expect((await server.app.inject(care)).statusCode).toBe(200)
    const { mergeId } = await merge(one, two)
    expect(await detail(one)).toMatchObject({ owner: { id: keeper.id }, tags: [{ id: tagId }] })
    await clean()
    await undo(mergeId)
    expect(await detail(one)).toMatchObject({ owner: null, tags: [] })
    expect(await detail(two)).toMatchObject({ owner: { id: keeper.id }, tags: [{ id: tagId }] })
    await clean()
  })

  it('is refused to who may only write, and to another organisation', async () => {
    const [one, two] = await twoOf()
    const sales = await server.signIn('sales')
    await merge(one, two, {}, 403, sales)
    const stranger = await server.signIn('manager', server.organisations[1])
    await merge(one, two, {}, 404, stranger)
    const { mergeId } = await merge(one, two)
    await ask(stranger, `/api/merges/${mergeId}/undo`, {}, 404)
    await ask(sales, `/api/merges/${mergeId}/undo`, {}, 403)
  })

  it('is found out where somebody changes who stands for whom in the database', async () => {
    const [one, two] = await twoOf()
    await server.db.owner.query('update customer set merged_into = $1 where id = $2', [one, two])
    const found = await auditFindings(server, shop.organisationId)
    await server.db.owner.query('update customer set merged_into = null where id = $1', [two])
    expect(found).toContain(`MERGE_CHANGED customer customer ${two}`)
  })
})
