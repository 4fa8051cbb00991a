import {
  type loyaltyRoutes,
  noCap,
  packEarnItems,
  type PointsBalance,
  type PointsMovement,
  type RouteOutput,
} from '@candor/api'
import { referenceOf } from '@candor/ledger'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { readEntry, timelineOf } from '../modules/journal/index.ts'
import { enqueueCall } from '../modules/ledger/index.ts'
import { logsAfter } from '../modules/ledger/network/logs.ts'
import { ledgerMembers } from '../modules/loyalty/index.ts'
import { eventually, testServer, type SignedIn, type TestServer } from '../testing/index.ts'
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
  type Shop,
} from './points-testing.ts'

let server: TestServer
let shop: Shop
let owner: SignedIn

const get = async <Answer>(url: string, who: SignedIn = owner): Promise<Answer> => {
  const response = await server.app.inject({ method: 'GET', url, headers: who.headers })
  expect(response.statusCode, response.body).toBe(200)
  return response.json<Answer>()
}
const movementsOf = async (customerId: string) =>
  (await get<{ items: PointsMovement[] }>(`/api/customers/${customerId}/points/movements?limit=200`)).items
const balanceOf = async (customerId: string) => get<PointsBalance>(`/api/customers/${customerId}/points`)
const total = (movements: readonly PointsMovement[]): string =>
  String(movements.reduce((sum, { points }) => sum + BigInt(points), 0n))

beforeAll(async () => {
  server = await testServer()
  const [organisationId] = server.organisations
  shop = await openShop(server, organisationId!)
  await server.loyalty.setUpProgramme(shop.organisationId, programmeOfShop(shop))
  owner = await server.signIn('owner')
})
afterAll(async () => server.close())

/** Amounts around minimum and cap, times around the change of Garden's rule and before there was any. */
const purchases = (customerId: string) =>
  [
    [shop.home, homeRules, 499, '2010-12-01T08:26:00.000Z'],
    [shop.home, homeRules, 500, '2010-12-01T08:27:00.000Z'],
    [shop.home, homeRules, 13_912, '2011-07-01T10:00:00.000Z'],
    [shop.home, homeRules, 200_099, '2011-07-02T10:00:00.000Z'],
    [shop.home, homeRules, 1_234_567, '2011-07-03T10:00:00.000Z'],
    [shop.garden, gardenRules, 2_345, '2011-05-31T23:59:59.000Z'],
    [shop.garden, gardenRules, 2_345, '2011-06-01T00:00:00.000Z'],
    [shop.garden, gardenRules, 2_345, '2009-12-31T23:59:59.000Z'],
  ].map(([merchantId, rules, amount, placedAt]) => ({
    order: orderOf(merchantId as string, customerId, amount as number, placedAt as string),
    expected: expectedPoints(rules as typeof homeRules, amount as number, placedAt as string),
  }))

