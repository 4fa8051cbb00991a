import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { testServer, type SignedIn, type TestServer } from '../../../testing/index.ts'
import { asker, linkInMail, recordedKinds } from '../testing.ts'

let server: TestServer
let ask: ReturnType<typeof asker>
let owner: SignedIn
let administrator: SignedIn
let here: string
beforeAll(async () => {
  server = await testServer()
  ask = asker(server)
  here = server.organisations[0] ?? ''
  owner = await server.signIn('owner')
  administrator = await server.signIn('administrator')
})
afterAll(async () => server.close())

const password = 'teapot seventeen glacier'
let invited = 0
const invite = async (role: string, who = administrator) => {
  invited += 1
  const email = `invited-${invited}@example.com`
  const answer = await ask<{ id: string; code: string }>(who, 'POST', '/api/staff/invitations', { email, role })
  const link = answer.status === 201 ? await linkInMail(server, who.organisationId, email) : ''
  return { ...answer, email, token: link.split('/').at(-1) ?? '' }
}
const accept = async (token: string, more: object = {}) =>
  ask<{ staff: { email: string; role: { key: string }; rights: string[] }; code: string; errors: object[] }>(
    undefined,
    'POST',
    `/api/invitations/${token}/accept`,
    { name: 'Ann Newcomer', password, ...more },
  )
type People = {
  people: { id: string; email: string; role: { key: string }; deactivatedAt: string | null }[]
  invitations: { id: string; email: string }[]
}
const list = async (who = owner) => (await ask<People>(who, 'GET', '/api/staff')).body

