import { rights as allRights, rightsOfKeys, type ApiKey, type TimelineItem } from '@candor/api'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { auditFindings } from '../../../links/audit-testing.ts'
import { testServer, type SignedIn, type TestServer } from '../../../testing/index.ts'
import { newKey, parseKey } from './secret.ts'

let server: TestServer
let owner: SignedIn

beforeAll(async () => {
  server = await testServer()
  owner = await server.signIn('owner')
})
afterAll(async () => server.close())

type Headers = Record<string, string>
type Answer<Body> = { readonly status: number; readonly body: Body; readonly headers: Headers }
const ask = async <Body>(
  headers: Headers,
  method: 'GET' | 'POST' | 'DELETE' | 'PUT',
  url: string,
  payload?: object,
) => {
  const response = await server.app.inject({ method, url, headers, ...(payload && { payload }) })
  const answer: Answer<Body> = {
    status: response.statusCode,
    body: response.json<Body>(),
    headers: response.headers as Headers,
  }
  return answer
}
type Made = { readonly id: string; readonly key: string; readonly expiresAt: string; readonly code?: string }
const make = async (rights: readonly string[], more: object = {}, by = owner): Promise<Made> =>
  (await ask<Made>(by.headers, 'POST', '/api/api-keys', { name: 'Till', rights, ...more })).body
const bearer = (key: string): Headers => ({ authorization: `Bearer ${key}` })
const keys = async (): Promise<ApiKey[]> =>
  (await ask<{ items: ApiKey[] }>(owner.headers, 'GET', '/api/api-keys')).body.items

