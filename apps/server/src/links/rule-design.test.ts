import { noCap, type ruleRoutes, type RouteOutput, type RulePreview } from '@candor/api'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { readEntry } from '../modules/journal/index.ts'
import { eventually, testServer, type SignedIn, type TestServer } from '../testing/index.ts'
import { newCustomers, openShop, orderOf, placeOrders, programmeOfShop, type Shop } from './points-testing.ts'
import { previewRule } from './rule-preview.ts'

let server: TestServer
let shop: Shop
let [owner, manager]: SignedIn[] = []

const amounts = [499, 500, 12_345, 250_000, 7_777, 60_000]
/** Six purchases of two customers at Home, two a month from June 2011 on; a return and a purchase in euros earn nothing. */
const day = (index: number): string => `2011-${['06', '07', '08'][Math.floor(index / 2)]}-15T12:00:00.000Z`

beforeAll(async () => {
  server = await testServer()
  const [organisationId = ''] = server.organisations
  shop = await openShop(server, organisationId)
  await server.loyalty.setUpProgramme(organisationId, programmeOfShop(shop))
  const [first = '', second = ''] = await newCustomers(server, organisationId, 2)
  await placeOrders(server, organisationId, [
    ...amounts.map((amount, index) => orderOf(shop.home, index === 0 ? second : first, amount, day(index))),
    orderOf(shop.home, first, -600, day(1)),
    orderOf(shop.home, first, 100_000, day(2), { currency: 'EUR' }),
    orderOf(shop.garden, second, 100_000, day(2)),
  ])
  owner = await server.signIn('owner')
  manager = await server.signIn('manager')
})
afterAll(async () => server.close())

const ask = async (who: SignedIn | undefined, method: 'GET' | 'POST', url: string, payload?: object) => {
  const headers = who?.headers ?? {}
  return server.app.inject({ method, url: `/api/loyalty/${url}`, headers, ...(payload && { payload }) })
}

const terms = { pointsNumerator: '2', spendUnit: '100', minimumSpend: '500', maximumPoints: '1500' }
const inDays = (days: number): string => new Date(Math.floor(Date.now() / 1000 + days * 86_400) * 1000).toISOString()

describe('a rule that is designed', () => {
  const preview = async (change: object = {}, who = owner) =>
    ask(who, 'POST', 'rules/preview', { merchantId: shop.home, ...terms, from: null, until: null, ...change })
  const twice = (amount: number): number => (amount < 500 ? 0 : Math.min(1_500, Math.floor((amount * 2) / 100)))
  const once = (amount: number): number => (amount < 500 ? 0 : Math.min(2_000, Math.floor(amount / 100)))
  const sum = (of: (amount: number) => number, some: readonly number[] = amounts): string =>
    String(some.reduce((total, amount) => total + of(amount), 0))

  it('is counted on the purchases that were really made, beside the rule now in force', async () => {
    const response = await preview()
    expect(response.statusCode, response.body).toBe(200)
    expect(response.json<RulePreview>()).toEqual({
      merchantId: shop.home,
      currency: 'GBP',
      currentVersion: 1,
      purchases: 6,
      first: day(0),
      last: day(5),
      points: sum(twice),
      pointsNow: sum(once),
      members: 1,
      sampled: null,
      months: [0, 2, 4].map((at) => ({
        month: day(at).slice(0, 7),
        purchases: 2,
        points: sum(twice, amounts.slice(at, at + 2)),
        pointsNow: sum(once, amounts.slice(at, at + 2)),
      })),
    })
  })

  it('is counted on a chosen period only', async () => {
    const chosen = await preview({ from: day(2), until: day(4) })
    expect(chosen.json<RulePreview>()).toMatchObject({ purchases: 2, points: sum(twice, amounts.slice(2, 4)) })
    const none = await preview({ until: '2000-01-01T00:00:00.000Z' })
    expect(none.json<RulePreview>()).toMatchObject({ purchases: 0, points: '0', members: 0, first: null, months: [] })
  })

  it('is estimated from runs of neighbours where there are too many purchases, and says so', async () => {
    const rule = { pointsNumerator: 1n, spendUnit: 1n, minimumSpend: 0n, maximumPoints: noCap }
    const asked = { merchantId: shop.home, currency: 'GBP', rule, now: undefined, from: null, until: null }
    const [all, some] = await server.db.inOrganisation(shop.organisationId, async (tx) => [
      await previewRule(tx, asked),
      await previewRule(tx, asked, { above: 6, runs: 3, runLength: 1 }),
    ])
    expect(all).toMatchObject({ purchases: 6, points: sum((amount) => amount), pointsNow: '0', sampled: null })
    // Numbers 1, 3 and 5 of 7; the euros are number 7.
    const looked = [0, 2, 4].map((at) => amounts[at] ?? 0)
    expect(some).toMatchObject({ purchases: 3, points: sum((each) => each, looked), sampled: { looked: 3, of: 7 } })
  })

  it.each([
    [{ spendUnit: '0' }, 422, 'LOYALTY_RULE_INVALID'],
    [{ from: day(3), until: day(2) }, 422, 'LOYALTY_RULE_INVALID'],
    [{ merchantId: crypto.randomUUID() }, 404, 'LOYALTY_MERCHANT_NOT_FOUND'],
    [{ minimumSpend: '-1' }, 400, undefined],
  ] as const)('is refused with %j', async (change, status, code) => {
    const response = await preview(change)
    expect(response.statusCode).toBe(status)
    if (code !== undefined) expect(response.json<{ code: string }>().code).toBe(code)
  })

  it('is for those who publish, of the company alone', async () => {
    expect((await preview({}, await server.signIn('auditor'))).statusCode).toBe(403)
    const stranger = await server.signIn('owner', server.organisations[1])
    expect((await preview({}, stranger)).statusCode).toBe(404)
  })
})

