import { request as httpRequest } from 'node:http'
import type { AddressInfo } from 'node:net'
import { defineRoute } from '@candor/api'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { testServer, type SignedIn, type TestServer } from '../../testing/index.ts'
import { uuidv7 } from '../ids.ts'
import { platformErrors } from '../platform-errors.ts'
import type { App } from '../platform.ts'
import { actorOf, requireDeclaredAccess } from './access.ts'
import { route } from './route.ts'

const tag = 'Test'
const routes = {
  open: defineRoute({
    id: 'testOpen',
    method: 'GET',
    path: '/api/test/open',
    access: 'public',
    tag,
    summary: 'Open',
    query: z.strictObject({ n: z.coerce.number().int().max(10).default(1) }),
    response: z.object({ n: z.number() }),
  }),
  owners: defineRoute({
    id: 'testOwners',
    method: 'POST',
    path: '/api/test/owners',
    access: { right: 'mail.read' },
    tag,
    summary: 'For owners',
    body: z.strictObject({
      name: z.string().max(5),
      lines: z.array(z.strictObject({ quantity: z.number().int() })).default([]),
    }),
    response: z.object({ actor: z.string() }),
    status: 201,
  }),
  customers: defineRoute({
    id: 'testCustomers',
    method: 'GET',
    path: '/api/portal/test',
    access: 'customer',
    tag,
    summary: 'For customers',
    response: z.object({ actor: z.string() }),
  }),
  fail: defineRoute({
    id: 'testFail',
    method: 'GET',
    path: '/api/test/fail/:how',
    access: 'public',
    tag,
    summary: 'Fails',
    params: z.strictObject({ how: z.enum(['known', 'unknown', 'answer']) }),
    response: z.object({ n: z.number() }),
  }),
}

const extend = (app: App): void => {
  route(app, routes.open, async ({ query }) => query)
  route(app, routes.owners, async ({ request }) => ({ actor: actorOf(request) }))
  route(app, routes.customers, async ({ request }) => ({ actor: actorOf(request) }))
  route(app, routes.fail, async ({ params }) => {
    if (params.how === 'known') throw platformErrors.CONFLICT('version 3 is stored')
    if (params.how === 'unknown') throw new Error('secret: hunter2')
    return { n: 'not a number' as unknown as number }
  })
}

const lines: string[] = []
let server: TestServer
let owner: SignedIn
let agent: SignedIn
let customer: SignedIn

beforeAll(async () => {
  server = await testServer({
    extend,
    logSink: { write: (line) => lines.push(line) },
    env: { CANDOR_LOG_LEVEL: 'debug' },
  })
  owner = await server.signIn('owner')
  agent = await server.signIn('sales')
  customer = await server.signInCustomer(uuidv7())
})
afterAll(async () => server.close())

const post = async (headers: Record<string, string>, payload: unknown) =>
  server.app.inject({ method: 'POST', url: '/api/test/owners', headers, payload: payload as object })

describe('access', () => {
  it('is denied unless a route declares it: a route that does not is refused while the server starts', () => {
    const undeclared = { method: 'GET', url: '/api/test/forgotten', handler: () => undefined } as const
    expect(() => requireDeclaredAccess({ ...undeclared })).toThrow('does not declare its access')
  })

  it('asks for a sign-in', async () => {
    expect((await post({}, { name: 'x' })).json()).toMatchObject({ status: 401, code: 'HTTP_NOT_SIGNED_IN' })
    expect((await server.app.inject('/api/portal/test')).statusCode).toBe(401)
  })

  it('looks at the role', async () => {
    expect((await post(owner.headers, { name: 'x' })).json()).toEqual({ actor: `staff:${owner.id}` })
    expect((await post(agent.headers, { name: 'x' })).json()).toMatchObject({ status: 403, code: 'HTTP_FORBIDDEN' })
  })

  it('never takes a customer for staff, nor staff for a customer', async () => {
    expect((await post(customer.headers, { name: 'x' })).statusCode).toBe(401)
    expect((await server.app.inject({ url: '/api/portal/test', headers: owner.headers })).statusCode).toBe(401)
    const own = await server.app.inject({ url: '/api/portal/test', headers: customer.headers })
    expect(own.json()).toEqual({ actor: `customer:${customer.id}` })
    const swapped = { cookie: (customer.headers.cookie ?? '').replace('candor-customer', 'candor-staff.session_token') }
    expect((await post(swapped, { name: 'x' })).statusCode).toBe(401)
  })

  it('is checked before the body is read', async () => {
    const response = await server.app.inject({
      method: 'POST',
      url: '/api/test/owners',
      headers: { 'content-type': 'application/json' },
      payload: '{ not json',
    })
    expect(response.statusCode).toBe(401)
  })

  it.each([
    { origin: 'https://evil.example' },
    { origin: 'null' },
    { 'sec-fetch-site': 'cross-site' },
    { 'sec-fetch-site': 'same-site' },
  ])('refuses a write that a page of another site sent: %j', async (foreign) => {
    const response = await post({ ...owner.headers, ...(foreign as Record<string, string>) }, { name: 'x' })
    expect(response.json()).toMatchObject({ status: 403, code: 'HTTP_CROSS_SITE' })
  })

  it('lets a page of this site write', async () => {
    const response = await post(
      { ...owner.headers, host: 'crm.test', origin: 'http://crm.test', 'sec-fetch-site': 'same-origin' },
      { name: 'x' },
    )
    expect(response.statusCode).toBe(201)
  })
})

