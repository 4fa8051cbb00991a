import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { eventually, testServer, type SignedIn, type TestServer } from '../testing/index.ts'
import {
  asking,
  auditFindings,
  customersWith,
  type BulkRows,
  type Checked,
  type Overview,
  type Pairs,
} from './duplicates-testing.ts'

let server: TestServer
let organisation: string
let keeper: SignedIn
let stranger: SignedIn
let ask: ReturnType<typeof asking>

const given = 'Anna Berta Clara Dora Emma Frieda Greta Hanna Ida Jana Karla Lena'.split(' ')
const family = 'Abbott Baxter Coleman Dawson Ellison Fletcher Garrison Holloway Ingram Jennings'.split(' ')
/** 120 people, no two alike in more than one name. */
const people = given.flatMap((first, at) =>
  family.map((last, place) => ({
    name: `${first} ${last}`,
    email: `${first}.${last}@example.com`.toLowerCase(),
    phone: `+4477009${String(10_000 + at * 613 + place * 37)}`,
    country: 'United Kingdom',
    city: ['Leeds', 'York', 'Bath', 'Derby'][(at + place) % 4]!,
  })),
)
/** Every tenth again, as somebody else would have typed it. */
const again = people
  .filter((_, at) => at % 10 === 3)
  .map(({ name, email, phone, country, city }, at) => ({
    name: name.replace(/(.)(.)$/, '$2$1'),
    country,
    city,
    email: at % 2 === 0 ? email : null,
    phone: at % 2 === 0 ? null : phone,
  }))
const emma = people.find(({ name }) => name === 'Emma Coleman')!

beforeAll(async () => {
  server = await testServer()
  ask = asking(server)
  organisation = server.organisations[0]!
  keeper = await server.signIn('manager')
  stranger = await server.signIn('manager', server.organisations[1])
  await customersWith(server, organisation, [...people, ...again])
})
afterAll(async () => server.close())

const check = async (profile: object, who = keeper, more: object = {}) =>
  (await ask<Checked>(who, '/api/duplicates/check', { profile, ...more }, 200)).items

describe('while a customer is entered', () => {
  it('finds the same person by e-mail address, by number and by name, and says why', async () => {
    const [byEmail] = await check({ name: 'E. Coleman', email: ' Emma.Coleman@EXAMPLE.com' })
    expect(byEmail).toMatchObject({ customer: { profile: { name: emma.name } } })
    expect(byEmail!.reasons).toContainEqual(expect.objectContaining({ field: 'email', likeness: 'same' }))
    const [byPhone] = await check({ name: 'Emma Colman', phone: emma.phone.replace('+44', '0') })
    expect(byPhone!.customer.profile.name).toBe(emma.name)
    const [byName, ...others] = await check({ name: 'Colemann Emma', city: emma.city, country: 'United Kingdom' })
    expect(byName?.customer.profile.name ?? 'nobody').toBe(emma.name)
    expect(others.every(({ weight }) => weight <= byName!.weight)).toBe(true)
  })

  it('says nothing of people who only share a first name, nor of the customer who is being edited', async () => {
    expect(await check({ name: 'Emma Nobody' })).toEqual([])
    expect(await check({ name: 'Zoë Unheard' })).toEqual([])
    const [found] = await check({ name: emma.name, email: emma.email })
    const rest = await check({ name: emma.name, email: emma.email }, keeper, { except: found!.customer.id })
    expect(rest.map(({ customer }) => customer.id)).not.toContain(found!.customer.id)
  })

  it('shows nobody to another organisation, nor to who may not see customers', async () => {
    expect(await check({ name: emma.name, email: emma.email }, stranger)).toEqual([])
    const analyst = await server.signIn('analyst')
    await ask(analyst, '/api/duplicates/check', { profile: { email: emma.email } }, 403)
    await ask(undefined, '/api/duplicates/check', { profile: { email: emma.email } }, 401)
  })
})

const overview = async (): Promise<Overview> => ask<Overview>(keeper, '/api/duplicates/overview', undefined, 200)
const openPairs = async (query = '', who = keeper): Promise<Pairs['items']> =>
  (await ask<Pairs>(who, `/api/duplicates?limit=200${query}`, undefined, 200)).items
const scanned = async (): Promise<NonNullable<Overview['scan']>> => {
  const { id } = await ask<{ id: string }>(keeper, '/api/duplicates/scans', {}, 202)
  return eventually('the comparison is over', async () => {
    const { scan } = await overview()
    return scan?.id === id && scan.state !== 'running' && scan
  })
}
const namesOf = ({ first, second }: Pairs['items'][number]): string[] =>
  [first, second].map(({ profile }) => profile.name).toSorted()

