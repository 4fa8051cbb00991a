import type { CustomerFilter, CustomerSummary } from '@candor/api'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { pageQuery, type ListRow } from '../modules/customers/list/query.ts'
import { eventually, testServer, type SignedIn, type TestServer } from '../testing/index.ts'
import { ownFieldsOfCustomers } from './own-fields-of-customers.ts'

let server: TestServer
let owner: SignedIn
let sales: SignedIn

type Refusal = { code: string; errors?: { path: string; message: string }[] }
type Page = { items: CustomerSummary[]; nextCursor: string | null }

type Answered<Body> = { status: number; body: Body }

const ask = async <Body = Refusal>(
  method: 'GET' | 'POST' | 'PATCH' | 'PUT',
  url: string,
  payload?: object,
  who = owner,
): Promise<Answered<Body>> => {
  const response = await server.app.inject({ method, url, headers: who.headers, ...(payload && { payload }) })
  return { status: response.statusCode, body: response.json() }
}

const levels = ['gold', 'silver', 'bronze'] as const
/** What each customer has; every fifth has nothing. */
const people = Array.from({ length: 40 }, (_, at) => ({
  reference: `C${at}`,
  name: at % 2 === 0 ? `Anna Example${at}` : `王小明${at}`,
  custom:
    at % 5 === 4
      ? {}
      : {
          visits: at % 7,
          budget: String((at % 6) * 1000),
          member_since: `20${String(10 + (at % 12)).padStart(2, '0')}-06-01`,
          level: levels[at % 3]!,
          likes: at % 2 === 0 ? ['tea'] : ['tea', 'cups'],
          vip: at % 3 === 0,
          nickname: at % 4 === 0 ? 'Ａnnie' : `Nick ${at}`,
          worth: at % 9,
        },
}))
type Person = (typeof people)[number]
type Held = Partial<Extract<Person['custom'], { visits: number }>>
const held = (person: Person): Held => person.custom

const define = async (key: string, settings: object, more: object = {}): Promise<void> => {
  const payload = { key, label: { en: key, zh: key }, settings, ...more }
  expect((await ask('POST', '/api/fields/customer', payload)).status).toBe(201)
}
const options = (keys: readonly string[]) => keys.map((key) => ({ key, label: { en: key, zh: key } }))

beforeAll(async () => {
  server = await testServer()
  owner = await server.signIn('owner')
  sales = await server.signIn('sales')
  await define('visits', { type: 'number' })
  await define('budget', { type: 'money', currency: 'GBP' })
  await define('member_since', { type: 'date' })
  await define('level', { type: 'choice', options: options(levels) })
  await define('likes', { type: 'choices', options: options(['tea', 'cups']) })
  await define('vip', { type: 'boolean' })
  await define('nickname', { type: 'text' })
  await define('worth', { type: 'number' }, { seenBy: ['manager'] })
  await define('doubled', { type: 'formula', expression: 'visits * 2' })
  for (const { reference, name, custom } of people) {
    const made = await ask('POST', '/api/customers', { reference, profile: { name }, custom })
    expect([made.status, made.body]).toEqual([201, expect.anything()])
  }
})
afterAll(async () => server.close())

const pages = async (query: Record<string, string>, who = owner): Promise<CustomerSummary[]> => {
  const items: CustomerSummary[] = []
  let cursor: string | null = null
  do {
    const search = new URLSearchParams({ limit: '7', ...query, ...(cursor !== null && { cursor }) })
    const answer: Answered<Page> = await ask<Page>('GET', `/api/customers?${search.toString()}`, undefined, who)
    expect([answer.status, answer.body]).toEqual([200, expect.anything()])
    items.push(...answer.body.items)
    cursor = answer.body.nextCursor
  } while (cursor !== null)
  return items
}
const listed = async (filter: object, who = owner): Promise<string[]> =>
  (await pages({ filter: JSON.stringify(filter) }, who)).map(({ reference }) => reference!).toSorted()
