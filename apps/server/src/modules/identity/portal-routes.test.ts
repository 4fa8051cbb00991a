import type { FastifyInstance } from 'fastify'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { testServer, type TestServer } from '../../testing/index.ts'
import { uuidv7 } from '../../platform/ids.ts'
import { createHttp } from '../../platform/http/server.ts'
import { createIdentity } from './index.ts'
import type { CustomerOfEmail } from './portal-codes.ts'

let server: TestServer
let app: FastifyInstance
const customers = new Map<string, CustomerOfEmail[]>()
const customerOf = (organisationId = '', customerId = '', name = 'Ann'): CustomerOfEmail => ({
  organisationId,
  customerId,
  name,
  reference: null,
})

beforeAll(async () => {
  server = await testServer()
  // The same identity on an app of its own, with customers that this file makes up.
  const identity = await createIdentity(server.platform)
  app = await createHttp(server.platform, identity.sessions, '0')
  identity.register(app, {
    findCustomersByEmail: async (email) => customers.get(email) ?? [],
    // Nothing that customers do to sign in is recorded by identity.
    record: async () => Promise.reject(new Error('recorded')),
    openShop: async () => Promise.reject(new Error('opened')),
    noteVerifiedEmail: async () => {},
  })
  await app.ready()
})
afterAll(async () => {
  await app.close()
  await server.close()
})

let email: string
let customerId: string
let address: string
let people = 0
beforeEach(() => {
  people += 1
  email = `customer-${people}@example.com`
  address = `203.0.113.${people}`
  customerId = uuidv7()
  customers.set(email, [customerOf(server.organisations[0], customerId)])
})

const post = async (url: string, payload: object, headers: Record<string, string> = {}) =>
  app.inject({ method: 'POST', url: `/api/portal/auth/${url}`, payload, headers, remoteAddress: address })
const askCode = async (to = email, headers: Record<string, string> = {}) => post('code', { email: to }, headers)
const mails = async (to = email) => {
  const kept = await Promise.all(
    server.organisations.map(async (id) =>
      server.db.inOrganisation(id, async (tx) => server.platform.mail.newest(tx, 200)),
    ),
  )
  return kept.flat().filter((mail) => mail.to === to)
}
const newestCode = async (): Promise<string> => /\d{6}/.exec((await mails())[0]?.text ?? '')?.[0] ?? ''
const signIn = async (code: string, more: object = {}) => post('sign-in', { email, code, ...more })
const otherThan = (code: string): string => String((Number(code) + 1) % 1_000_000).padStart(6, '0')
const sessionWith = async (cookie: string) =>
  (await app.inject({ url: '/api/portal/session', headers: { cookie } })).json().customer