describe('errors', () => {
  it('are problem+json with a stable code, and a message in the reader’s language', async () => {
    const english = await server.app.inject('/api/test/fail/known')
    expect(english.headers['content-type']).toContain('application/problem+json')
    expect(english.json()).toMatchObject({
      status: 409,
      code: 'CONFLICT',
      detail: 'version 3 is stored',
      type: 'urn:candor:error:conflict',
    })
    expect(english.json().userMessage).toMatch(/^Somebody/)
    const chinese = await server.app.inject({
      url: '/api/test/fail/known',
      headers: { 'accept-language': 'zh-CN,zh;q=0.9,en;q=0.8' },
    })
    expect(chinese.json().userMessage).toMatch(/数据/)
  })

  it('tell nothing of what was not foreseen, but the log has it under the request’s id', async () => {
    const response = await server.app.inject({
      url: '/api/test/fail/unknown',
      headers: { 'x-request-id': 'find-me-1' },
    })
    expect(response.json()).toMatchObject({
      status: 500,
      code: 'HTTP_INTERNAL',
      detail: 'see the log for request find-me-1',
    })
    expect(response.body).not.toContain('hunter2')
    expect(response.headers['x-request-id']).toBe('find-me-1')
    expect(lines.some((line) => line.includes('find-me-1') && line.includes('request failed'))).toBe(true)
  })

  it('stop an answer that does not keep to its description', async () => {
    expect((await server.app.inject('/api/test/fail/answer')).json()).toMatchObject({
      status: 500,
      code: 'HTTP_INTERNAL',
    })
  })

  it('name every wrong field', async () => {
    const response = await post(owner.headers, { name: 'much too long', lines: [{ quantity: 1 }, { quantity: 1.5 }] })
    expect(response.statusCode).toBe(400)
    expect(response.json()).toMatchObject({
      code: 'HTTP_INVALID_REQUEST',
      errors: [{ path: '/body/name' }, { path: '/body/lines/1/quantity' }],
    })
  })

  it('name unknown fields, in the body, inside lists and in the query', async () => {
    const body = await post(owner.headers, { name: 'x', nmae: 'y', lines: [{ quantity: 1, price: 2 }] })
    expect(body.json().errors).toEqual([
      { path: '/body/lines/0/price', message: 'there is no such field' },
      { path: '/body/nmae', message: 'there is no such field' },
    ])
    const query = await server.app.inject('/api/test/open?n=2&m=3')
    expect(query.json().errors).toEqual([{ path: '/query/m', message: 'there is no such field' }])
  })

  it.each([
    ['text that is not JSON', 'application/json', '{ "name": ', 400],
    ['JSON with a forbidden name', 'application/json', '{ "name": "x", "__proto__": { "admin": true } }', 400],
    ['no body', 'application/json', '', 400],
    ['an unknown kind of content', 'text/csv', 'name\nx', 415],
    ['a body over the limit', 'application/json', JSON.stringify({ name: 'x'.repeat(2_000_000) }), 413],
  ])('answer %s', async (_what, type, payload, status) => {
    const headers = { ...owner.headers, 'content-type': type }
    const response = await server.app.inject({ method: 'POST', url: '/api/test/owners', headers, payload })
    expect(response.statusCode).toBe(status)
    expect(response.headers['content-type']).toContain('application/problem+json')
  })

  it.each(['/api/nothing', '/api/test/fail/elsewhere', '/api/%', `/api/test/fail/${'a'.repeat(600)}`])(
    'answer %s in the same form',
    async (url) => {
      const response = await server.app.inject(url)
      expect(response.statusCode).toBeGreaterThanOrEqual(400)
      expect(response.statusCode).toBeLessThan(500)
      expect(response.headers['content-type']).toContain('application/problem+json')
    },
  )
})

