import { canonicalJson, commitmentOf, fromHex, parseReceipt } from '@candor/journal'
import type { CustomerLook } from '@candor/api'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { eventually, testServer, type SignedIn, type TestServer } from '../testing/index.ts'
import { auditFindings } from './audit-testing.ts'
import { valuesAt } from './whose-data.ts'

let server: TestServer
let owner: SignedIn
let sales: SignedIn
let officer: SignedIn

beforeAll(async () => {
  server = await testServer({ gatherLooksFor: 50 })
  owner = await server.signIn('owner')
  sales = await server.signIn('sales')
  officer = await server.signIn('privacy-officer')
})
afterAll(async () => server.close())

type Answer<Body> = { readonly status: number; readonly body: Body }
const ask = async <Body>(who: SignedIn, url: string, payload?: object): Promise<Answer<Body>> => {
  const method = payload === undefined ? 'GET' : 'POST'
  const response = await server.app.inject({ method, url, headers: who.headers, ...(payload && { payload }) })
  return { status: response.statusCode, body: response.json<Body>() }
}
const newCustomer = async (name: string, by = owner): Promise<string> =>
  (await ask<{ id: string }>(by, '/api/customers', { profile: { name } })).body.id
type Looks = { items: CustomerLook[]; nextCursor: string | null }
const looksAt = async (customer: string, query = ''): Promise<Looks> =>
  (await ask<Looks>(officer, `/api/customers/${customer}/looks${query}`)).body
/** Those of one person, once there are as many as are waited for. */
const looksBy = async (customer: string, who: SignedIn, count: number): Promise<CustomerLook[]> =>
  eventually(`${count} looks`, async () => {
    const found = (await looksAt(customer)).items.filter(({ actor }) => actor === `staff:${who.id}`)
    return found.length >= count && found
  })
const rowsOf = async (table: string): Promise<number> => {
  const { rows } = await server.db.owner.query<{ count: number }>(`select count(*)::int as count from ${table}`)
  return rows[0]?.count ?? 0
}

describe('who looked at a customer', () => {
  it('is one line for a page that asks for many things, with who, as what, what of, and what for', async () => {
    const id = await newCustomer('Anna')
    const urls = ['', '/timeline', '/orders', '/files'].map((part) => `/api/customers/${id}${part}`)
    const answers = await Promise.all(urls.map(async (url) => ask(sales, url)))
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200])
    const looks = await eventually('all of it stands there', async () => {
      const { items } = await looksAt(id)
      return new Set(items.flatMap(({ categories }) => categories)).size === 4 && items
    })
    const [look] = looks
    expect(look).toMatchObject({
      way: 'opened',
      actorName: expect.stringMatching(/^Person/),
      role: { key: 'sales', name: 'Sales', nameZh: '销售' },
      purpose: 'service-contract',
      emergency: false,
    })
    const seen = new Set(looks.flatMap(({ categories }) => categories))
    expect([...seen].toSorted()).toEqual(['files', 'history', 'profile', 'purchases'])
  })

  it('has one entry for a list, in which each customer finds themselves and nobody finds the others', async () => {
    const ids = [await newCustomer('Berta'), await newCustomer('Carla')]
    const before = await rowsOf('access_line')
    const marketing = await server.signIn('marketing')
    const listed = await ask<{ items: { id: string }[] }>(marketing, '/api/customers?limit=100')
    const looks = await Promise.all(ids.map(async (id) => (await looksBy(id, marketing, 1))[0]!))
    expect(looks[0]!.id).toBe(looks[1]!.id)
    expect(looks[0]).toMatchObject({ way: 'listed', people: listed.body.items.length })
    expect(await rowsOf('access_line')).toBeGreaterThanOrEqual(before + listed.body.items.length)
    const me = await server.signInCustomer(ids[0]!)
    const mine = await ask<Looks>(me, '/api/portal/looks')
    const own = mine.body.items.find(({ actor }) => actor === `staff:${marketing.id}`)
    expect(own?.proof).toEqual(looks[0]!.proof)
    const receipt = await eventually('the entry is sealed', async () => {
      const response = await server.app.inject({ url: `/api/portal/entries/${own?.id}/receipt`, headers: me.headers })
      return response.statusCode === 200 && response.body
    })
    const { opened } = parseReceipt(receipt)
    const { whom } = opened!.body as { whom: string[] }
    const { salt, customer } = looks[0]!.proof
    expect(customer).toBe(ids[0])
    expect(whom).toContain(commitmentOf(fromHex(salt, 32), customer))
    expect(whom).not.toContain(commitmentOf(fromHex(salt, 32), ids[1]!))
    expect(canonicalJson(opened!.body)).not.toContain(ids[1])
    const stranger = await server.signInCustomer(await newCustomer('Dora'))
    expect((await ask(stranger, `/api/portal/entries/${own?.id}/receipt`)).status).toBe(404)
  })

  it('does not grow while the same person looks again, and is paged', async () => {
    const id = await newCustomer('Emma')
    const others = [sales, await server.signIn('manager'), await server.signIn('service')]
    for (const who of others) {
      for (let times = 0; times < 3; times += 1) expect((await ask(who, `/api/customers/${id}`)).status).toBe(200)
      await looksBy(id, who, 1)
    }
    const first = await looksAt(id, '?limit=2')
    expect(first.items).toHaveLength(2)
    const rest = await looksAt(id, `?limit=2&cursor=${first.nextCursor}`)
    expect([...first.items, ...rest.items].map(({ actor }) => actor)).toEqual(
      others.map((who) => `staff:${who.id}`).toReversed(),
    )
    expect(rest.nextCursor).toBeNull()
  })

  it('holds what leaves in a file, before it leaves', async () => {
    const id = await newCustomer('Fanny')
    const started = await ask<{ id: string }>(owner, '/api/customer-exports', {
      target: { ids: [id] },
      columns: ['name', 'spent'],
    })
    const file = await server.app.inject({
      url: `/api/customer-exports/${started.body.id}/customers.csv`,
      headers: owner.headers,
    })
    expect(file.body).toContain('Fanny')
    const looks = await looksBy(id, owner, 1)
    expect(looks.find(({ way }) => way === 'exported')).toMatchObject({ categories: ['profile', 'purchases'] })
  })

  it('is not for everybody, nor for another company, and refusals and strangers’ ids leave no line', async () => {
    const id = await newCustomer('Gerda')
    expect((await ask(sales, `/api/customers/${id}/looks`)).status).toBe(403)
    const stranger = await server.signIn('owner', server.organisations[1])
    expect((await ask(stranger, `/api/customers/${id}/looks`)).status).toBe(404)
    expect((await ask(stranger, `/api/customers/${id}`)).status).toBe(404)
    expect((await ask(await server.signIn('administrator'), `/api/customers/${id}`)).status).toBe(403)
    expect((await looksAt(id)).items).toEqual([])
    expect((await ask(officer, `/api/customers/${id}/looks?cursor=x`)).body).toMatchObject({
      code: 'HTTP_CURSOR_INVALID',
    })
  })
})

