import type {
  OwnVoucher,
  portalRewardRoutes,
  portalRoutes,
  Problem,
  rewardRoutes,
  RouteOutput,
  Voucher,
} from '@candor/api'
import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { readEntry } from '../modules/journal/index.ts'
import { logsAfter } from '../modules/ledger/network/logs.ts'
import { ledgerMembers } from '../modules/loyalty/index.ts'
import { eventually, testServer, type SignedIn, type TestServer } from '../testing/index.ts'
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
import {
  mug,
  offerReward,
  redeemReward,
  rewardNow as rewardOf,
  send as sendTo,
  voucherOnceIn as onceIn,
  vouchersOf,
} from './rewards-testing.ts'

let server: TestServer
let shop: Shop
let [manager, cashier, me, neighbour, stranger]: SignedIn[] = []

type Accepted = RouteOutput<typeof rewardRoutes.create>

const send = async (who: SignedIn | undefined, url: string, payload?: object, key?: string) =>
  sendTo(server, who, url, payload, key)
const sent = async <Answer>(...given: Parameters<typeof send>): Promise<Answer> => {
  const response = await send(...given)
  expect(response.statusCode, response.body).toBeLessThan(300)
  return response.json<Answer>()
}
const refused = async (...given: Parameters<typeof send>): Promise<string> =>
  (await send(...given)).json<Problem>().code
const get = async <Answer>(who: SignedIn | undefined, url: string): Promise<Answer> => {
  const response = await server.app.inject({ method: 'GET', url, headers: who?.headers ?? {} })
  expect(response.statusCode, response.body).toBe(200)
  return response.json<Answer>()
}
const rewardNow = async (id: string) => rewardOf(server, manager, id)
const offer = async (change: object = {}) => offerReward(server, manager, shop.home, change)
const voucherOnceIn = async (who: SignedIn | undefined, id: string, ...states: OwnVoucher['state'][]) =>
  onceIn(server, who, id, ...states)
const balanceOf = async (who: SignedIn | undefined): Promise<number> =>
  Number((await get<RouteOutput<typeof portalRoutes.points>>(who, '/api/portal/points')).balance)

beforeAll(async () => {
  server = await testServer()
  const [organisationId = '', otherOrganisation = ''] = server.organisations
  shop = await openShop(server, organisationId)
  await server.loyalty.setUpProgramme(organisationId, programmeOfShop(shop))
  const [mine = '', next = ''] = await newCustomers(server, organisationId, 2, 'rewards')
  const [far = ''] = await newCustomers(server, otherOrganisation, 1, 'rewards')
  manager = await server.signIn('manager')
  cashier = await server.signIn('service')
  me = await server.signInCustomer(mine)
  neighbour = await server.signInCustomer(next)
  stranger = await server.signInCustomer(far, otherOrganisation)
  // 2,000 points each: the most that a purchase earns.
  await placeOrders(server, organisationId, [
    orderOf(shop.home, mine, 300_000, '2011-07-01T10:00:00.000Z'),
    orderOf(shop.home, next, 300_000, '2011-07-02T10:00:00.000Z'),
  ])
  await pointsSettled(server, shop)
})
afterAll(async () => server.close())

