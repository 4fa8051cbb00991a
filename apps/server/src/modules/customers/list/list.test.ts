import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Tx } from '../../../platform/db/index.ts'
import { testServer, type SignedIn, type TestServer } from '../../../testing/index.ts'
import { countOrders } from '../figures.ts'
import { asker, type Page, type Refusal } from '../testing.ts'
import { blindKeys } from '../../../platform/crypto/index.ts'
import { blindTokens } from '../search/blind.ts'
import { rememberCommon } from '../search/common.ts'
import { gramsToSearch, searchTerms } from '../search/grams.ts'
import { pageQuery, stretchQuery, type CustomerFilters } from './query.ts'
import type { CustomerSort } from './sort.ts'

let server: TestServer
let ask: ReturnType<typeof asker>
let staff: SignedIn
let organisation: string

const merchants = ['01980000-0000-7000-8000-00000000000a', '01980000-0000-7000-8000-00000000000b'] as const
const countries = ['United Kingdom', 'United Kingdom', 'Germany', '中国']
const people = Array.from({ length: 60 }, (_, at) => ({
  reference: String(20_000 + at),
  profile: {
    name: at % 3 === 0 ? `王${'小明华芳'[at % 4]}${at}` : `${['Anna', 'Berta', 'Carl'][at % 3]} Example${at}`,
    email: at % 2 === 0 ? `person.${at}@example.com` : null,
    phone: at % 5 === 0 ? `+44 7700 900${String(at).padStart(3, '0')}` : null,
    country: countries[at % 4]!,
  },
}))

const within = async <T>(run: (tx: Tx) => Promise<T>): Promise<T> => server.db.inOrganisation(organisation, run)

beforeAll(async () => {
  server = await testServer()
  ask = asker(server)
  staff = await server.signIn('sales')
  organisation = staff.organisationId
  await within(async (tx) => {
    const made = await server.customerSide.customers.createCustomers(tx, people, { actor: 'system', purpose: 'test' })
    // Several customers share a day and an amount, so that only the id can tell them apart.
    await countOrders(
      tx,
      made.slice(0, 50).map(({ id }, at) => ({
        customerId: id,
        merchantId: merchants[at % 7 === 0 ? 1 : 0],
        kind: at % 10 === 9 ? ('return' as const) : ('purchase' as const),
        total: (at % 10 === 9 ? -1 : 1) * 100 * (at % 12),
        placedAt: Date.UTC(2011, at % 9, 1),
      })),
    )
  })
})
afterAll(async () => server.close())

const page = async (query: Record<string, string> = {}): Promise<Page> => {
  const { status, body } = await ask<Page>(staff, `/api/customers?${new URLSearchParams(query).toString()}`)
  expect(status).toBe(200)
  return body
}
const all = async (query: Record<string, string> = {}): Promise<Page['items']> => {
  const items: Page['items'] = []
  let cursor: string | null = null
  do {
    const next: Page = await page({ limit: '7', ...query, ...(cursor !== null && { cursor }) })
    expect(next.items.length).toBeLessThanOrEqual(7)
    items.push(...next.items)
    cursor = next.nextCursor
  } while (cursor !== null)
  return items
}
const references = (items: Page['items']): string[] => items.map(({ reference }) => reference!).toSorted()
const expected = (wanted: (person: (typeof people)[number], at: number) => boolean): string[] =>
  people
    .filter(wanted)
    .map(({ reference }) => reference)
    .toSorted()