describe('a second person', () => {
  const rule = (days: number) => ({ merchantId: shop.home, ...terms, startsAt: inDays(days), endsAt: null })
  const publishing = async (who = owner) =>
    (await ask(who, 'GET', 'publishing')).json<RouteOutput<typeof ruleRoutes.publishing>>()
  const codeOf = async (answer: ReturnType<typeof ask>) => {
    const response = await answer
    return [response.statusCode, response.json<{ code?: string }>().code]
  }
  const propose = async (who: SignedIn | undefined, payload: object): Promise<string> => {
    const response = await ask(who, 'POST', 'proposals', payload)
    expect(response.statusCode, response.body).toBe(201)
    return response.json<{ id: string }>().id
  }

  it('is not needed until somebody says so, and then nobody publishes alone', async () => {
    expect(await publishing()).toEqual({ secondPerson: false, items: [] })
    expect(await codeOf(ask(owner, 'POST', 'proposals', { kind: 'one-person' }))).toEqual([409, 'LOYALTY_NOT_NEEDED'])
    expect((await ask(owner, 'POST', 'publishing/second-person')).json()).toEqual({ secondPerson: true })
    expect((await ask(owner, 'POST', 'publishing/second-person')).statusCode).toBe(200)
    expect(await codeOf(ask(owner, 'POST', 'rules', rule(5)))).toEqual([409, 'LOYALTY_SECOND_PERSON_NEEDED'])
  })

  it('approves what another proposed, once, and never their own; both stand in the journal', async () => {
    const id = await propose(owner, { kind: 'rule', ...rule(10) })
    expect(await codeOf(ask(owner, 'POST', `proposals/${id}/approve`))).toEqual([403, 'LOYALTY_OWN_PROPOSAL'])
    expect((await publishing(manager)).items).toMatchObject([
      {
        id,
        state: 'open',
        own: false,
        proposedBy: { id: owner?.id },
        rule: { merchantName: 'Harbour Home', ...terms },
      },
    ])
    const approved = await ask(manager, 'POST', `proposals/${id}/approve`)
    expect(approved.statusCode, approved.body).toBe(200)
    expect(await codeOf(ask(manager, 'POST', `proposals/${id}/approve`))).toEqual([409, 'LOYALTY_PROPOSAL_DECIDED'])
    const { entryId } = approved.json<{ entryId: string }>()
    const { entry, body } = await server.db.inOrganisation(shop.organisationId, async (tx) => readEntry(tx, entryId))
    expect(entry).toMatchObject({ kind: 'points.rule-approved', actor: `staff:${manager?.id}` })
    expect(body).toMatchObject({ proposal: id, proposedBy: `staff:${owner?.id}` })
    await eventually('the version is on the ledger', async () => {
      const { items } = (await ask(owner, 'GET', `rules?organisationId=${shop.organisationId}`)).json<{
        items: { merchantId: string; version: number }[]
      }>()
      return items.find(({ merchantId, version }) => merchantId === shop.home && version === 2)
    })
  })

  it('is told what can no longer be published, and the proposal stays to be declined', async () => {
    const [early, late] = [
      await propose(owner, { kind: 'rule', ...rule(20) }),
      await propose(manager, { kind: 'rule', ...rule(30) }),
    ]
    expect((await ask(owner, 'POST', `proposals/${late}/approve`)).statusCode).toBe(200)
    expect(await codeOf(ask(manager, 'POST', `proposals/${early}/approve`))).toEqual([422, 'LOYALTY_RULE_START_EARLY'])
    expect((await publishing()).items[0]).toMatchObject({ id: early, state: 'open' })
    expect((await ask(owner, 'POST', `proposals/${early}/decline`)).statusCode).toBe(200)
    expect((await publishing()).items.every(({ state }) => state !== 'open')).toBe(true)
  })

  it('is needed to do without one again', async () => {
    const id = await propose(manager, { kind: 'one-person' })
    expect(await codeOf(ask(manager, 'POST', `proposals/${id}/approve`))).toEqual([403, 'LOYALTY_OWN_PROPOSAL'])
    expect((await publishing()).secondPerson).toBe(true)
    expect((await ask(owner, 'POST', `proposals/${id}/approve`)).statusCode).toBe(200)
    expect((await publishing()).secondPerson).toBe(false)
    expect((await ask(owner, 'POST', 'rules', rule(40))).statusCode).toBe(202)
  })

  it('belongs to the company: others find no proposal', async () => {
    const stranger = await server.signIn('owner', server.organisations[1])
    const id = await propose(owner, { kind: 'rule', ...rule(50) })
    expect((await ask(stranger, 'POST', `proposals/${id}/approve`)).statusCode).toBe(404)
    expect((await ask(await server.signIn('auditor'), 'POST', `proposals/${id}/decline`)).statusCode).toBe(403)
  })
})
