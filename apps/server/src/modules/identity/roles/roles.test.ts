import { rights, rightsOfRole, roles } from '@candor/api'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { testServer, type SignedIn, type TestServer } from '../../../testing/index.ts'
import { asker, recordedKinds } from '../testing.ts'

let server: TestServer
let ask: ReturnType<typeof asker>
let owner: SignedIn
beforeAll(async () => {
  server = await testServer()
  ask = asker(server)
  owner = await server.signIn('owner')
})
afterAll(async () => server.close())

type Listed = { items: { key: string; name: string; rights: string[]; custom: boolean; people: number }[] }
const create = async (body: object, who = owner) => ask<{ id: string; code: string }>(who, 'POST', '/api/roles', body)
const clerk = { name: 'Clerk', nameZh: '文员', rights: ['import.read', 'order.read'] }
const give = async (person: SignedIn, role: string) => ask(owner, 'PATCH', `/api/staff/${person.id}`, { role })

describe('the roles that every organisation has', () => {
  it('are listed with their rights', async () => {
    const { items } = (await ask<Listed>(owner, 'GET', '/api/roles')).body
    const ready = items.filter(({ custom }) => !custom)
    expect(ready.map(({ key }) => key)).toEqual([...roles])
    for (const { key, rights: given } of ready) expect(given).toEqual(rightsOfRole[key as 'owner'])
  })

  it('give every right to somebody, and all of them to owners alone', () => {
    for (const right of rights) expect(rightsOfRole.owner).toContain(right)
    for (const role of roles.filter((name) => name !== 'owner')) {
      expect(rightsOfRole[role].length).toBeLessThan(rights.length)
      expect(new Set(rightsOfRole[role]).size).toBe(rightsOfRole[role].length)
    }
  })
})

describe('a role of one’s own', () => {
  it('gives exactly its rights, and what is changed of it holds at once', async () => {
    const { status, body } = await create(clerk)
    expect(status).toBe(201)
    const person = await server.signIn('manager')
    expect((await give(person, body.id)).status).toBe(200)
    expect((await ask(person, 'GET', '/api/session')).body).toMatchObject({
      staff: { role: { key: body.id, name: 'Clerk', nameZh: '文员' }, rights: clerk.rights },
    })
    expect((await ask(person, 'GET', '/api/imports')).status).toBe(200)
    expect((await ask(person, 'GET', '/api/customers')).body).toMatchObject({ status: 403, code: 'HTTP_FORBIDDEN' })
    const changed = { ...clerk, rights: ['customer.read'] }
    expect((await ask(owner, 'PUT', `/api/roles/${body.id}`, changed)).status).toBe(200)
    expect((await ask(person, 'GET', '/api/imports')).status).toBe(403)
    expect((await ask(person, 'GET', '/api/customers')).status).toBe(200)
    const kinds = await recordedKinds(server, owner.organisationId, 3)
    expect(kinds).toEqual(['role.changed', 'staff.role-changed', 'role.created'])
  })

  it('is removed only when nobody has it', async () => {
    const { body } = await create({ ...clerk, name: 'Porter' })
    const person = await server.signIn('manager')
    await give(person, body.id)
    const used = await ask(owner, 'DELETE', `/api/roles/${body.id}`)
    expect(used.body).toMatchObject({ status: 409, code: 'IDENTITY_ROLE_IN_USE' })
    await give(person, 'sales')
    expect((await ask(owner, 'DELETE', `/api/roles/${body.id}`)).status).toBe(200)
    expect((await ask(owner, 'DELETE', `/api/roles/${body.id}`)).status).toBe(404)
  })

  it('is not changed by whoever has it', async () => {
    const { body } = await create({ ...clerk, name: 'Keeper', rights: ['role.manage', 'staff.read'] })
    const person = await server.signIn('manager')
    await give(person, body.id)
    const greedy = { ...clerk, rights: ['role.manage', 'customer.read'] }
    expect((await ask(person, 'PUT', `/api/roles/${body.id}`, greedy)).body).toMatchObject({
      status: 403,
      code: 'IDENTITY_OWN_ROLE',
    })
  })

  it('is refused with a right that does not exist or without a name', async () => {
    expect((await create({ ...clerk, rights: ['customer.eat'] })).status).toBe(400)
    expect((await create({ ...clerk, nameZh: ' ' })).status).toBe(400)
  })

  it('belongs to its organisation alone', async () => {
    const { body } = await create(clerk)
    const stranger = await server.signIn('owner', server.organisations[1])
    expect((await ask(stranger, 'PUT', `/api/roles/${body.id}`, clerk)).status).toBe(404)
    expect((await ask(stranger, 'DELETE', `/api/roles/${body.id}`)).status).toBe(404)
    const theirs = await server.signIn('sales', server.organisations[1])
    const given = await ask(stranger, 'PATCH', `/api/staff/${theirs.id}`, { role: body.id })
    expect(given.body).toMatchObject({ status: 400, code: 'IDENTITY_NO_SUCH_ROLE' })
    const { items } = (await ask<Listed>(stranger, 'GET', '/api/roles')).body
    expect(items.filter(({ custom }) => custom)).toEqual([])
  })

  it('gives nothing for a right that a later version gave up', async () => {
    const { body } = await create(clerk)
    const person = await server.signIn('manager')
    await give(person, body.id)
    await server.db.owner.query(`update staff_role set rights = '{import.read,former.right}' where id = $1`, [body.id])
    await ask(owner, 'PUT', `/api/roles/${(await create({ ...clerk, name: 'Other' })).body.id}`, clerk)
    const { staff } = (await ask<{ staff: { rights: string[] } }>(person, 'GET', '/api/session')).body
    expect(staff.rights).toEqual(['import.read'])
  })
})