describe('the list of customers', () => {
  it.each(['-lastOrderAt', '-spent', '-orderCount', '-createdAt', 'createdAt'] as const)(
    'sorted by %s shows everybody once, in order, page after page',
    async (sort) => {
      const items = await all({ sort })
      expect(new Set(items.map(({ id }) => id)).size).toBe(people.length)
      const valueOf = (item: Page['items'][number]): number =>
        ({
          '-lastOrderAt': -Date.parse(item.lastOrderAt ?? '1900-01-01'),
          '-spent': -Number(item.spent),
          '-orderCount': -item.orderCount,
          '-createdAt': -Date.parse(item.createdAt),
          createdAt: Date.parse(item.createdAt),
        })[sort]
      const values = items.map(valueOf)
      expect(values).toEqual(values.toSorted((a, b) => a - b))
    },
  )

  it('is narrowed by country', async () => {
    expect(references(await all({ country: '中国' }))).toEqual(expected((_, at) => at % 4 === 3))
  })
  it('is narrowed by merchant', async () => {
    expect(references(await all({ merchantId: merchants[1] }))).toEqual(expected((_, at) => at < 50 && at % 7 === 0))
  })
  it('is narrowed by amount and by the time of the last order', async () => {
    expect(references(await all({ minimumSpent: '1000' }))).toEqual(
      expected((_, at) => at < 50 && at % 10 !== 9 && at % 12 >= 10),
    )
    const query = { orderedAfter: '2011-02-01T00:00:00.000Z', orderedBefore: '2011-04-01T00:00:00.000Z' }
    expect(references(await all(query))).toEqual(expected((_, at) => at < 50 && (at % 9 === 1 || at % 9 === 2)))
  })
  it('before a time leaves out those who never ordered', async () => {
    expect(references(await all({ orderedBefore: '2100-01-01T00:00:00.000Z' }))).toEqual(expected((_, at) => at < 50))
  })

  it.each([
    ['a whole e-mail address', ' Person.12@Example.com', (at: number) => at === 12],
    ['a part of a name', 'xample1', (at: number) => at % 3 !== 0 && String(at).startsWith('1')],
    ['a Chinese character', '芳', (at: number) => at % 3 === 0 && at % 4 === 3],
    ['a part of an address', 'person.2', (at: number) => at % 2 === 0 && String(at).startsWith('2')],
    ['a phone number', '07700 900', (at: number) => at % 5 === 0],
    ['a number of ours', '20017', (at: number) => at === 17],
    ['name and country', 'berta', (at: number) => at % 3 === 1],
  ])('is searched by %s', async (_, search, wanted) => {
    expect(references(await all({ search }))).toEqual(expected((__, at) => wanted(at)))
  })
  it('finds Chinese names in pinyin, and who was meant by a slip, each where it was asked for', async () => {
    const named = references(await all({ search: '王小' }))
    expect(references(await all({ search: 'wangxiao' }))).toEqual(named)
    expect(references(await all({ search: 'xiao wang' }))).toEqual(named)
    expect(references(await all({ search: 'wangxaio' }))).toEqual([])
    expect(references(await all({ search: 'wangxaio', similar: 'true' }))).toEqual(named)
    const bertas = references(await all({ search: 'Berta' }))
    expect(bertas.length).toBeGreaterThan(7)
    expect(references(await all({ search: 'Betra Example', similar: 'true' }))).toEqual(bertas)
    expect(references(await all({ search: 'Betra', country: 'Germany', similar: 'true' }))).toEqual(
      references(await all({ search: 'Berta', country: 'Germany' })),
    )
    expect(await all({ search: 'Zzyzx', similar: 'true' })).toEqual([])
  })

  it('is searched and narrowed at once', async () => {
    expect(references(await all({ search: 'berta', country: 'Germany', sort: '-spent' }))).toEqual(
      expected((_, at) => at % 3 === 1 && at % 4 === 2),
    )
  })
  it.each(['nobody of this name', '…', '9999'])('finds nobody by %j', async (search) => {
    expect(await page({ search })).toEqual({ items: [], nextCursor: null })
  })

  it.each([
    ['limit', '0'],
    ['limit', '201'],
    ['sort', 'name'],
    ['merchantId', 'home'],
    ['minimumSpent', '1.50'],
    ['orderedAfter', 'yesterday'],
    ['colour', 'red'],
  ])('is refused with %s=%s, and the field is named', async (name, value) => {
    const { status, body } = await ask<Refusal>(staff, `/api/customers?${name}=${value}`)
    expect([status, body.errors?.map(({ path }) => path)]).toEqual([400, [`/query/${name}`]])
  })
  it('is refused with a cursor of another list, a broken one, or one that was made up', async () => {
    const { nextCursor } = await page({ limit: '5', sort: '-spent' })
    const made = (values: unknown) => Buffer.from(JSON.stringify(values)).toString('base64url')
    const id = '01980000-0000-7000-8000-00000000000a'
    for (const cursor of [nextCursor!, 'x', made(['-lastOrderAt', 1e300, id]), made(['-lastOrderAt', '2011', id])]) {
      const { status, body } = await ask<Refusal>(staff, `/api/customers?sort=-lastOrderAt&cursor=${cursor}`)
      expect([status, body.code]).toEqual([400, 'HTTP_CURSOR_INVALID'])
    }
  })
})