describe('a reward', () => {
  it('is offered on the ledger and then seen by members of this company alone', async () => {
    const before = Date.now()
    const id = await offer({ stock: 3 })
    expect(await rewardNow(id)).toMatchObject({ ...mug, stock: 3, redeemed: 0, used: 0, item: expect.any(Number) })
    const { items } = await get<RouteOutput<typeof portalRewardRoutes.catalogue>>(me, '/api/portal/rewards')
    expect(items.find((each) => each.id === id)).toMatchObject({ ...mug, stock: 3, merchantNameZh: '港湾家居' })
    expect(await get(stranger, '/api/portal/rewards')).toEqual({ items: [] })
    const { item = 0, content } = (await rewardNow(id)) ?? {}
    const onLedger = await server.ledger.reader.rewardOf(item ?? 0)
    expect(onLedger).toMatchObject({ price: 200, stock: 3, validity: 30 * 86_400, content })
    expect(before).toBeLessThanOrEqual(Date.now())
  })

  it('is refused with the place of the fault when it is not possible', async () => {
    const wrong = { merchantId: shop.home, ...mug, endsAt: '2019-01-01T00:00:00.000Z' }
    expect(await refused(manager, '/api/loyalty/rewards', wrong)).toBe('REWARD_INVALID')
    expect(await refused(manager, '/api/loyalty/rewards', { ...wrong, merchantId: randomUUID(), endsAt: null })).toBe(
      'LOYALTY_MERCHANT_NOT_FOUND',
    )
  })

  it('has its stock changed and its offer ended, by what the ledger says', async () => {
    const id = await offer({ stock: 1 })
    expect(await refused(manager, `/api/loyalty/rewards/${id}/stock`, { change: -2 })).toBe('REWARD_STOCK_SHORT')
    await sent(manager, `/api/loyalty/rewards/${id}/stock`, { change: 4 })
    await eventually('the stock is five', async () => (await rewardNow(id))?.stock === 5)
    await sent(manager, `/api/loyalty/rewards/${id}/end`)
    await eventually('the offer is over', async () => {
      const endsAt = (await rewardNow(id))?.endsAt
      return typeof endsAt === 'string' && Date.parse(endsAt) <= Date.now()
    })
    expect(await refused(manager, `/api/loyalty/rewards/${id}/end`)).toBe('REWARD_ENDED')
    expect(await refused(me, `/api/portal/rewards/${id}/redemptions`)).toBe('REWARD_NOT_OFFERED')
  })
})