describe('limits', () => {
  it('are stated on each answer', async () => {
    const { headers } = await server.app.inject('/api/test/open')
    expect(Number(headers['x-ratelimit-limit'])).toBe(1200)
    const signedIn = await post(owner.headers, { name: 'x' })
    expect(Number(signedIn.headers['x-ratelimit-limit'])).toBeGreaterThan(10_000)
  })

  it('answer 429 with the time to come back', async () => {
    const ask = async () => server.app.inject({ url: '/api/test/open', remoteAddress: '203.0.113.7' })
    for (let asked = 0; asked < 1200; asked += 1) expect((await ask()).statusCode).toBe(200)
    const refused = await ask()
    expect(refused.json()).toMatchObject({ status: 429, code: 'HTTP_TOO_MANY_REQUESTS' })
    expect(Number(refused.headers['retry-after'])).toBeGreaterThan(0)
    expect((await server.app.inject({ url: '/api/test/open', remoteAddress: '203.0.113.8' })).statusCode).toBe(200)
  })
})

describe('headers', () => {
  it('let pages load from here only and be framed nowhere', async () => {
    const { headers } = await server.app.inject('/api/test/open')
    expect(headers['content-security-policy']).toContain("default-src 'self'")
    expect(headers['content-security-policy']).toContain("frame-ancestors 'none'")
    expect(headers['content-security-policy']).not.toMatch(/script-src[^;]*unsafe-inline/)
    expect(headers['x-content-type-options']).toBe('nosniff')
    expect(headers['cache-control']).toBe('no-store')
  })
})

describe('the description of the API', () => {
  it('is OpenAPI 3.1, with the access of every route', async () => {
    const document = (await server.app.inject('/api/openapi.json')).json()
    expect(document.openapi).toBe('3.1.0')
    expect(document.paths['/api/test/owners'].post).toMatchObject({
      operationId: 'testOwners',
      security: [{ staff: [] }, { key: [] }],
    })
    expect(document.paths['/api/portal/test'].get.security).toEqual([{ customer: [] }])
    expect(document.paths['/api/test/open'].get.security).toEqual([])
  })

  it('has a page to read it', async () => {
    const response = await server.app.inject('/api/docs/')
    expect(response.statusCode).toBe(200)
    expect(response.headers['content-type']).toContain('text/html')
    expect(response.headers['content-security-policy']).toMatch(
      /^default-src 'self'; style-src 'self' 'unsafe-inline'; /,
    )
  })
})

describe('health and metrics', () => {
  it('says that database and disk are well', async () => {
    const response = await server.app.inject('/health')
    expect(response.statusCode).toBe(200)
    expect(response.json()).toMatchObject({ status: 'ok', checks: { database: { ok: true }, disk: { ok: true } } })
  })

  it('fails with 503 when a part does not answer', async () => {
    server.platform.health.add('test', async () => Promise.reject(new Error('secret: hunter2')))
    const response = await server.app.inject('/health')
    server.platform.health.add('test', async () => ({ ok: true }))
    expect(response.statusCode).toBe(503)
    expect(response.json().checks.test).toEqual({ ok: false, detail: 'does not answer' })
  })

  it('shows figures to this machine only', async () => {
    const here = await server.app.inject({ url: '/metrics', remoteAddress: '127.0.0.1' })
    expect(here.body).toContain('candor_http_request_seconds_bucket')
    expect((await server.app.inject({ url: '/metrics', remoteAddress: '203.0.113.9' })).statusCode).toBe(403)
    const proxied = { url: '/metrics', remoteAddress: '127.0.0.1', headers: { 'x-forwarded-for': '203.0.113.9' } }
    expect((await server.app.inject(proxied)).statusCode).toBe(403)
  })
})

describe('the log', () => {
  it('has one line for each request, without its query', async () => {
    await server.app.inject({ url: '/api/test/open?n=7', headers: { 'x-request-id': 'find-me-2' } })
    const own = lines.filter((line) => line.includes('find-me-2')).map((line) => JSON.parse(line))
    expect(own).toMatchObject([{ method: 'GET', route: '/api/test/open', status: 200, level: 'debug' }])
    expect(JSON.stringify(own)).not.toContain('n=7')
  })
})

describe('closing', () => {
  it('does not wait for browsers that hold a stream of events open', async () => {
    const other = await testServer({ organisations: 1 })
    const { headers } = await other.signIn('sales')
    await other.app.listen({ port: 0, host: '127.0.0.1' })
    const { port } = other.app.server.address() as AddressInfo
    const ended = new Promise((resolve) => {
      httpRequest({ port, path: '/api/events', headers }, (response) => {
        response.resume()
        response.on('close', resolve)
        void other.close()
      }).end()
    })
    await ended
    expect(other.app.server.listening).toBe(false)
  })
})
