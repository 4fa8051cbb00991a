import { moduleNames, rights, withheldRights } from '@candor/api'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { testServer, type SignedIn, type TestServer } from '../../../testing/index.ts'
import { asker, recordedKinds } from '../testing.ts'
import { modulesAuditor, modulesOf } from './modules.ts'

let server: TestServer
let ask: ReturnType<typeof asker>
let owner: SignedIn
let sales: SignedIn
beforeAll(async () => {
  server = await testServer()
  ask = asker(server)
  owner = await server.signIn('owner')
  sales = await server.signIn('sales')
})
afterAll(async () => server.close())

type Modules = { version: number; off: string[] }
type Session = { staff: { rights: string[] } }
const stored = async (who = owner) => (await ask<Modules>(who, 'GET', '/api/modules')).body
const set = async (version: number, off: readonly string[], who = owner) =>
  ask<Modules & { code: string }>(who, 'PUT', '/api/modules', { version, off })
const rightsNow = async (who: SignedIn) => (await ask<Session>(who, 'GET', '/api/session')).body.staff.rights

describe('modules', () => {
  it('have rights of their own, none of which leads elsewhere too', () => {
    const all = withheldRights(moduleNames)
    expect(new Set(all).size).toBe(all.length)
    for (const right of all) expect(rights).toContain(right)
  })

  it('are all on at first', async () => {
    expect(await stored()).toEqual({ version: 0, off: [] })
    expect((await ask(sales, 'GET', '/api/tasks')).status).toBe(200)
  })

  it('are closed to everybody at once while they are off, and open again afterwards', async () => {
    expect((await set(0, ['tasks', 'sales', 'tickets', 'imports'])).status).toBe(200)
    for (const who of [sales, owner]) {
      const refused = await ask(who, 'GET', '/api/tasks')
      expect(refused.body).toMatchObject({ status: 403, code: 'HTTP_SWITCHED_OFF' })
      for (const path of ['/api/imports', '/api/products', '/api/tickets']) {
        expect((await ask(who, 'GET', path)).body).toMatchObject({ code: 'HTTP_SWITCHED_OFF' })
      }
      expect((await ask(who, 'GET', '/api/customers')).status).toBe(200)
      expect(await rightsNow(who)).not.toContain('task.read')
    }
    // Somebody who may not manage settings cannot look either, for another reason.
    expect((await ask(sales, 'GET', '/api/modules')).body).toMatchObject({ status: 403, code: 'HTTP_FORBIDDEN' })
    expect((await set(1, ['imports'])).status).toBe(200)
    expect((await ask(sales, 'GET', '/api/tasks')).status).toBe(200)
    expect(await rightsNow(sales)).toContain('task.write')
    expect(await stored()).toEqual({ version: 2, off: ['imports'] })
    expect(await recordedKinds(server, owner.organisationId, 2)).toEqual(['modules.changed', 'modules.changed'])
  })

  it('are switched by one person at a time', async () => {
    const refused = await set(1, [])
    expect(refused.body).toMatchObject({ status: 409, code: 'IDENTITY_MODULES_CHANGED_MEANWHILE' })
    expect((await set(2, ['journal'])).status).toBe(400)
    expect((await set(2, ['tasks', 'tasks'])).status).toBe(400)
    expect((await set(2, [], sales)).status).toBe(403)
  })

  it('are of one organisation alone', async () => {
    const stranger = await server.signIn('owner', server.organisations[1])
    expect(await stored(stranger)).toEqual({ version: 0, off: [] })
    expect((await ask(stranger, 'GET', '/api/imports')).status).toBe(200)
  })

  it('are held against the journal', async () => {
    const found = async () =>
      server.db.inOrganisation(owner.organisationId, async (tx) => {
        const { version, off } = await modulesOf(tx)
        const entry = { id: 'e', body: { version, off: off.filter((name) => name !== 'loyalty') } }
        return modulesAuditor.compare(tx, [entry])
      })
    expect(await found()).toEqual([])
    await server.db.owner.query(`update organisation_modules set switched_off = '{imports,loyalty}'`)
    expect(await found()).toMatchObject([{ code: 'MODULES_CHANGED' }])
  })
})