const expected = (wanted: (has: Held) => boolean): string[] =>
  people
    .filter((person) => wanted(held(person)))
    .map(({ reference }) => reference)
    .toSorted()
/** The same as a list is read in which so many have it that it walks its order and looks at each. */
const walked = async (filter: object): Promise<string[]> =>
  server.db.inOrganisation(owner.organisationId, async (tx) => {
    const fields = await ownFieldsOfCustomers(server.customerSide.fields).listFields(tx, 'owner')
    const filters = { filter: filter as CustomerFilter, onlooker: { staffId: owner.id, now: new Date(), fields } }
    const rows = await tx.rows<ListRow>(pageQuery(tx.organisationId, filters, '-createdAt', undefined, 50))
    return rows.map(({ reference }) => reference!).toSorted()
  })
const own = (key: string, rest: object) => ({ field: 'custom', key, ...rest })

describe('lists of customers by own fields', () => {
  it.each<[string, object, (has: Held) => boolean]>([
    ['a number', own('visits', { is: 'between', from: '2', to: '4' }), ({ visits = -1 }) => visits >= 2 && visits <= 4],
    ['an amount', own('budget', { is: 'atLeast', from: '3000' }), ({ budget = '-1' }) => Number(budget) >= 3000],
    [
      'a day',
      own('member_since', { is: 'atMost', to: '2013-06-01' }),
      (has) => (has.member_since ?? '9') <= '2013-06-01',
    ],
    ['a span', own('member_since', { is: 'notWithin', last: { count: 1, unit: 'day' } }), () => true],
    [
      'an option',
      own('level', { is: 'anyOf', values: ['gold', 'bronze'] }),
      ({ level }) => level === 'gold' || level === 'bronze',
    ],
    ['no such option', own('level', { is: 'noneOf', values: ['gold'] }), ({ level }) => level !== 'gold'],
    [
      'one of several options',
      own('likes', { is: 'anyOf', values: ['cups'] }),
      ({ likes = [] }) => likes.includes('cups'),
    ],
    ['yes', own('vip', { is: 'anyOf', values: ['true'] }), ({ vip }) => vip === true],
    [
      'a whole text, however it is written',
      own('nickname', { is: 'anyOf', values: [' annie '] }),
      ({ nickname }) => nickname === 'Ａnnie',
    ],
    ['something known', own('visits', { is: 'filled' }), ({ visits }) => visits !== undefined],
    ['nothing known', own('level', { is: 'empty' }), ({ level }) => level === undefined],
    [
      'any of several conditions',
      { any: [own('visits', { is: 'atLeast', from: '6' }), own('vip', { is: 'anyOf', values: ['true'] })] },
      ({ visits = -1, vip }) => visits >= 6 || vip === true,
    ],
    [
      'all of several conditions',
      { all: [own('visits', { is: 'atLeast', from: '3' }), own('level', { is: 'anyOf', values: ['silver'] })] },
      ({ visits = -1, level }) => visits >= 3 && level === 'silver',
    ],
  ])('are narrowed by %s', async (_, filter, wanted) => {
    expect(await listed(filter)).toEqual(expected(wanted))
    expect(await walked(filter)).toEqual(expected(wanted))
  })

  it.each(['custom:visits', '-custom:visits', 'custom:budget', '-custom:member_since'])(
    'are sorted by %s, whoever has no value behind all others, page after page',
    async (sort) => {
      const key = sort.replace(/^-?custom:/, '') as 'visits' | 'budget' | 'member_since'
      const items = await pages({ sort, custom: key })
      expect(new Set(items.map(({ id }) => id)).size).toBe(people.length)
      const values = items.map(({ custom }) => custom?.[key])
      const filled = values.filter((value) => value !== undefined)
      expect(values.slice(filled.length)).toEqual(values.slice(filled.length).map(() => undefined))
      const numbers = filled.map((value) => Number(String(value).replaceAll('-', '')))
      const ascending = numbers.toSorted((a, b) => a - b)
      expect(numbers).toEqual(sort.startsWith('-') ? ascending.toReversed() : ascending)
    },
  )

  it('are sorted and searched at once', async () => {
    const items = await pages({ sort: '-custom:visits', search: '王小明', custom: 'visits' })
    expect(items.length).toBe(20)
    const visits = items.map(({ custom }) => Number(custom?.['visits'] ?? -1))
    expect(visits).toEqual(visits.toSorted((a, b) => b - a))
  })

  it('show the columns that are asked for, formulas too', async () => {
    const items = await pages({ custom: 'level,doubled,worth' })
    const first = items.find(({ reference }) => reference === 'C1')
    expect(first?.custom).toEqual({ level: 'silver', doubled: 2, worth: 1 })
    expect((await pages({}))[0]).not.toHaveProperty('custom')
  })

  it('are changed in place, on the version that the list shows', async () => {
    const held = async () => (await pages({ custom: 'level' })).find(({ reference }) => reference === 'C2')!
    const item = await held()
    const url = `/api/custom-values/customer/${item.id}`
    const change = (version: number | undefined, level: string) => ask('PATCH', url, { version, values: { level } })
    expect(item.custom).toEqual({ level: 'bronze' })
    expect((await change(item.customVersion, 'silver')).status).toBe(200)
    expect((await change(item.customVersion, 'gold')).body.code).toBe('FIELD_VALUES_CHANGED_MEANWHILE')
    const now = await held()
    expect([now.custom, now.customVersion]).toEqual([{ level: 'silver' }, item.customVersion! + 1])
    expect((await change(now.customVersion, 'bronze')).status).toBe(200)
  })

  it('are kept as views, with their columns, widths and groups', async () => {
    const content = {
      query: { filter: own('level', { is: 'anyOf', values: ['gold'] }) },
      sort: '-custom:visits',
      columns: ['name', 'custom:level', 'spent'],
      widths: { 'custom:level': 180, spent: 120 },
      density: 'compact',
      layout: 'kanban',
      groupBy: 'custom:level',
    }
    const made = await ask<{ id: string }>('POST', '/api/customer-views', { name: 'By level', shared: false, content })
    expect([made.status, made.body]).toEqual([201, expect.objectContaining({ content })])
    const wrong = { ...content, groupBy: 'level' }
    const refused = await ask('POST', '/api/customer-views', { name: 'Wrong', shared: false, content: wrong })
    expect(refused.body.code).toBe('HTTP_INVALID_REQUEST')
  })

  it('do not tell of fields that somebody may not see', async () => {
    const items = await pages({ custom: 'level,worth' }, sales)
    expect(items.every(({ custom = {} }) => !('worth' in custom))).toBe(true)
    for (const query of [
      { filter: JSON.stringify(own('worth', { is: 'atLeast', from: '1' })) },
      { sort: 'custom:worth' },
      { sort: 'custom:level' },
      { filter: JSON.stringify(own('doubled', { is: 'filled' })) },
    ]) {
      const { status, body } = await ask(
        'GET',
        `/api/customers?${new URLSearchParams(query).toString()}`,
        undefined,
        sales,
      )
      expect([status, body.code]).toEqual([422, 'CUSTOMER_FIELD_UNKNOWN'])
    }
    const stranger = await server.signIn('owner', server.organisations[1])
    expect((await ask('GET', '/api/customers?sort=custom:visits', undefined, stranger)).body.code).toBe(
      'CUSTOMER_FIELD_UNKNOWN',
    )
  })

  it.each([
    ['a number that is none', own('visits', { is: 'atLeast', from: 'many' }), 'CUSTOMER_FIELD_VALUE'],
    ['a day that does not exist', own('member_since', { is: 'atMost', to: '2023-02-30' }), 'CUSTOMER_FIELD_VALUE'],
    [
      'a way of asking that the field does not know',
      own('visits', { is: 'anyOf', values: ['1'] }),
      'CUSTOMER_FIELD_VALUE',
    ],
    ['more than the filter may hold', own('visits', { is: 'atLeast', from: '1', at: {} }), 'HTTP_INVALID_REQUEST'],
  ])('refuse %s', async (_, filter, code) => {
    const url = `/api/customers?${new URLSearchParams({ filter: JSON.stringify(filter) }).toString()}`
    expect((await ask('GET', url)).body.code).toBe(code)
  })

  it('are tagged as a whole, by what the condition meant when it was asked for', async () => {
    const tag = await ask<{ id: string }>('POST', '/api/customer-tags', { name: 'Golden' })
    const matching = { filter: own('level', { is: 'anyOf', values: ['gold'] }) }
    const bulk = await ask<{ id: string }>('POST', '/api/customer-bulks', {
      action: { do: 'tag', tagIds: [tag.body.id] },
      target: { matching },
    })
    expect([bulk.status, bulk.body]).toEqual([
      bulk.status,
      expect.objectContaining({ id: expect.any(String) as string }),
    ])
    await eventually('the change is done', async () => {
      const { body } = await ask<{ state: string }>('GET', `/api/customer-bulks/${bulk.body.id}`)
      return body.state === 'completed'
    })
    expect(await listed({ field: 'tag', is: 'anyOf', values: [tag.body.id] })).toEqual(
      expected(({ level }) => level === 'gold'),
    )
  })

  it('are taken out with the columns of who asks', async () => {
    const file = async (who: SignedIn): Promise<string[]> => {
      const target = { matching: { filter: own('visits', { is: 'atLeast', from: '6' }) } }
      const columns = ['name', 'custom:budget', 'custom:likes', 'custom:worth']
      const { body } = await ask<{ id: string }>('POST', '/api/customer-exports', { target, columns }, who)
      const response = await server.app.inject({
        url: `/api/customer-exports/${body.id}/customers.csv`,
        headers: who.headers,
      })
      return response.body.replace('\uFEFF', '').trim().split('\r\n')
    }
    const lines = await file(owner)
    expect(lines[0]).toBe('reference,name,budget,likes,worth')
    expect(lines.length - 1).toBe(expected(({ visits = -1 }) => visits >= 6).length)
    expect(lines).toContain('C6,Anna Example6,0.00,tea,6')
    const manager = await server.signIn('marketing')
    expect((await file(manager))[0]).toBe('reference,name,budget,likes')
  })
})

describe('a new customer', () => {
  it('has what a field begins with, and what is needed', async () => {
    await define('source', { type: 'text', default: 'walk-in' })
    await define('joined', { type: 'date', default: 'today' })
    await define('contract', { type: 'text' }, { required: true })
    const refused = await ask('POST', '/api/customers', { profile: { name: 'No Contract' } })
    expect([refused.status, refused.body.errors]).toEqual([
      422,
      [{ path: '/body/custom/contract', message: 'required' }],
    ])
    const custom = { contract: 'K-1', source: 'fair' }
    const { body } = await ask<{ id: string }>('POST', '/api/customers', { profile: { name: 'With Contract' }, custom })
    const stored = await ask<{ values: object; version: number }>('GET', `/api/custom-values/customer/${body.id}`)
    const joined = expect.stringMatching(/^\d{4}-\d{2}-\d{2}$/) as string
    expect(stored.body).toMatchObject({ version: 1, values: { contract: 'K-1', source: 'fair', joined } })
    const emptied = { version: 1, values: { contract: null } }
    const url = `/api/custom-values/customer/${body.id}`
    expect((await ask('PATCH', url, emptied)).body.errors?.[0]?.message).toBe('required')
  })
})