describe('a key of a program', () => {
  it('opens what its rights say and nothing else, and what it does stands under its own name', async () => {
    const { id, key } = await make(['customer.read', 'customer.write'])
    const as = bearer(key)
    const made = await ask<{ id: string }>(as, 'POST', '/api/customers', { profile: { name: 'Anna' } })
    expect(made.status).toBe(201)
    const note = { kind: 'note', text: 'Came by' }
    expect((await ask(as, 'POST', `/api/customers/${made.body.id}/notes`, note)).status).toBe(201)
    const timeline = await ask<{ items: TimelineItem[] }>(as, 'GET', `/api/customers/${made.body.id}/timeline`)
    for (const entry of timeline.body.items) expect(entry).toMatchObject({ actor: `key:${id}`, actorName: 'Till' })
    expect((await ask(as, 'GET', '/api/deals')).status).toBe(403)
    expect((await ask(as, 'GET', '/api/customers/overview')).status).toBe(403)
    expect((await ask(as, 'GET', '/api/merchants')).status).toBe(200)
    for (const own of ['/api/account', '/api/preferences', '/api/notifications'])
      expect([own, (await ask(as, 'GET', own)).status]).toEqual([own, 403])
    const [shown] = await keys()
    expect(shown).toMatchObject({ id, hint: key.slice(-4), revokedAt: null, lastUsedAt: expect.any(String) })
  })

  it('is shown once, and kept as a hash', async () => {
    const { key } = await make(['order.read'])
    expect(JSON.stringify(await keys())).not.toContain(key)
    const { rows } = await server.db.owner.query<{ line: string }>('select k::text as line from api_key k')
    const secret = key.split('_').at(-1)!
    expect(rows.some(({ line }) => line.includes(secret))).toBe(false)
    const { rows: entries } = await server.db.owner.query<{ count: number }>(
      `select count(*)::int as count from journal_entry where kind = 'key.created'`,
    )
    expect(entries[0]?.count).toBeGreaterThanOrEqual(2)
  })

  it('is refused once it is revoked, has expired, was changed, or belongs to nobody', async () => {
    const { id, key } = await make(['customer.read'])
    expect((await ask(bearer(key), 'GET', '/api/customers')).status).toBe(200)
    expect((await ask(owner.headers, 'DELETE', `/api/api-keys/${id}`)).status).toBe(200)
    expect((await ask(bearer(key), 'GET', '/api/customers')).status).toBe(401)
    expect((await ask(owner.headers, 'DELETE', `/api/api-keys/${id}`)).status).toBe(404)
    const old = await make(['customer.read'])
    await server.db.owner.query(`update api_key set expires_at = now() - interval '1 second' where id = $1`, [old.id])
    expect((await ask(bearer(old.key), 'GET', '/api/customers')).status).toBe(401)
    const last = key.at(-1) === 'A' ? 'B' : 'A'
    for (const wrong of ['', 'candor_', `${key.slice(0, -1)}${last}`, newKey(owner.organisationId, id).key])
      expect((await ask(bearer(wrong), 'GET', '/api/customers')).status).toBe(401)
    // A cookie beside a wrong key does not help.
    const both = { ...owner.headers, ...bearer('wrong') }
    expect((await ask(both, 'GET', '/api/customers')).status).toBe(401)
  })

  it('reaches nothing of another company', async () => {
    const stranger = await server.signIn('owner', server.organisations[1])
    const made = await ask<{ id: string }>(stranger.headers, 'POST', '/api/customers', {
      profile: { name: 'Far away' },
    })
    const { id, key } = await make(['customer.read'])
    expect((await ask(bearer(key), 'GET', `/api/customers/${made.body.id}`)).status).toBe(404)
    expect((await ask(stranger.headers, 'DELETE', `/api/api-keys/${id}`)).status).toBe(404)
    const { organisationId, secret } = parseKey(key)!
    expect(organisationId).toBe(owner.organisationId)
    const forged = newKey(server.organisations[1]!, id).key.replace(/[^_]{43}$/, secret)
    expect((await ask(bearer(forged), 'GET', '/api/customers')).status).toBe(401)
  })

  it('never has more than its maker, nor what only people may do', async () => {
    const administrator = await server.signIn('administrator')
    expect((await make(['customer.read'], {}, administrator)).code).toBe('IDENTITY_KEY_BEYOND_RIGHTS')
    const peopleOnly = allRights.filter((right) => !rightsOfKeys.includes(right))
    expect(peopleOnly).toContain('key.manage')
    for (const right of peopleOnly) expect((await make([right])).code).toBe('HTTP_INVALID_REQUEST')
    expect((await make(['customer.read'], { days: 9999 })).code).toBe('HTTP_INVALID_REQUEST')
    const sales = await server.signIn('sales')
    expect((await ask(sales.headers, 'GET', '/api/api-keys')).status).toBe(403)
  })

  it('is missed by the audit when somebody with the database gives it another secret or name', async () => {
    const { id, key } = await make(['customer.read'])
    expect((await ask({ authorization: `bearer ${key}` }, 'GET', '/api/customer-tags')).status).toBe(200)
    // Other tests let keys of their own end before their time.
    const findings = async (): Promise<string[]> =>
      (await auditFindings(server.db, owner.organisationId))
        .filter(({ key: of }) => of === `key ${id}`)
        .map(({ code }) => code)
    expect(await findings()).toEqual([])
    const changed = newKey(owner.organisationId, id).hash
    const { rows } = await server.db.owner.query<{ name: string; hash: Buffer }>(
      'select name, hash from api_key where id = $1',
      [id],
    )
    const set = 'update api_key set name = $2, hash = $3 where id = $1'
    for (const [name, hash] of [
      ['Other', rows[0]!.hash],
      [rows[0]!.name, changed],
    ]) {
      await server.db.owner.query(set, [id, name, hash])
      expect(await findings()).toEqual(['API_KEY_CHANGED'])
    }
    await server.db.owner.query(set, [id, rows[0]!.name, rows[0]!.hash])
  })

  it('is told when to come back once it has used up its minute', async () => {
    const { key } = await make(['customer.read'], { requestsAMinute: 10 })
    const statuses: number[] = []
    for (let times = 0; times < 10; times += 1)
      statuses.push((await ask(bearer(key), 'GET', '/api/customer-tags')).status)
    expect(new Set(statuses)).toEqual(new Set([200]))
    const over = await ask<{ code: string }>(bearer(key), 'GET', '/api/customer-tags')
    expect([over.status, over.body.code]).toEqual([429, 'HTTP_TOO_MANY_REQUESTS'])
    expect(Number(over.headers['retry-after'])).toBeGreaterThan(0)
  })

  it('is in the description of the API', async () => {
    const document = await ask<{
      components: { securitySchemes: object }
      paths: Record<string, { get: { security: object[] } }>
    }>({}, 'GET', '/api/openapi.json')
    expect(document.body.components.securitySchemes).toHaveProperty('key.scheme', 'bearer')
    expect(document.body.paths['/api/customers']!.get.security).toContainEqual({ key: [] })
  })
})
