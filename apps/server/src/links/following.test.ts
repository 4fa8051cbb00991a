import type { Notification } from '@candor/api'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { eventually, testServer, type SignedIn, type TestServer } from '../testing/index.ts'

let server: TestServer
let manager: SignedIn
let sales: SignedIn
let marketing: SignedIn
let customer: string
let company: string

type Answer<Body> = { readonly status: number; readonly body: Body }
type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'
type Following = { readonly following: boolean; readonly others: { readonly name: string }[] }

const ask = async <Body = { id: string }>(
  who: SignedIn,
  method: Method,
  url: string,
  payload?: object,
): Promise<Answer<Body>> => {
  const response = await server.app.inject({ method, url, headers: who.headers, ...(payload && { payload }) })
  return { status: response.statusCode, body: response.json() }
}
/** What somebody was told of what they follow, the latest first. Changes of one kind may come twice where they fall into two stretches of time. */
const told = async (who: SignedIn): Promise<string[]> => {
  const { body } = await ask<{ items: Notification[] }>(who, 'GET', '/api/notifications?limit=100')
  const followed = body.items.filter(({ kind }) => kind === 'followed.changed')
  return [...new Set(followed.map(({ title, path }) => `${title?.en ?? 'erased'} ${path}`))]
}
const toldThings = async (who: SignedIn, things: number): Promise<string[]> =>
  eventually(`${things} things are told`, async () => {
    const all = await told(who)
    return all.length === things && all
  })

beforeAll(async () => {
  server = await testServer()
  manager = await server.signIn('manager')
  sales = await server.signIn('sales')
  marketing = await server.signIn('marketing')
  const profile = { name: 'Ada Quill' }
  customer = (await ask(sales, 'POST', '/api/customers', { profile })).body.id
  company = (await ask(sales, 'POST', '/api/companies', { profile: { name: 'Quill & Sons' } })).body.id
})
afterAll(async () => server.close())

describe('whoever follows a customer or a company', () => {
  it('is seen to, in a list of their own', async () => {
    expect((await ask(marketing, 'PUT', `/api/following/customer/${customer}`, {})).status).toBe(200)
    expect((await ask(marketing, 'PUT', `/api/following/customer/${customer}`, {})).status).toBe(200)
    expect((await ask(marketing, 'PUT', `/api/following/company/${company}`, {})).status).toBe(200)
    expect((await ask(manager, 'PUT', `/api/following/customer/${customer}`, {})).status).toBe(200)
    const { body } = await ask<Following>(sales, 'GET', `/api/following/customer/${customer}`)
    expect(body).toMatchObject({ following: false })
    expect(body.others).toHaveLength(2)
    const list = await ask<{ items: { name: string }[] }>(marketing, 'GET', '/api/following')
    expect(list.body.items.map(({ name }) => name)).toEqual(['Quill & Sons', 'Ada Quill'])
  })

  it('is told by others, once for what is done in one go, of what they may see', async () => {
    for (const text of ['One', 'Two']) {
      expect((await ask(sales, 'POST', `/api/customers/${customer}/notes`, { kind: 'note', text })).status).toBe(201)
    }
    // Marketing may see customers, but no tickets.
    const ticket = { customerId: customer, subject: 'Kettle', text: 'It leaks.' }
    expect((await ask(sales, 'POST', '/api/tickets', ticket)).status).toBe(201)
    const change = { version: 1, profile: { city: 'Oban' } }
    expect((await ask(marketing, 'PATCH', `/api/companies/${company}`, change)).status).toBe(403)
    expect((await ask(sales, 'PATCH', `/api/companies/${company}`, change)).status).toBe(200)
    const [changed, noted] = await toldThings(marketing, 2)
    expect(changed).toMatch(/^Quill & Sons: changed/)
    expect(changed).toContain(`/companies/${company}`)
    expect(noted).toMatch(/^Ada Quill: a note was added/)
    expect((await toldThings(manager, 2))[0]).toMatch(/^Ada Quill: something new in a ticket/)
    expect(await told(sales)).toEqual([])
  })

  it('is told no more after stopping, and follows nothing that is not there', async () => {
    expect((await ask(marketing, 'DELETE', `/api/following/company/${company}`)).status).toBe(200)
    expect(
      (await ask(sales, 'PATCH', `/api/companies/${company}`, { version: 2, profile: { city: 'Ayr' } })).status,
    ).toBe(200)
    // Of the customer everybody hears who follows; when that has come, the company was looked at as well.
    expect(
      (await ask(sales, 'PATCH', `/api/customers/${customer}`, { version: 1, profile: { city: 'Ayr' } })).status,
    ).toBe(200)
    expect((await toldThings(marketing, 3))[0]).toMatch(/^Ada Quill: changed/)
    expect((await ask(sales, 'PUT', `/api/following/customer/${company}`, {})).status).toBe(404)
    const [, other] = server.organisations
    const stranger = await server.signIn('owner', other)
    expect((await ask(stranger, 'PUT', `/api/following/customer/${customer}`, {})).status).toBe(404)
  })
})