describe('purchases earn points', () => {
  it('as the contract computes them from rule, amount and time of the purchase', async () => {
    const [customerId] = await newCustomers(server, shop.organisationId, 1, 'earn')
    const wanted = purchases(customerId!)
    const returned = orderOf(shop.home, customerId!, -500, '2011-07-04T10:00:00.000Z')
    await placeOrders(server, shop.organisationId, [...wanted.map(({ order }) => order), returned])
    await pointsSettled(server, shop)

    const movements = await movementsOf(customerId!)
    expect(movements).toHaveLength(wanted.length)
    for (const { order, expected } of wanted) {
      const line = movements.find(({ orderNumber }) => orderNumber === order.number)
      expect(line, order.number).toMatchObject({
        points: expected.points,
        amount: String(order.lines[0]!.unitPrice),
        occurredAt: new Date(order.placedAt).toISOString(),
        currency: 'GBP',
      })
      expect(line?.rule?.version ?? null).toBe(expected.version)
    }
    expect(movements.map(({ reason }) => reason).toSorted()).toEqual(
      ['below-minimum', 'capped', 'no-rule', 'rule', 'rule', 'rule', 'rule', 'rule'].toSorted(),
    )
    const times = movements.map(({ occurredAt }) => occurredAt)
    expect(times).toEqual(times.toSorted().toReversed())

    const balance = await balanceOf(customerId!)
    expect(balance).toMatchObject({ balance: total(movements), pendingOrders: 0, expiringSoon: '0', expiringAt: null })
    expect(balance.lots).toEqual([{ points: total(movements), expiresAt: movements[0]!.lapsesAt }])
    const contract = server.ledger.reader
    const held = await contract.balanceOf(balance.programme.number, balance.holder!.index)
    expect(String(held)).toBe(balance.balance)
  })

  it('with one journal entry for each, which says what the contract said', async () => {
    const [customerId] = await newCustomers(server, shop.organisationId, 1, 'entry')
    await placeOrders(server, shop.organisationId, [
      orderOf(shop.home, customerId!, 2_000, '2011-01-01T00:00:00.000Z'),
      orderOf(shop.garden, customerId!, 100, '2011-01-02T00:00:00.000Z'),
    ])
    await pointsSettled(server, shop)
    const movements = await movementsOf(customerId!)
    const entries = await server.db.inOrganisation(shop.organisationId, async (tx) => {
      const { items } = await timelineOf(tx, customerId!, { limit: 50, kinds: ['points.'] })
      return Promise.all(items.map(async ({ id }) => readEntry(tx, id)))
    })
    expect(entries.map(({ entry }) => entry.id).toSorted()).toEqual(movements.map(({ entryId }) => entryId).toSorted())
    for (const { entry, body, occurredAt } of entries) {
      const line = movements.find(({ entryId }) => entryId === entry.id)!
      expect(entry).toMatchObject({ kind: 'points.earned', subject: customerId, actor: 'system' })
      expect(occurredAt).toBe(line.occurredAt)
      expect(body).toMatchObject({
        orderId: line.orderId,
        orderNumber: line.orderNumber,
        merchantId: line.merchantId,
        amount: line.amount,
        points: line.points,
        ruleVersion: 1,
        transactionHash: line.transactionHash,
        rule: { pointsNumerator: '1', spendUnit: '100', minimumSpend: '500', maximumPoints: '2000', endsAt: null },
      })
    }
  })

  it('in batches, each purchase once, and show what is still to come', async () => {
    const customers = await newCustomers(server, shop.organisationId, 150, 'batch')
    const orders = Array.from({ length: 1_500 }, (_, index) =>
      orderOf(
        index % 3 === 0 ? shop.garden : shop.home,
        customers[(index * 7) % customers.length]!,
        500 + ((index * 37) % 3_000),
        new Date(Date.UTC(2011, 0, 1) + index * 3_600_000).toISOString(),
      ),
    )
    await placeOrders(server, shop.organisationId, orders)
    const before = await balanceOf(customers[0]!)
    expect(before.pendingOrders).toBeGreaterThan(0)
    await pointsSettled(server, shop)

    const expected = orders.reduce((sum, { merchantId, lines, placedAt }) => {
      const rules = merchantId === shop.home ? homeRules : gardenRules
      return sum + BigInt(expectedPoints(rules, lines[0]!.unitPrice, new Date(placedAt).toISOString()).points)
    }, 0n)
    let counted = 0n
    for (const customerId of customers) {
      const [movements, { balance, pendingOrders }] = [await movementsOf(customerId), await balanceOf(customerId)]
      expect(movements).toHaveLength(10)
      expect({ balance, pendingOrders }).toEqual({ balance: total(movements), pendingOrders: 0 })
      counted += BigInt(balance)
    }
    expect(counted).toBe(expected)
    const programme = await get<RouteOutput<typeof loyaltyRoutes.programme>>('/api/loyalty/programme')
    expect(programme.pendingOrders).toBe(0)
    expect(BigInt(programme.issued)).toBe(BigInt(programme.outstanding))
  })

  it('unless the purchase is in another currency; one dated ahead waits for its day', async () => {
    const [customerId] = await newCustomers(server, shop.organisationId, 1, 'apart')
    const now = Date.now()
    const ahead = new Date(now + 86_400_000).toISOString()
    await placeOrders(server, shop.organisationId, [
      orderOf(shop.home, customerId!, 900, '2011-03-01T00:00:00.000Z', { currency: 'EUR' }),
      orderOf(shop.home, customerId!, 800, ahead),
      orderOf(shop.home, customerId!, 700, new Date(now - 5_000).toISOString()),
    ])
    await pointsSettled(server, shop)
    const movements = await movementsOf(customerId!)
    expect(movements.map(({ amount }) => amount)).toEqual(['700'])
    expect((await balanceOf(customerId!)).pendingOrders).toBe(1)
    const rows = await server.db.owner.query(
      'select reason, due_at as due from earn_exception where customer_id = $1 order by purchase_number',
      [customerId],
    )
    expect(rows.rows).toEqual([
      { reason: 'currency', due: null },
      { reason: 'future', due: new Date(ahead) },
    ])
  })

  it('that show on orders, customers and totals', async () => {
    const [customerId] = await newCustomers(server, shop.organisationId, 1, 'shown')
    const [placed] = await placeOrders(server, shop.organisationId, [
      orderOf(shop.garden, customerId!, 10_000, '2011-08-01T00:00:00.000Z'),
    ])
    await pointsSettled(server, shop)
    expect(await get(`/api/orders/${placed!.id}`)).toMatchObject({ points: '200', ruleVersion: 2 })
    const detail = await get<{ points: string; merchants: { merchantId: string; points: string }[] }>(
      `/api/customers/${customerId}`,
    )
    expect(detail.points).toBe('200')
    expect(detail.merchants).toMatchObject([{ merchantId: shop.garden, points: '200' }])
  })
})