describe('a voucher', () => {
  it('is got once for a request that is repeated, and used once at the till', async () => {
    const reward = await offer({ price: 150 })
    const before = await balanceOf(me)
    const key = randomUUID()
    const url = `/api/portal/rewards/${reward}/redemptions`
    const first = await sent<Accepted>(me, url, {}, key)
    expect(await sent<Accepted>(me, url, {}, key)).toEqual(first)
    const { code, points, expiresAt } = await voucherOnceIn(me, first.id, 'valid')
    expect(points).toBe('150')
    expect(Date.parse(expiresAt ?? '')).toBeGreaterThan(Date.now())
    expect(await balanceOf(me)).toBe(before - 150)

    const typed = ` ${code?.slice(0, 5).toLowerCase()}-${code?.slice(5)} `
    const found = await sent<RouteOutput<typeof rewardRoutes.find>>(cashier, '/api/loyalty/till', { code: typed })
    expect(found).toMatchObject({ id: first.id, state: 'valid', firstName: 'Customer', name: mug.name })
    const both = await Promise.all([1, 2].map(async () => send(cashier, `/api/loyalty/vouchers/${first.id}/use`)))
    expect(both.map(({ statusCode }) => statusCode).toSorted((one, other) => one - other)).toEqual([200, 409])
    const { code: gone } = await voucherOnceIn(me, first.id, 'used')
    expect(gone).toBeNull()
    expect(await refused(cashier, `/api/loyalty/vouchers/${first.id}/use`)).toBe('VOUCHER_USED')
    expect(await refused(cashier, `/api/loyalty/vouchers/${first.id}/cancellation`, { reason: 'Too late' })).toBe(
      'VOUCHER_USED',
    )
    await eventually('one is counted as used', async () => (await rewardNow(reward))?.used === 1)
  })

  it('is cancelled with a reason, and the points are there again', async () => {
    const reward = await offer({ price: 300, stock: 1 })
    const before = await balanceOf(me)
    const { id } = await redeemReward(server, me, reward)
    expect(await refused(neighbour, `/api/portal/rewards/${reward}/redemptions`)).toBe('REWARD_OUT_OF_STOCK')
    const url = `/api/loyalty/vouchers/${id}/cancellation`
    const { entryId } = await sent<Accepted>(cashier, url, { reason: 'The mug was broken' })
    await voucherOnceIn(me, id, 'cancelled')
    expect(await balanceOf(me)).toBe(before)
    await eventually('the piece is in stock again', async () => (await rewardNow(reward))?.stock === 1)
    const { entry } = await server.db.inOrganisation(shop.organisationId, async (tx) => readEntry(tx, entryId))
    expect(entry).toMatchObject({ kind: 'voucher.cancelled', actor: `staff:${cashier?.id}` })
    const timeline = await get<RouteOutput<typeof portalRoutes.timeline>>(me, '/api/portal/timeline')
    expect(timeline.items.find((each) => each.id === entryId)).toMatchObject({
      body: { reason: 'The mug was broken', points: '300' },
    })
  })

  it('is found by its code only, and nobody else’s is shown', async () => {
    expect(await refused(cashier, '/api/loyalty/till', { code: '00000-00000' })).toBe('VOUCHER_NOT_FOUND')
    expect(await refused(cashier, '/api/loyalty/till', { code: 'no' })).toBe('VOUCHER_NOT_FOUND')
    const mine = await vouchersOf(server, me)
    expect(mine.length).toBeGreaterThan(0)
    const theirs = [...(await vouchersOf(server, neighbour)), ...(await vouchersOf(server, stranger))]
    const others = new Set(theirs.map(({ id }) => id))
    expect(mine.filter(({ id }) => others.has(id))).toEqual([])
    const reward = await offer()
    expect(await refused(stranger, `/api/portal/rewards/${reward}/redemptions`)).toBe('LOYALTY_NO_PROGRAMME')
  })

  it('is not given without points, however many ask at once for the same balance', async () => {
    const reward = await offer({ price: 400 })
    const before = await balanceOf(neighbour)
    const wanted = await Promise.all(
      Array.from({ length: 30 }, async () => send(neighbour, `/api/portal/rewards/${reward}/redemptions`)),
    )
    const accepted = wanted.filter(({ statusCode }) => statusCode === 202).map((each) => each.json<Accepted>().id)
    const short = wanted.filter(({ statusCode }) => statusCode === 409).map((each) => each.json<Problem>().code)
    expect(short.filter((code) => code !== 'REWARD_POINTS_SHORT')).toEqual([])
    expect(accepted.length + short.length).toBe(30)
    const ended = await Promise.all(accepted.map(async (id) => voucherOnceIn(neighbour, id, 'valid', 'refused')))
    const given = ended.filter(({ state }) => state === 'valid')
    expect(given).toHaveLength(Math.floor(before / 400))
    expect(new Set(given.map(({ code }) => code)).size).toBe(given.length)
    expect(await balanceOf(neighbour)).toBe(before % 400)
    expect(await refused(neighbour, `/api/portal/rewards/${reward}/redemptions`)).toBe('REWARD_POINTS_SHORT')
  })

  it('that the contract does not give is told with the reason, and nothing is taken', async () => {
    const reward = await offer({ price: 5, stock: 2 })
    const before = await balanceOf(me)
    // Somebody takes the pieces away while the request is on its way: the contract decides.
    const { item } = (await rewardNow(reward)) ?? {}
    await server.db.owner.query('update reward set item = $2 where id = $1', [reward, 4_000_000])
    const { id } = await sent<Accepted>(me, `/api/portal/rewards/${reward}/redemptions`)
    const voucher = await voucherOnceIn(me, id, 'refused')
    expect(voucher).toMatchObject({ refusal: 'UnknownItem', code: null })
    expect(await balanceOf(me)).toBe(before)
    await server.db.owner.query('update reward set item = $2 where id = $1', [reward, item])
    await server.db.owner.query(`delete from voucher where id = $1`, [id])
  })

  it('is used once even where the database was made to say that it is good: the contract refuses', async () => {
    const { id } = await redeemReward(server, me, await offer({ price: 5 }))
    await sent(cashier, `/api/loyalty/vouchers/${id}/use`)
    await voucherOnceIn(me, id, 'used')
    const { owner } = server.db
    const select = 'select closed_at, closed_block, entry_id from voucher where id = $1'
    const { closed_at, closed_block, entry_id } =
      (await owner.query<Record<string, unknown>>(select, [id])).rows[0] ?? {}
    await owner.query(`update voucher set state = 'valid', closed_at = null, closed_block = null where id = $1`, [id])
    await sent(cashier, `/api/loyalty/vouchers/${id}/use`)
    await eventually('the refusal is told', async () =>
      (await vouchersOf(server, me)).some((each) => each.id === id && each.refusal === 'VoucherNotValid'),
    )
    await owner.query(
      `update voucher set state = 'used', refusal = null, closed_at = $2, closed_block = $3, entry_id = $4 where id = $1`,
      [id, closed_at, closed_block, entry_id],
    )
  })

  it('is listed for staff with the member’s name, by state and page', async () => {
    const list = async (query: string) =>
      (await get<RouteOutput<typeof rewardRoutes.vouchers>>(manager, `/api/loyalty/vouchers?${query}`)).items
    const used = await list('state=used')
    expect(used.every(({ state }: Voucher) => state === 'used')).toBe(true)
    expect(used[0]).toMatchObject({ customer: { name: 'Customer rewards 1', id: me?.id } })
    const { nextCursor } = await get<RouteOutput<typeof rewardRoutes.vouchers>>(
      manager,
      '/api/loyalty/vouchers?limit=2',
    )
    expect(await list(`limit=2&cursor=${nextCursor}`)).toHaveLength(2)
    const analyst = await server.signIn('analyst')
    const nameless = await get<RouteOutput<typeof rewardRoutes.vouchers>>(analyst, '/api/loyalty/vouchers?state=used')
    expect(nameless.items.map(({ customer }) => customer)).toEqual(used.map(() => null))
  })
})