describe('sign-in of customers', () => {
  it('goes by a code in a mail', async () => {
    const asked = await askCode()
    expect(asked.statusCode).toBe(202)
    expect(asked.json()).toEqual({ sent: true, validMinutes: 10 })
    const response = await signIn(await newestCode())
    expect(response.json()).toMatchObject({
      customer: { customerId, organisation: { slug: 'organisation-1' } },
      choices: [],
    })
    const cookie = String(response.headers['set-cookie'])
    expect(cookie).toMatch(/^candor-customer=.*Path=\/api\/portal; HttpOnly; SameSite=Lax/)
    expect(await sessionWith(cookie.split(';')[0] ?? '')).toMatchObject({ customerId })
  })

  it('writes the mail in the reader’s language, without the code in its subject', async () => {
    await askCode(email, { 'accept-language': 'zh-CN' })
    const [mail] = await mails()
    expect(mail).toMatchObject({ subject: '组织1：您的登录验证码', text: expect.stringMatching(/验证码是 \d{6}/) })
  })

  it('answers an unknown address in the same way, and sends nothing', async () => {
    const known = await askCode()
    const unknown = await askCode('nobody@example.com')
    expect([unknown.statusCode, unknown.json()]).toEqual([known.statusCode, known.json()])
    expect(await mails('nobody@example.com')).toEqual([])
    expect((await post('sign-in', { email: 'nobody@example.com', code: '123456' })).json()).toMatchObject({
      status: 401,
      code: 'IDENTITY_WRONG_CODE',
    })
  })

  it('takes a code once', async () => {
    await askCode()
    const code = await newestCode()
    expect((await signIn(code)).statusCode).toBe(200)
    expect((await signIn(code)).json()).toMatchObject({ code: 'IDENTITY_WRONG_CODE' })
  })

  it('takes only the newest code', async () => {
    await askCode()
    const first = await newestCode()
    await askCode()
    const second = await newestCode()
    if (first !== second) expect((await signIn(first)).statusCode).toBe(401)
    expect((await signIn(second)).statusCode).toBe(200)
  })

  it('gives five tries, then not even the right code opens', async () => {
    await askCode()
    const code = await newestCode()
    for (let tried = 0; tried < 5; tried += 1) expect((await signIn(otherThan(code))).statusCode).toBe(401)
    expect((await signIn(code)).statusCode).toBe(401)
  })

  it('counts tries that arrive at the same moment one by one', async () => {
    await askCode()
    const code = await newestCode()
    await Promise.all(Array.from({ length: 8 }, async () => signIn(otherThan(code))))
    expect((await signIn(code)).statusCode).toBe(401)
  })

  it('does not take a code after its time', async () => {
    await askCode()
    const code = await newestCode()
    await server.db.owner.query(`update portal_code set expires_at = now() - interval '1 second'`)
    expect((await signIn(code)).statusCode).toBe(401)
  })

  it('does not take another customer’s code', async () => {
    await askCode()
    const code = await newestCode()
    const other = `other-${email}`
    customers.set(other, [customerOf(server.organisations[0], uuidv7())])
    await askCode(other)
    const sent = /\d{6}/.exec((await mails(other))[0]?.text ?? '')?.[0]
    if (sent !== code) expect((await post('sign-in', { email: other, code })).statusCode).toBe(401)
  })

  it('sends five codes in ten minutes at most, known address or not', async () => {
    for (const to of [email, 'unknown-and-limited@example.com']) {
      for (let sent = 0; sent < 5; sent += 1) expect((await askCode(to)).statusCode).toBe(202)
      const refused = await askCode(to)
      expect(refused.json()).toMatchObject({ status: 429, code: 'IDENTITY_TOO_MANY_ATTEMPTS' })
      expect(Number(refused.headers['retry-after'])).toBeGreaterThan(0)
    }
  })

  it('asks which organisation is meant where a customer is known to several', async () => {
    const [here = '', there = ''] = server.organisations
    const elsewhere = uuidv7()
    customers.set(email, [customerOf(here, customerId), customerOf(there, elsewhere)])
    await askCode()
    const code = await newestCode()
    const asked = await signIn(code)
    expect(asked.json()).toMatchObject({
      customer: null,
      choices: [
        { customerId, organisation: { id: here } },
        { customerId: elsewhere, organisation: { id: there } },
      ],
    })
    expect(asked.headers['set-cookie']).toBeUndefined()
    expect((await signIn(code, { customerId: elsewhere })).json()).toMatchObject({
      customer: { customerId: elsewhere },
    })
  })

  it('asks who is meant where people share an address, and lets nobody else in', async () => {
    const [here = ''] = server.organisations
    const spouse = uuidv7()
    customers.set(email, [customerOf(here, customerId, 'Ann'), customerOf(here, spouse, 'Bob')])
    await askCode()
    const code = await newestCode()
    expect((await signIn(code)).json()).toMatchObject({ choices: [{ name: 'Ann' }, { name: 'Bob' }] })
    expect((await signIn(code, { customerId: uuidv7() })).json()).toMatchObject({ code: 'IDENTITY_WRONG_CODE' })
    expect((await signIn(code, { customerId: spouse })).json()).toMatchObject({ customer: { customerId: spouse } })
    expect((await signIn(code, { customerId })).json()).toMatchObject({ code: 'IDENTITY_WRONG_CODE' })
  })

  it.each(['12345', '1234567', 'abcdef', ''])('refuses the code %j as not a code', async (code) => {
    expect((await signIn(code)).json()).toMatchObject({ status: 400, errors: [{ path: '/body/code' }] })
  })

  it('keeps no address and no code in clear', async () => {
    await askCode()
    const code = await newestCode()
    const { rows } = await server.db.owner.query<{ row: string }>(
      `select c::text || encode(email_hash || code_hash, 'escape') as row from portal_code c`,
    )
    expect(rows.length).toBeGreaterThan(0)
    expect(rows.filter(({ row }) => row.includes(email) || row.includes(code))).toEqual([])
  })
})

describe('a customer session', () => {
  const open = async (): Promise<string> => {
    await askCode()
    return String((await signIn(await newestCode())).headers['set-cookie']).split(';')[0] ?? ''
  }

  it('ends with sign-out', async () => {
    const cookie = await open()
    expect((await post('sign-out', {}, { cookie })).json()).toEqual({ done: true })
    expect(await sessionWith(cookie)).toBeNull()
  })

  it('ends by itself', async () => {
    const cookie = await open()
    await server.db.owner.query(`update portal_session set expires_at = now() - interval '1 second'`)
    expect(await sessionWith(cookie)).toBeNull()
  })

  it('is nobody’s with a made-up cookie, or with the id of a session but another token', async () => {
    const cookie = await open()
    const [organisation = '', session = ''] = cookie.replace('candor-customer=', '').split('.')
    for (const wrong of [
      'candor-customer=x',
      `candor-customer=${organisation}.${session}.${'A'.repeat(43)}`,
      `${cookie}.more`,
    ]) {
      expect(await sessionWith(wrong)).toBeNull()
    }
  })

  it('is not valid in another organisation', async () => {
    const cookie = await open()
    const moved = cookie.replace(server.organisations[0] ?? '', server.organisations[1] ?? '')
    expect(await sessionWith(moved)).toBeNull()
  })
})