describe('a chain that takes blocks back', () => {
  it('and brings them again changes nothing: no line, no entry, no sum twice', async () => {
    const [customerId] = await newCustomers(server, shop.organisationId, 1, 'reorg')
    await placeOrders(server, shop.organisationId, [
      orderOf(shop.home, customerId!, 5_000, '2011-01-05T00:00:00.000Z'),
      orderOf(shop.garden, customerId!, 6_000, '2011-07-05T00:00:00.000Z'),
    ])
    await pointsSettled(server, shop)
    const everything = async () => {
      const { rows } = await server.db.owner.query(
        `select (select jsonb_agg(to_jsonb(p) order by p.id) from points_movement p) as lines,
                (select count(*) from journal_entry where kind = 'points.earned') as entries,
                (select jsonb_agg(to_jsonb(c) order by c.customer_id, c.merchant_id) from customer_points c) as sums,
                (select jsonb_agg(to_jsonb(m) order by m.merchant_id) from programme_merchant m) as merchants,
                (select jsonb_agg(to_jsonb(r) order by r.merchant_id, r.version) from earn_rule r) as rules,
                (select jsonb_agg(to_jsonb(h) order by h.customer_id) from holder h) as holders,
                (select jsonb_agg(to_jsonb(b) order by b.reference) from earn_batch b) as batches`,
      )
      return rows[0] as Record<string, unknown>
    }
    const before = await everything()
    const logs = await server.db.inOrganisation(shop.organisationId, async (tx) => {
      const members = [...(await ledgerMembers(tx)).values()]
      const place = { blockNumber: 0, logIndex: 0 }
      const concerned = { members, programmes: [1], references: [] }
      return logsAfter(server.db.owner, place, Number.MAX_SAFE_INTEGER, concerned, 10_000)
    })
    await server.db.inOrganisation(shop.organisationId, async (tx) => {
      await server.loyalty.onRollback(tx, 0)
      const gone = await tx.rows({
        text: 'select from earn_rule where organisation_id = $1',
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
    expect(await everything()).toEqual(before)
  })
})

describe('purchases that the contract refuses', () => {
  const memberOf = async (merchantId: string): Promise<number> => {
    const members = await server.db.inOrganisation(shop.organisationId, ledgerMembers)
    return members.get(merchantId)!
  }
  const call = async (
    contract: 'Programmes' | 'Points',
    functionName: string,
    args: readonly unknown[],
    by: number,
  ) => {
    const reference = referenceOf('test', functionName, String(Math.random()))
    const whole = functionName === 'earnBatch' ? [...args.slice(0, 2), reference, ...args.slice(2)] : args
    await server.db.inOrganisation(shop.organisationId, async (tx) =>
      enqueueCall(tx, { reference, contract, functionName, args: whole }, by),
    )
    await eventually('the ledger took the call', async () => {
      const { rows } = await server.db.owner.query<{ state: string }>(
        'select state from ledger_call where reference = $1',
        [Buffer.from(reference.slice(2), 'hex')],
      )
      return rows[0]?.state === 'mined'
    })
  }
  const setEarning = async (takesPart: boolean) => {
    const { rows } = await server.db.owner.query<{ operator: number }>(
      'select operator from programme where organisation_id = $1',
      [shop.organisationId],
    )
    const args = [1, await memberOf(shop.garden), takesPart]
    await call('Programmes', 'setMerchant', args, rows[0]!.operator)
  }
  const refusals = async (customerId: string) => {
    const { rows } = await server.db.owner.query<{ refusal: string; refusals: number; waits: boolean }>(
      `select refusal, refusals, due_at is not null as waits from earn_exception
        where customer_id = $1 order by purchase_number`,
      [customerId],
    )
    return rows
  }
  const health = async (): Promise<unknown> => (await server.app.inject('/health')).json()

  it('wait while the merchant takes no part, and have their points when it does again', async () => {
    const [customerId] = await newCustomers(server, shop.organisationId, 1, 'suspended')
    await setEarning(false)
    const orders = Array.from({ length: 5 }, (_, index) =>
      orderOf(shop.garden, customerId!, 1_000 + index, '2011-07-05T00:00:00.000Z'),
    )
    await placeOrders(server, shop.organisationId, orders)
    const waiting = await eventually('the refusal is noted a few times', async () => {
      const rows = await refusals(customerId!)
      return rows.some((row) => row.refusals >= 4) && rows
    })
    expect(waiting).toEqual(orders.map(() => ({ refusal: 'NotEarning', refusals: 4, waits: true })))
    expect(await health()).toMatchObject({ status: 'failing', checks: { points: { ok: false } } })
    expect((await balanceOf(customerId!)).pendingOrders).toBe(5)
    await setEarning(true)
    await eventually('the points came', async () => (await movementsOf(customerId!)).length === 5)
    expect(await refusals(customerId!)).toEqual([])
    expect(await health()).toMatchObject({ checks: { points: { ok: true } } })
  })

  it('are given up when another system has reported them, and the others of their batch have their points', async () => {
    const [customerId] = await newCustomers(server, shop.organisationId, 1, 'elsewhere')
    const [first] = await placeOrders(server, shop.organisationId, [
      orderOf(shop.garden, customerId!, 5_000, '2011-07-05T00:00:00.000Z'),
    ])
    await pointsSettled(server, shop)
    const { rows } = await server.db.owner.query<{ number: number; holder: number; merchant: string }>(
      'select purchase_number as number, holder from points_movement where order_id = $1',
      [first!.id],
    )
    const { number, holder } = rows[0]!
    const taken = { holder, purchase: number + 3, amount: 9_900n, time: 1_309_824_000 }
    const packed = `0x${Buffer.from(packEarnItems([taken])).toString('hex')}`
    const member = await memberOf(shop.garden)
    await call('Points', 'earnBatch', [1, member, packed], member)

    const amounts = [1_000, 2_000, 3_000, 4_000, 5_000]
    const orders = amounts.map((amount) => orderOf(shop.garden, customerId!, amount, '2011-07-05T00:00:00.000Z'))
    await placeOrders(server, shop.organisationId, orders)
    await eventually('the others came', async () => (await movementsOf(customerId!)).length === 5)
    expect((await movementsOf(customerId!)).map(({ amount }) => amount)).not.toContain('3000')
    expect(await refusals(customerId!)).toEqual([{ refusal: 'AlreadyEarned', refusals: 1, waits: false }])
    expect((await balanceOf(customerId!)).pendingOrders).toBe(0)
  })
})

describe('a programme', () => {
  it('is set up once, however often that is asked for', async () => {
    await server.loyalty.setUpProgramme(shop.organisationId, programmeOfShop(shop))
    const { rows } = await server.db.owner.query('select organisation_id from programme')
    expect(rows).toHaveLength(1)
  })

  it('has public rules with dates, newest first', async () => {
    const response = await server.app.inject({ url: `/api/loyalty/rules?organisationId=${shop.organisationId}` })
    const { items } = response.json<RouteOutput<typeof loyaltyRoutes.rules>>()
    expect(items[0]).toMatchObject({
      merchantName: 'Harbour Garden',
      merchantNameZh: '港湾园艺',
      version: 2,
      pointsNumerator: '2',
      startsAt: '2011-06-01T00:00:00.000Z',
      endsAt: null,
      currency: 'GBP',
    })
    expect(items.filter(({ merchantId }) => merchantId === shop.garden)).toHaveLength(2)
    const own = await server.ledger.reader.ruleVersions(1, items[0]!.ledgerMember)
    expect(own.map(({ version }) => version)).toContain(2)
  })

  it('is one organisation’s own: another has its own numbers and sees nothing of it', async () => {
    const other = await openShop(server, server.organisations[1]!)
    await server.loyalty.setUpProgramme(other.organisationId, programmeOfShop(other))
    const [mine, theirs] = [
      await newCustomers(server, shop.organisationId, 1, 'own'),
      await newCustomers(server, other.organisationId, 1, 'own'),
    ]
    for (const [of, customers] of [
      [shop, mine],
      [other, theirs],
    ] as const) {
      await placeOrders(server, of.organisationId, [orderOf(of.home, customers[0]!, 4_200, '2011-02-01T00:00:00.000Z')])
      await pointsSettled(server, of)
    }
    const stranger = await server.signIn('owner', other.organisationId)
    const balance = await get<PointsBalance>(`/api/customers/${theirs[0]}/points`, stranger)
    expect(balance).toMatchObject({ balance: '42', programme: { number: 2 } })
    for (const path of ['points', 'points/movements']) {
      const url = `/api/customers/${mine[0]}/${path}`
      const refused = await server.app.inject({ url, headers: stranger.headers })
      expect([refused.statusCode, refused.json<{ code: string }>().code]).toEqual([404, 'CUSTOMER_NOT_FOUND'])
    }
  })
})

describe('publishing a rule', () => {
  const inDays = (days: number): string => new Date(Math.floor(Date.now() / 1000 + days * 86_400) * 1000).toISOString()
  const rule = (change: object = {}) => ({
    merchantId: shop.home,
    pointsNumerator: '3',
    spendUnit: '100',
    minimumSpend: '0',
    maximumPoints: String(noCap),
    startsAt: inDays(30),
    endsAt: null,
    ...change,
  })
  const publish = async (payload: object, who: SignedIn = owner, headers: Record<string, string> = {}) =>
    server.app.inject({ method: 'POST', url: '/api/loyalty/rules', payload, headers: { ...who.headers, ...headers } })

  it('puts the version on the ledger and the decision into the journal', async () => {
    const payload = rule()
    const response = await publish(payload)
    expect(response.statusCode, response.body).toBe(202)
    const { entryId } = response.json<{ entryId: string }>()
    await eventually('the version is projected', async () => {
      const { items } = await get<RouteOutput<typeof loyaltyRoutes.rules>>(
        `/api/loyalty/rules?organisationId=${shop.organisationId}`,
      )
      return items.find(({ merchantId, version }) => merchantId === shop.home && version === 2)
    })
    const { entry, body } = await server.db.inOrganisation(shop.organisationId, async (tx) => readEntry(tx, entryId))
    expect(entry).toMatchObject({
      kind: 'points.rule-submitted',
      actor: `staff:${owner.id}`,
      subject: shop.organisationId,
    })
    expect(body).toMatchObject({ merchantId: shop.home, rule: { pointsNumerator: '3', startsAt: payload.startsAt } })
  })

  it('happens once for an idempotency key', async () => {
    const key = { 'idempotency-key': 'publish-once-0001' }
    const payload = rule({ startsAt: inDays(60) })
    const [first, second] = [await publish(payload, owner, key), await publish(payload, owner, key)]
    expect(first.statusCode, first.body).toBe(202)
    expect(second.json()).toEqual(first.json())
  })

  it.each([
    ['a start in the past', { startsAt: '2011-01-01T00:00:00.000Z' }, 'LOYALTY_RULE_START_PAST', '/body/startsAt'],
    ['a start this very second', { startsAt: inDays(0) }, 'LOYALTY_RULE_START_PAST', '/body/startsAt'],
    ['an end before the start', { startsAt: inDays(90), endsAt: inDays(80) }, 'LOYALTY_RULE_INVALID', '/body/endsAt'],
    ['points for nothing', { startsAt: inDays(90), spendUnit: '0' }, 'LOYALTY_RULE_INVALID', '/body/spendUnit'],
    ['a cap of nothing', { startsAt: inDays(90), maximumPoints: '0' }, 'LOYALTY_RULE_INVALID', '/body/maximumPoints'],
    ['a start before the newest version', { merchantId: 'garden' }, 'LOYALTY_RULE_START_EARLY', '/body/startsAt'],
    ['an unknown merchant', { merchantId: crypto.randomUUID() }, 'LOYALTY_MERCHANT_NOT_FOUND', '/body/merchantId'],
  ])('is refused for %s, and says what to mend', async (_, change, code, path) => {
    if ('merchantId' in change && change.merchantId === 'garden') {
      change = { merchantId: shop.garden, startsAt: inDays(10) }
      await publish(rule({ merchantId: shop.garden, startsAt: inDays(20) }))
      await eventually('the later version is projected', async () => {
        const { items } = await get<RouteOutput<typeof loyaltyRoutes.rules>>(
          `/api/loyalty/rules?organisationId=${shop.organisationId}`,
        )
        return items.find(({ merchantId, version }) => merchantId === shop.garden && version === 3)
      })
    }
    const response = await publish(rule(change))
    const problem = response.json<{ code: string; errors: { path: string }[] }>()
    expect([problem.code, problem.errors[0]?.path]).toEqual([code, path])
  })

  it.each([
    ['a number beyond what the ledger holds', { spendUnit: '281474976710656' }],
    ['a negative number', { minimumSpend: '-1' }],
    ['a field that does not exist', { bonus: '1' }],
  ])('is refused for %s before anything is looked at', async (_, change) => {
    expect((await publish(rule(change))).statusCode).toBe(400)
  })

  it('is refused for a version that begins before one that is still on its way', async () => {
    const later = rule({ startsAt: inDays(400) })
    const answers = await Promise.all([publish(later), publish({ ...later, pointsNumerator: '5' })])
    expect(new Set(answers.map(({ statusCode }) => statusCode))).toEqual(new Set([202, 422]))
  })

  it.each(['sales', 'auditor'] as const)('is not for a member of staff who is %s', async (role) => {
    const somebody = await server.signIn(role)
    expect((await publish(rule(), somebody)).statusCode).toBe(403)
  })
})