describe('the figures above the list', () => {
  it('are the sums of what is below', async () => {
    const { body } = await ask<{
      customers: number
      orders: number
      returns: number
      spent: string
      countries: { customers: number }[]
      months: { month: string; orderCount: number }[]
      merchants: { orderCount: number }[]
    }>(staff, '/api/customers/overview')
    const items = await all()
    const sum = (of: (item: Page['items'][number]) => number) => items.reduce((total, item) => total + of(item), 0)
    expect(body).toMatchObject({
      customers: 60,
      orders: sum(({ orderCount }) => orderCount),
      returns: sum(({ returnCount }) => returnCount),
      spent: String(sum(({ spent }) => Number(spent))),
    })
    expect(body.countries.reduce((total, { customers }) => total + customers, 0)).toBe(60)
    expect(body.months.map(({ month }) => month)).toEqual(Array.from({ length: 9 }, (_, at) => `2011-0${at + 1}`))
    expect(body.merchants.reduce((total, { orderCount }) => total + orderCount, 0)).toBe(body.orders)
  })
})

describe('a search for what very many share', () => {
  it.each([
    ['ex', '-lastOrderAt'],
    ['example', 'createdAt'],
    ['berta', '-spent'],
  ])('walks along the list for %s and finds the same, sorted by %s', async (search, sort) => {
    const found = (await all({ search, sort })).map(({ id }) => id)
    expect(found.length).toBeGreaterThan(10)
    await within(async (tx) =>
      rememberCommon(organisation, blindTokens(await blindKeys(tx), gramsToSearch(searchTerms(search)))),
    )
    expect((await all({ search, sort })).map(({ id }) => id)).toEqual(found)
    const inGermany = await all({ search, sort, country: 'Germany' })
    expect(inGermany.every(({ country }) => country === 'Germany')).toBe(true)
    expect(inGermany.length).toBeGreaterThan(2)
  })
})

describe('the plan of a page', () => {
  const planOf = async (text: string, values: readonly unknown[]): Promise<string> =>
    within(async (tx) => {
      // So few rows are read faster without an index; what matters is that there is one that gives the order.
      await tx.rows({ text: 'set local enable_seqscan = off' })
      await tx.rows({ text: 'set local enable_sort = off' })
      const rows = await tx.rows<Record<string, string>>({ text: `explain ${text}`, values })
      return rows.map((row) => row['QUERY PLAN']).join('\n')
    })
  const place = { value: null, id: '01980000-0000-7000-8000-00000000000a' }

  it.each([
    ['-lastOrderAt', 'customer_by_last_order', null],
    ['-spent', 'customer_by_spent', '100'],
    ['-orderCount', 'customer_by_order_count', '1'],
    ['-createdAt', 'customer_by_created', 1_300_000_000_000],
    ['createdAt', 'customer_by_created', 1_300_000_000_000],
  ] as const)('sorted by %s reads an index in order and sorts nothing', async (sort: CustomerSort, index, value) => {
    for (const after of [undefined, { ...place, value }]) {
      const { text, values = [] } = pageQuery(organisation, {}, sort, after, 51)
      const plan = await planOf(text, values)
      expect(plan).toContain(index)
      expect(plan).not.toMatch(/Sort|Seq Scan/)
    }
  })
  it.each<CustomerFilters>([
    { country: 'Germany' },
    { merchantId: merchants[0] },
    { minimumSpent: '100' },
    { orderedAfter: '2011-01-01T00:00:00Z' },
  ])('narrowed by %j reads no table from end to end', async (filters) => {
    const { text, values = [] } = stretchQuery(organisation, filters, '-lastOrderAt', undefined, 51)
    expect(await planOf(text, values)).not.toContain('Seq Scan')
  })
  it('of a search reads the index of the tokens', async () => {
    const client = await server.db.owner.connect()
    try {
      await client.query('begin; set local enable_seqscan = off')
      const { rows } = await client.query<Record<string, string>>(
        'explain select id from customer where tokens @> array[1, 2]',
      )
      expect(rows.map((row) => row['QUERY PLAN']).join('\n')).toContain('customer_tokens')
    } finally {
      client.release(true)
    }
  })
})