describe('comparing all customers', () => {
  it('finds those who are twice, each with what says so, and learns for the next check', async () => {
    const scan = await scanned()
    expect(scan).toMatchObject({ state: 'completed', customers: people.length + again.length, leftOut: 0 })
    const pairs = await openPairs('&minimum=0.5')
    const found = new Set(pairs.map((pair) => namesOf(pair).join()))
    const twice = again.map(({ name }) => [name, name.replace(/(.)(.)$/, '$2$1')].toSorted().join())
    expect(twice.filter((pair) => !found.has(pair))).toEqual([])
    expect(pairs.length).toBeLessThan(2 * again.length)
    for (const { probability, reasons, first, second } of pairs) {
      expect(probability).toBeGreaterThan(0.5)
      expect(reasons.length).toBeGreaterThan(1)
      expect(first.createdAt <= second.createdAt).toBe(true)
    }
    const { rows } = await server.db.owner.query<{ text: string }>(
      `select p::text || m::text as text from duplicate_pair p, duplicate_model m where p.organisation_id = $1`,
      [organisation],
    )
    expect(rows.some(({ text }) => /Coleman|Holloway|example\.com|7700/.test(text))).toBe(false)
    expect((await check({ name: emma.name, email: emma.email }))[0]!.probability).toBeGreaterThan(0.5)
  })

  it('pages through the pairs, the likeliest first', async () => {
    const all = await openPairs()
    const some = await ask<Pairs>(keeper, '/api/duplicates?limit=5', undefined, 200)
    const rest = await ask<Pairs>(keeper, `/api/duplicates?limit=200&cursor=${some.nextCursor}`, undefined, 200)
    expect([...some.items, ...rest.items]).toEqual(all)
    const chances = all.map(({ probability }) => probability)
    expect(chances).toEqual(chances.toSorted((a, b) => b - a))
  })

  it('does not ask again about two who were said to be different, until that is taken back', async () => {
    const [pair] = await openPairs()
    const two = { firstId: pair!.first.id, secondId: pair!.second.id }
    await ask(keeper, '/api/duplicates/dismiss', two, 200)
    await scanned()
    const ids = async () => (await openPairs()).map(({ first, second }) => `${first.id} ${second.id}`)
    expect(await ids()).not.toContain(`${two.firstId} ${two.secondId}`)
    const { decided } = await overview()
    expect(decided).toBeGreaterThanOrEqual(1)
    await ask(keeper, '/api/duplicates/reopen', two, 200)
    expect(await ids()).toContain(`${two.firstId} ${two.secondId}`)
    await ask(keeper, '/api/duplicates/reopen', two, 409)
  })

  it('runs once at a time, and can be stopped', async () => {
    const answers = await Promise.all(
      [1, 2, 3].map(async () =>
        server.app.inject({ method: 'POST', url: '/api/duplicates/scans', headers: keeper.headers }),
      ),
    )
    expect(answers.map(({ statusCode }) => statusCode).toSorted((a, b) => a - b)).toEqual([202, 409, 409])
    const { id } = answers.find(({ statusCode }) => statusCode === 202)!.json<{ id: string }>()
    const { state } = await ask<{ state: string }>(keeper, `/api/duplicates/scans/${id}/cancel`, {}, 200)
    expect(['cancelled', 'completed']).toContain(state)
    expect((await openPairs()).length).toBeGreaterThan(0)
  })

  it('is for who may merge, in their own organisation', async () => {
    const sales = await server.signIn('sales')
    await ask(sales, '/api/duplicates', undefined, 403)
    await ask(sales, '/api/duplicates/scans', {}, 403)
    expect(await openPairs('', stranger)).toEqual([])
  })
})

describe('merging all pairs from a score on', () => {
  it('merges each of them, with a row of the report, and leaves the others', async () => {
    const before = await openPairs()
    const likely = before.filter(({ probability }) => probability >= 0.9)
    const { id } = await ask<{ id: string }>(keeper, '/api/duplicates/merge-many', { minimum: 0.9 }, 202)
    const bulk = await eventually('all were merged', async () => {
      const { bulk: newest } = await overview()
      return newest?.id === id && newest.state !== 'running' && newest
    })
    expect(bulk).toMatchObject({ state: 'completed' })
    expect(bulk.merged + bulk.skipped).toBe(likely.length)
    expect(bulk.merged).toBeGreaterThan(0)
    const { items } = await ask<BulkRows>(keeper, `/api/duplicates/merge-many/${id}/rows?limit=200`, undefined, 200)
    expect(items.map(({ row }) => row)).toEqual(likely.map((_, at) => at + 1))
    expect(items.filter(({ mergeId }) => mergeId !== null)).toHaveLength(bulk.merged)
    expect((await openPairs('&minimum=0.9')).length).toBe(0)
    const { customers } = await ask<{ customers: number }>(keeper, '/api/customers/overview', undefined, 200)
    expect(customers).toBe(people.length + again.length - bulk.merged)
    expect(await auditFindings(server, organisation)).toEqual([])
  })
})