describe('the log of who looked', () => {
  it('is durable before the answer: what a killed process left is journaled by the next', async () => {
    const quiet = await testServer({ organisations: 1 })
    try {
      const who = await quiet.signIn('owner')
      const made = await quiet.app.inject({
        method: 'POST',
        url: '/api/customers',
        headers: who.headers,
        payload: { profile: { name: 'Hanna' } },
      })
      const { id } = made.json<{ id: string }>()
      await quiet.app.inject({ url: `/api/customers/${id}`, headers: who.headers })
      const { rows } = await quiet.db.owner.query<{ customers: string[] }>('select customers from access_pending')
      expect(rows).toEqual([{ customers: [id] }])
    } finally {
      await quiet.close()
    }
  })

  it('forgets whom looks concerned when they are erased, and the audit misses only what others took away', async () => {
    const [gone, stays] = [await newCustomer('Ida'), await newCustomer('Jutta')]
    const manager = await server.signIn('manager')
    await ask(manager, '/api/customers?limit=100')
    const [look] = await looksBy(stays, manager, 1)
    const opened = await ask<{ id: string }>(officer, '/api/subject-requests', {
      customerId: gone,
      kind: 'erasure',
      text: 'Please',
    })
    const url = `/api/subject-requests/${opened.body.id}`
    for (const act of [{ step: 'identify', how: 'Known at the counter' }, { step: 'execute' }]) {
      const { version } = (await ask<{ version: number }>(officer, url)).body
      expect((await ask(officer, `${url}/steps`, { version, act })).status).toBe(200)
    }
    const { rows } = await server.db.owner.query('select 1 from access_line where customer_id = $1', [gone])
    expect(rows).toEqual([])
    expect(await auditFindings(server.db, owner.organisationId)).toEqual([])
    await server.db.owner.query('delete from access_line where customer_id = $1 and entry_id = $2', [stays, look!.id])
    expect(await auditFindings(server.db, owner.organisationId)).toMatchObject([
      { code: 'ACCESS_LINES_CHANGED', key: `look ${look!.id}` },
    ])
  })
})

describe('finding whose data an answer holds', () => {
  it('goes through lists and past what is not there', () => {
    const answer = { items: [{ customer: { id: 'a' } }, { customer: null }, { customer: { id: 'b' } }] }
    expect(valuesAt(answer, ['items', 'customer', 'id'])).toEqual(['a', 'b'])
    expect(valuesAt(null, ['items'])).toEqual([])
  })
})
