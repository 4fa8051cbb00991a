import type { CustomerLook, EmergencyOpening, TimelineItem } from '@candor/api'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { eventually, testServer, type SignedIn, type TestServer } from '../testing/index.ts'
import { auditFindings } from './audit-testing.ts'

let server: TestServer
let owner: SignedIn
let officer: SignedIn
let administrator: SignedIn
let customer: string
let another: string

type Answer<Body> = { readonly status: number; readonly body: Body }
const ask = async <Body>(who: SignedIn, url: string, payload?: object): Promise<Answer<Body>> => {
  const method = payload === undefined ? 'GET' : 'POST'
  const response = await server.app.inject({ method, url, headers: who.headers, ...(payload && { payload }) })
  return { status: response.statusCode, body: response.json<Body>() }
}
const newCustomer = async (name: string, reference: string): Promise<string> =>
  (await ask<{ id: string }>(owner, '/api/customers', { profile: { name }, reference })).body.id
const reason = 'The ambulance asks for her address'
type Opened = { readonly id: string; readonly customerId: string; readonly endsAt: string; readonly code?: string }
const open = async (who: SignedIn, wanted: object): Promise<Answer<Opened>> =>
  ask<Opened>(who, '/api/emergency-openings', { reason, ...wanted })

beforeAll(async () => {
  server = await testServer({ gatherLooksFor: 50 })
  owner = await server.signIn('owner')
  officer = await server.signIn('privacy-officer')
  administrator = await server.signIn('administrator')
  customer = await newCustomer('Karla', 'K-1')
  another = await newCustomer('Lena', 'L-1')
  const salary = {
    key: 'salary',
    label: { en: 'Salary', zh: '薪资' },
    settings: { type: 'number' },
    seenBy: ['manager'],
  }
  expect((await ask(owner, '/api/fields/customer', salary)).status).toBe(201)
  const filled = await server.app.inject({
    method: 'PATCH',
    url: `/api/custom-values/customer/${customer}`,
    headers: owner.headers,
    payload: { version: 0, values: { salary: 4200 } },
  })
  expect(filled.statusCode).toBe(200)
})
afterAll(async () => server.close())

describe('opening a record in an emergency', () => {
  it('lets somebody read one record for a time that their rights do not reach, and nothing else', async () => {
    expect((await ask(administrator, `/api/customers/${customer}`)).status).toBe(403)
    const opened = await open(administrator, { customer: 'K-1', minutes: 5 })
    expect([opened.status, opened.body.customerId]).toEqual([201, customer])
    for (const part of ['', '/timeline', '/orders', '/files'])
      expect([part, (await ask(administrator, `/api/customers/${customer}${part}`)).status]).toEqual([part, 200])
    const note = { kind: 'note', text: 'Not mine to write' }
    expect((await ask(administrator, `/api/customers/${customer}/notes`, note)).status).toBe(403)
    expect((await ask(administrator, `/api/customers/${another}`)).status).toBe(403)
    for (const list of ['/api/customers', '/api/companies', '/api/duplicates/overview'])
      expect([list, (await ask(administrator, list)).status]).toEqual([list, 403])
    expect((await ask(administrator, `/api/tickets?customer=${customer}`)).status).toBe(403)
    const own = await ask<{ items: { id: string }[] }>(administrator, '/api/emergency-openings/own')
    expect(own.body.items).toMatchObject([{ id: opened.body.id, customerId: customer }])
    expect((await ask(officer, `/api/emergency-openings/${opened.body.id}/close`, {})).body).toMatchObject({
      code: 'EMERGENCY_NOT_OPEN',
    })
    expect((await ask(administrator, `/api/emergency-openings/${opened.body.id}/close`, {})).status).toBe(200)
    expect((await ask(administrator, `/api/customers/${customer}`)).status).toBe(403)
  })

  it('is told to the customer, to those who answer for data, and stands with every look', async () => {
    const me = await server.signInCustomer(customer)
    const history = await ask<{ items: TimelineItem[] }>(me, '/api/portal/timeline?topic=consent')
    expect(history.body.items.map(({ kind }) => kind)).toEqual(['emergency.closed', 'emergency.opened'])
    expect(history.body.items[1]).toMatchObject({ actor: `staff:${administrator.id}`, body: { reason, minutes: 5 } })
    const looks = await eventually('the look is journaled', async () => {
      const { body } = await ask<{ items: CustomerLook[] }>(me, '/api/portal/looks')
      const found = body.items.filter(({ actor }) => actor === `staff:${administrator.id}`)
      return found.length > 0 && found
    })
    expect(looks.every(({ emergency }) => emergency)).toBe(true)
    for (const who of [owner, officer]) {
      const told = await ask<{ items: { kind: string }[] }>(who, '/api/notifications')
      expect(told.body.items.filter(({ kind }) => kind === 'emergency.opened')).toHaveLength(1)
    }
    const listed = await ask<{ items: EmergencyOpening[] }>(officer, '/api/emergency-openings')
    expect(listed.body.items).toMatchObject([
      { reason, customer: { id: customer, name: 'Karla' }, closedAt: expect.any(String) },
    ])
    expect((await ask(administrator, '/api/emergency-openings')).status).toBe(403)
    const stranger = await server.signIn('owner', server.organisations[1])
    expect((await ask<{ items: [] }>(stranger, '/api/emergency-openings')).body.items).toEqual([])
  })

  it('shows fields that are kept from a role, until it ends by itself', async () => {
    const service = await server.signIn('service')
    const url = `/api/custom-values/customer/${customer}`
    const seen = async (): Promise<unknown> => (await ask<{ values: object }>(service, url)).body.values
    expect(await seen()).toEqual({})
    const opened = await open(service, { customer })
    expect(await seen()).toEqual({ salary: 4200 })
    await server.db.owner.query(
      `update emergency_opening set opened_at = opened_at - interval '1 hour', ends_at = ends_at - interval '1 hour' where id = $1`,
      [opened.body.id],
    )
    expect(await seen()).toEqual({})
    // Whoever moves the clock of an opening is found.
    expect(await auditFindings(server.db, owner.organisationId)).toMatchObject([
      { code: 'EMERGENCY_OPENING_CHANGED', key: `opening ${opened.body.id}` },
    ])
  })

  it('is refused without the right, without a reason, for too long, and for whom nobody knows', async () => {
    expect((await open(await server.signIn('sales'), { customer })).status).toBe(403)
    expect((await open(administrator, { customer, reason: 'because' })).body.code).toBe('HTTP_INVALID_REQUEST')
    expect((await open(administrator, { customer, minutes: 600 })).body.code).toBe('HTTP_INVALID_REQUEST')
    expect((await open(administrator, { customer: 'X-404' })).body.code).toBe('EMERGENCY_NO_CUSTOMER')
    const stranger = await server.signIn('administrator', server.organisations[1])
    expect((await open(stranger, { customer })).body.code).toBe('EMERGENCY_NO_CUSTOMER')
  })
})
