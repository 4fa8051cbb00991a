import { inflateRawSync } from 'node:zlib'
import type { SubjectRequest, TimelineItem } from '@candor/api'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { auditFindings } from '../../links/audit-testing.ts'
import { askMayUse } from '../../links/consent-testing.ts'
import { testServer, type SignedIn, type TestServer } from '../../testing/index.ts'

type Answer<Body> = { readonly status: number; readonly body: Body }
type Made = { readonly id: string; readonly version: number; readonly code: string }
type Page<Item> = { readonly items: Item[] }

let server: TestServer
let officer: SignedIn
let owner: SignedIn
let stranger: SignedIn
let customer: string
let me: SignedIn

const ask = async <Body = Made>(
  who: SignedIn,
  url: string,
  payload?: object,
  method: 'GET' | 'POST' | 'PUT' = payload === undefined ? 'GET' : 'POST',
): Promise<Answer<Body>> => {
  const response = await server.app.inject({ method, url, headers: { ...who.headers }, ...(payload && { payload }) })
  return { status: response.statusCode, body: response.json() }
}
const open = async (given: object, who = officer): Promise<string> => {
  const { status, body } = await ask(who, '/api/subject-requests', { customerId: customer, ...given })
  expect(status, JSON.stringify(body)).toBe(201)
  return body.id
}
const request = async (id: string): Promise<SubjectRequest> =>
  (await ask<SubjectRequest>(officer, `/api/subject-requests/${id}`)).body
const act = async (id: string, step: object): Promise<Answer<Made>> =>
  ask(officer, `/api/subject-requests/${id}/steps`, { version: (await request(id)).version, act: step })
const done = async (id: string, ...steps: object[]): Promise<SubjectRequest> => {
  for (const step of steps) expect((await act(id, step)).body).toMatchObject({ id })
  return request(id)
}
/** A file of a zip archive, found by its directory at the end. */
const unpacked = (zip: Buffer, name: string): string => {
  const entry = zip.lastIndexOf(name) - 46
  const [size, header] = [zip.readUInt32LE(entry + 20), zip.readUInt32LE(entry + 42)]
  const start = header + 30 + zip.readUInt16LE(header + 26) + zip.readUInt16LE(header + 28)
  const packed = zip.subarray(start, start + size)
  return (zip.readUInt16LE(entry + 10) === 0 ? packed : inflateRawSync(packed)).toString('utf8')
}
const identify = { step: 'identify', how: 'Called back at the number on record' }
const newCustomer = async (name: string, country = 'DE'): Promise<string> =>
  (await ask(owner, '/api/customers', { profile: { name, email: `${name.toLowerCase()}@example.com`, country } })).body
    .id
const kinds = async (): Promise<string[]> =>
  (await ask<Page<TimelineItem>>(me, '/api/portal/timeline?topic=consent&limit=200')).body.items.map(({ kind }) => kind)

beforeAll(async () => {
  server = await testServer()
  officer = await server.signIn('privacy-officer')
  owner = await server.signIn('owner')
  stranger = await server.signIn('owner', server.organisations[1])
  customer = await newCustomer('Anna')
  me = await server.signInCustomer(customer)
})
afterAll(async () => server.close())