describe('an invitation', () => {
  it('goes out by mail, and its link lets the person in with the role', async () => {
    const { status, email, token } = await invite('service')
    expect(status).toBe(201)
    expect((await list()).invitations.map((invitation) => invitation.email)).toContain(email)
    const shown = await ask(undefined, 'GET', `/api/invitations/${token}`)
    expect(shown.body).toMatchObject({ email, organisation: { id: here }, role: { key: 'service', nameZh: '客服' } })
    const joined = await accept(token)
    expect(joined).toMatchObject({ status: 201, body: { staff: { email, role: { key: 'service' } } } })
    expect(joined.body.staff.rights).toContain('customer.write')
    expect((await ask(joined, 'GET', '/api/customers')).status).toBe(200)
    expect((await ask(joined, 'GET', '/api/imports')).status).toBe(403)
    expect(await recordedKinds(server, here, 2)).toEqual(['staff.joined', 'staff.invited'])
    expect((await list()).invitations.map((invitation) => invitation.email)).not.toContain(email)
  })

  it('opens once', async () => {
    const { token } = await invite('sales')
    const answers = await Promise.all([accept(token), accept(token)])
    expect(answers.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([201, 404])
    expect((await ask(undefined, 'GET', `/api/invitations/${token}`)).body).toMatchObject({
      code: 'IDENTITY_LINK_DEAD',
    })
  })

  it('opens nothing after it expired, was taken back, or was replaced by a newer one', async () => {
    const [expired, withdrawn, replaced] = [await invite('sales'), await invite('sales'), await invite('sales')]
    await server.db.owner.query(`update staff_invitation set expires_at = now() where email = $1`, [expired.email])
    expect((await ask(administrator, 'DELETE', `/api/staff/invitations/${withdrawn.body.id}`)).status).toBe(200)
    await ask(administrator, 'POST', '/api/staff/invitations', { email: replaced.email, role: 'auditor' })
    for (const { token } of [expired, withdrawn, replaced]) expect((await accept(token)).status).toBe(404)
    const newer = (await linkInMail(server, here, replaced.email)).split('/').at(-1) ?? ''
    expect((await accept(newer)).body.staff.role.key).toBe('auditor')
  })

  it('opens nothing with one sign changed', async () => {
    const { token } = await invite('sales')
    for (const at of [0, 30, 60, 80]) {
      const changed = token.slice(0, at) + (token[at] === 'a' ? 'b' : 'a') + token.slice(at + 1)
      expect((await accept(changed)).status).toBe(404)
    }
    expect((await accept(token)).status).toBe(201)
  })

  it('keeps its link where the password is refused', async () => {
    const { token } = await invite('sales')
    expect((await accept(token, { password: 'short' })).status).toBe(400)
    const common = await accept(token, { password: 'Ann Newcomer 2026' })
    expect(common.body).toMatchObject({ code: 'IDENTITY_COMMON_PASSWORD', errors: [{ path: '/body/password' }] })
    expect((await accept(token)).status).toBe(201)
  })

  it('is refused for somebody who works here, for a role that does not exist, and of an owner by others', async () => {
    const { email, token } = await invite('sales')
    await accept(token)
    const again = await ask(administrator, 'POST', '/api/staff/invitations', { email, role: 'sales' })
    expect(again.body).toMatchObject({ status: 409, code: 'IDENTITY_ALREADY_HERE' })
    const stranger = await ask(administrator, 'POST', '/api/staff/invitations', {
      email: 'x@example.com',
      role: '01890000-0000-7000-8000-000000000000',
    })
    expect(stranger.body).toMatchObject({ status: 400, code: 'IDENTITY_NO_SUCH_ROLE' })
    expect((await invite('owner')).body).toMatchObject({ status: 403, code: 'IDENTITY_OWNERS_ONLY' })
    expect((await invite('owner', owner)).status).toBe(201)
  })

  it('does not take somebody away from another organisation', async () => {
    const elsewhere = await server.signIn('owner', server.organisations[1])
    const { rows } = await server.db.owner.query<{ email: string }>('select email from auth.user where id = $1', [
      elsewhere.id,
    ])
    const email = rows[0]?.email ?? ''
    await ask(administrator, 'POST', '/api/staff/invitations', { email, role: 'sales' })
    const token = (await linkInMail(server, here, email)).split('/').at(-1) ?? ''
    expect((await accept(token)).body).toMatchObject({ status: 409, code: 'IDENTITY_WORKS_ELSEWHERE' })
    expect((await ask(elsewhere, 'GET', '/api/staff')).status).toBe(200)
  })
})

describe('changing somebody', () => {
  const newcomer = async (role = 'sales') => {
    const { email, token } = await invite(role, owner)
    const joined = await accept(token)
    const { people } = await list()
    return { headers: joined.headers, email, id: people.find((person) => person.email === email)?.id ?? '' }
  }
  const change = async (id: string, payload: object, who = administrator) =>
    ask<{ code: string }>(who, 'PATCH', `/api/staff/${id}`, payload)

  it('gives another role, which holds at once', async () => {
    const person = await newcomer('sales')
    expect((await ask(person, 'GET', '/api/imports')).status).toBe(200)
    expect((await change(person.id, { role: 'marketing' })).status).toBe(200)
    expect((await ask(person, 'GET', '/api/imports')).status).toBe(403)
    expect((await ask(person, 'GET', '/api/customers')).status).toBe(200)
    expect(await recordedKinds(server, here, 1)).toEqual(['staff.role-changed'])
  })

  it('keeps somebody out at once, and lets them in again', async () => {
    const person = await newcomer()
    expect((await ask(person, 'GET', '/api/customers')).status).toBe(200)
    expect((await change(person.id, { active: false })).status).toBe(200)
    expect((await ask(person, 'GET', '/api/customers')).status).toBe(401)
    const body = { email: person.email, password }
    const refused = await ask(undefined, 'POST', '/api/auth/sign-in', body)
    expect(refused).toMatchObject({ status: 403, headers: { cookie: '' }, body: { code: 'IDENTITY_NO_ORGANISATION' } })
    expect((await change(person.id, { active: true })).status).toBe(200)
    expect((await ask(person, 'GET', '/api/customers')).status).toBe(401)
    expect((await ask(undefined, 'POST', '/api/auth/sign-in', body)).status).toBe(200)
    expect(await recordedKinds(server, here, 2)).toEqual(['staff.reactivated', 'staff.deactivated'])
  })

  it('is recorded only where something changed', async () => {
    const person = await newcomer()
    expect((await change(person.id, { role: 'sales', active: true, secondFactor: false })).status).toBe(200)
    expect(await recordedKinds(server, here, 1)).toEqual(['staff.joined'])
  })

  it('is not for oneself, and not for owners unless one is one', async () => {
    expect((await change(administrator.id, { role: 'manager' })).body).toMatchObject({ code: 'IDENTITY_OWN_ROLE' })
    expect((await change(owner.id, { active: false })).body).toMatchObject({ code: 'IDENTITY_OWNERS_ONLY' })
    const person = await newcomer()
    expect((await change(person.id, { role: 'owner' })).body).toMatchObject({ code: 'IDENTITY_OWNERS_ONLY' })
    expect((await change(person.id, { role: 'owner' }, owner)).status).toBe(200)
  })

  it('reaches nobody of another organisation', async () => {
    const elsewhere = await server.signIn('sales', server.organisations[1])
    expect((await change(elsewhere.id, { active: false }, owner)).status).toBe(404)
    expect((await ask(elsewhere, 'GET', '/api/customers')).status).toBe(200)
    expect((await list()).people.map(({ id }) => id)).not.toContain(elsewhere.id)
  })

  it('always leaves an owner, also when two keep each other out at the same moment', async () => {
    const [organisationId = ''] = server.organisations.slice(1)
    const first = await server.signIn('owner', organisationId)
    const { rows } = await server.db.owner.query<{ id: string }>(
      `select user_id as id from auth.membership
        where organisation_id = $1 and role = 'owner' and deactivated_at is null and user_id <> $2`,
      [organisationId, first.id],
    )
    for (const { id } of rows) await change(id, { role: 'sales' }, first)
    const second = await server.signIn('owner', organisationId)
    const answers = await Promise.all([
      change(second.id, { active: false }, first),
      change(first.id, { role: 'sales' }, second),
    ])
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1)
    const { rows: left } = await server.db.owner.query(
      `select from auth.membership where organisation_id = $1 and role = 'owner' and deactivated_at is null`,
      [organisationId],
    )
    expect(left).toHaveLength(1)
  })
})