describe('what is kept of rewards', () => {
  it('is what journal and ledger say, and a changed row is found', async () => {
    const audit = async () =>
      (await auditFindings(server.db, shop.organisationId, server.ledger.reader)).map(({ code }) => code)
    // The voucher that the test above took out of the books is missed.
    expect(await audit()).toEqual(['VOUCHER_MISSING', 'VOUCHER_MISSING'])
    const { rows } = await server.db.owner.query<{ id: string }>(
      `update voucher set points = points - 1 where id = (select id from voucher where state = 'used' limit 1) returning id`,
    )
    expect(new Set(await audit())).toEqual(new Set(['VOUCHER_MISSING', 'VOUCHER_CHANGED']))
    await server.db.owner.query('update voucher set points = points + 1 where id = $1', [rows[0]?.id])
    await server.db.owner.query(`update reward set description = description || '!' where price = 150`)
    expect(new Set(await audit())).toEqual(new Set(['VOUCHER_MISSING', 'REWARD_CHANGED']))
    await server.db.owner.query(`update reward set description = rtrim(description, '!') where price = 150`)
  })

  it('follows a chain that takes blocks back and brings them again', async () => {
    const rows = async () =>
      (
        await server.db.owner.query(
          `select r.id, r.stock, r.state, r.item, r.ends_at, v.id as voucher, v.state as voucher_state, v.closed_block, v.entry_id
             from reward r left join voucher v on v.reward_id = r.id order by r.id, v.id`,
        )
      ).rows as unknown[]
    const before = await rows()
    await server.db.inOrganisation(shop.organisationId, async (tx) => {
      const members = [...(await ledgerMembers(tx)).values()]
      const concerned = { members, programmes: [1], references: [] }
      const place = { blockNumber: 0, logIndex: 0 }
      const logs = await logsAfter(server.db.owner, place, Number.MAX_SAFE_INTEGER, concerned, 10_000)
      await server.loyalty.onRollback(tx, 0)
      const gone = await tx.rows({
        text: `select from reward where organisation_id = $1 and state = 'offered'`,
        values: [tx.organisationId],
      })
      expect(gone).toEqual([])
      for (const log of logs) {
        const wanted = server.loyalty.events.some(
          ([contract, event]) => contract === log.contract && event === log.event,
        )
        if (wanted) await server.loyalty.onLog(tx, log)
      }
    })
    expect(await rows()).toEqual(before)
  })
})