describe('a request about own data', () => {
  it('waits for the identity check, is put off once, and refused with a reason that the person reads', async () => {
    const id = await open({ kind: 'correction', text: 'My name is Anne' })
    expect((await act(id, { step: 'execute', answer: 'Corrected' })).body.code).toBe('SUBJECT_REQUEST_NOT_IDENTIFIED')
    const { dueAt } = await done(id, identify)
    const later = await done(id, { step: 'extend', reason: 'Papers have to be looked for' })
    expect(Date.parse(later.dueAt)).toBeGreaterThan(Date.parse(dueAt))
    expect((await act(id, { step: 'extend', reason: 'Once more' })).body.code).toBe('SUBJECT_REQUEST_NOT_EXTENDABLE')
    const stale = await ask(officer, `/api/subject-requests/${id}/steps`, { version: 1, act: identify })
    expect(stale.body.code).toBe('SUBJECT_REQUEST_CHANGED_MEANWHILE')
    expect((await act(id, { step: 'execute' })).body.code).toBe('SUBJECT_REQUEST_ANSWER_NEEDED')
    await done(id, { step: 'refuse', reason: 'The name is as in your passport' })
    expect((await act(id, identify)).body.code).toBe('SUBJECT_REQUEST_CLOSED')
    const own = await ask<Page<{ answer: string; state: string }>>(me, '/api/portal/subject-requests')
    expect(own.body.items).toMatchObject([{ state: 'refused', answer: 'The name is as in your passport' }])
    const steps = ['privacy.refused', 'privacy.extended', 'privacy.identified', 'privacy.requested']
    expect(await kinds()).toEqual(steps)
  })

  it('has the clock of the customer’s country, and none is put off where the law does not allow it', async () => {
    const wang = await newCustomer('Wang', 'CN')
    const id = await open({ customerId: wang, kind: 'access' })
    expect(await request(id)).toMatchObject({ law: 'pipl', overdue: false, identifiedAt: null })
    expect((await act(id, { step: 'extend', reason: 'Much to do' })).body.code).toBe('SUBJECT_REQUEST_NOT_EXTENDABLE')
    expect(await request(await open({ customerId: wang, kind: 'objection', law: 'ccpa' }))).toMatchObject({
      law: 'ccpa',
    })
  })

  it('for access gives a package to staff and to the person, and each time it is taken is on record', async () => {
    const asked = await ask(me, '/api/portal/subject-requests', { kind: 'access', text: 'Everything, please' })
    const { id } = asked.body
    const url = `/api/portal/subject-requests/${id}/package`
    expect((await ask(me, url)).body.code).toBe('SUBJECT_REQUEST_NO_PACKAGE')
    for (const held of [true, false]) {
      const hold = { held, reason: 'A court case' }
      expect((await ask(officer, `/api/customers/${customer}/legal-hold`, hold, 'PUT')).status).toBe(200)
    }
    expect(await done(id, { step: 'execute' })).toMatchObject({
      state: 'done',
      hasPackage: true,
      identity: expect.any(String),
    })
    const response = await server.app.inject({ url, headers: { ...me.headers } })
    expect([response.statusCode, response.headers['content-type']]).toEqual([200, 'application/zip'])
    const zip = response.rawPayload.toString('latin1')
    for (const name of ['index.html', 'data.json', 'contact.vcf', 'tables/customer.csv', 'receipts/']) {
      expect(zip).toContain(name)
    }
    // That and why erasure was on hold is not told.
    const data = unpacked(response.rawPayload, 'data.json')
    expect(data).toContain('privacy.requested')
    expect(data).not.toMatch(/privacy\.hold|A court case/)
    const byStaff = await server.app.inject({
      url: `/api/subject-requests/${id}/package`,
      headers: { ...officer.headers },
    })
    expect(byStaff.statusCode).toBe(200)
    expect((await kinds()).filter((kind) => kind === 'privacy.package-taken')).toHaveLength(2)
    const another = await server.signInCustomer(await newCustomer('Berta'))
    expect((await ask(another, url)).body.code).toBe('SUBJECT_REQUEST_NOT_FOUND')
    expect((await ask(stranger, `/api/subject-requests/${id}`)).body.code).toBe('SUBJECT_REQUEST_NOT_FOUND')
  })

  it('for restriction keeps the data out of exports, mail and every use, until it is lifted', async () => {
    const id = await open({ kind: 'restriction', text: 'We argue about a bill' })
    await done(id, identify, { step: 'execute' })
    const privacyUrl = `/api/customers/${customer}/privacy`
    const limits = await ask<{ limits: { kind: string }[] }>(owner, privacyUrl)
    expect(limits.body.limits).toMatchObject([{ kind: 'restriction' }])
    const use = { purpose: 'news', category: 'contact', recipient: 'self' }
    expect(await askMayUse(server, owner, customer, use)).toMatchObject({ allowed: false, reason: 'restricted' })
    const target = { ids: [customer] }
    const started = await ask(owner, '/api/customer-exports', { target, columns: ['name'] })
    const file = await server.app.inject({
      url: `/api/customer-exports/${started.body.id}/customers.csv`,
      headers: { ...owner.headers },
    })
    expect(file.body).not.toContain('Anna')
    const ticket = { customerId: customer, subject: 'Bill', text: 'It is too high', channel: 'phone' }
    const opened = await ask(owner, '/api/tickets', ticket)
    const reply = { version: 1, kind: 'reply', text: 'We look into it' }
    expect((await ask(owner, `/api/tickets/${opened.body.id}/messages`, reply)).status).toBe(201)
    const mails = await server.db.inOrganisation(me.organisationId, async (tx) => server.platform.mail.newest(tx, 50))
    expect(mails.filter(({ to }) => to === 'anna@example.com')).toEqual([])
    const lift = `/api/customers/${customer}/use-limits/restriction/lifted`
    expect((await ask(officer, lift, { reason: 'The bill was settled' }, 'PUT')).status).toBe(200)
    expect((await ask(officer, lift, { reason: 'Once more' }, 'PUT')).body.code).toBe('USE_LIMIT_NOT_SET')
    expect((await ask<{ limits: object[] }>(owner, privacyUrl)).body.limits).toEqual([])
  })

  it('can be taken back by the person, and the audit finds everything as it was recorded', async () => {
    const { body } = await ask(me, '/api/portal/subject-requests', { kind: 'portability' })
    expect((await ask(me, `/api/portal/subject-requests/${body.id}/withdrawal`, {})).status).toBe(200)
    expect(await request(body.id)).toMatchObject({ state: 'withdrawn' })
    expect(await auditFindings(server.db, me.organisationId)).toEqual([])
    await server.db.owner.query('update subject_request set due_at = due_at + make_interval(days => 9) where id = $1', [
      body.id,
    ])
    expect(await auditFindings(server.db, me.organisationId)).toMatchObject([{ code: 'SUBJECT_REQUEST_CHANGED' }])
  })
})
