import type { CustomerProfile } from '@candor/api'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { findCustomersByEmail, findCustomersToSignIn, noteVerifiedEmail } from '../modules/customers/index.ts'
import { asker, type Created, type Detail, type Page, type Refusal } from '../modules/customers/testing.ts'
import { record } from '../modules/journal/index.ts'
import { testServer, type SignedIn, type TestServer } from '../testing/index.ts'
import { auditFindings } from './audit-testing.ts'

let server: TestServer
let ask: ReturnType<typeof asker>
let agent: SignedIn

beforeAll(async () => {
  server = await testServer()
  ask = asker(server)
  agent = await server.signIn('sales')
})
afterAll(async () => server.close())

type Changed = Created & Refusal & { readonly profile: CustomerProfile }

const create = async (profile: object): Promise<string> => {
  const { status, body } = await ask<Created>(agent, '/api/customers', { payload: { profile } })
  expect(status, JSON.stringify(body)).toBe(201)
  return body.id
}
const change = async (id: string, version: number, profile: object) =>
  ask<Changed>(agent, `/api/customers/${id}`, { method: 'PATCH', payload: { version, profile } })
const profileOf = async (id: string): Promise<CustomerProfile> =>
  (await ask<Detail>(agent, `/api/customers/${id}`)).body.profile
const found = async (search: string): Promise<string[]> =>
  (await ask<Page>(agent, `/api/customers?search=${encodeURIComponent(search)}`)).body.items.map(({ id }) => id)
const ids = async (find: typeof findCustomersByEmail, email: string): Promise<string[]> =>
  server.db.inOrganisation(agent.organisationId, async (tx) => (await find(tx, email)).map(({ id }) => id))

describe('addresses and numbers of a customer', () => {
  it('come into their standard form, and how they were written is kept', async () => {
    const id = await create({
      name: 'Standard One',
      country: 'United Kingdom',
      email: 'Mary@EXAMPLE.com',
      phone: '020 7946 0018',
    })
    expect(await profileOf(id)).toEqual({
      name: 'Standard One',
      country: 'United Kingdom',
      email: 'Mary@example.com',
      emails: [{ kind: 'personal', address: 'Mary@example.com', original: 'Mary@EXAMPLE.com', primary: true }],
      phone: '+442079460018',
      phones: [{ kind: 'home', number: '+442079460018', original: '020 7946 0018', primary: true }],
    })
  })

  it('stay as they were written where no standard form is known', async () => {
    const id = await create({ name: 'Fiction', phone: '07700 900123' })
    expect(await profileOf(id)).toEqual({ name: 'Fiction', phone: '07700 900123' })
  })

  it('are taken apart in China, down to the district', async () => {
    const id = await create({ name: '王小明', country: '中国', address: '广东省深圳市南山区科技园路1号' })
    expect(await profileOf(id)).toMatchObject({
      city: '深圳市',
      address: '科技园路1号',
      addresses: [
        {
          kind: 'home',
          country: '中国',
          region: '广东省',
          city: '深圳市',
          district: '南山区',
          address: '科技园路1号',
          primary: true,
        },
      ],
    })
  })

  it('are several, each of a kind, one of them the primary', async () => {
    const id = await create({ name: 'Several', email: 'first@several.example' })
    const emails = [
      { kind: 'personal', address: 'first@several.example' },
      { kind: 'work', address: 'second@several.example', primary: true },
    ]
    const { body } = await change(id, 1, { emails, phones: [{ kind: 'work', number: '+44 20 7946 0018' }] })
    expect(body.profile).toMatchObject({
      email: 'second@several.example',
      emails: [{ address: 'first@several.example' }, { address: 'second@several.example', primary: true }],
      phone: '+442079460018',
      phones: [{ kind: 'work', original: '+44 20 7946 0018', primary: true }],
    })
    expect(body.profile.emails?.[0]).not.toHaveProperty('primary')
  })

  it('keep the others when the primary one is changed or removed by itself', async () => {
    const id = await create({
      name: 'Kept',
      emails: [
        { kind: 'work', address: 'a@kept.example' },
        { kind: 'billing', address: 'b@kept.example' },
      ],
    })
    const changed = await change(id, 1, { email: 'c@kept.example' })
    expect(changed.body.profile.emails).toEqual([
      { kind: 'work', address: 'c@kept.example', primary: true },
      { kind: 'billing', address: 'b@kept.example' },
    ])
    const removed = await change(id, 2, { email: null })
    expect(removed.body.profile).toMatchObject({
      email: 'b@kept.example',
      emails: [{ kind: 'billing', address: 'b@kept.example', primary: true }],
    })
  })

  it('are refused when the same is there twice, when two are primary, and when one is none', async () => {
    const id = await create({ name: 'Refused' })
    const twice = await change(id, 1, {
      emails: [
        { kind: 'work', address: 'A@twice.example' },
        { kind: 'other', address: 'a@TWICE.example' },
      ],
    })
    expect([twice.status, twice.body.code, twice.body.errors]).toMatchObject([
      422,
      'CUSTOMER_CONTACT_TWICE',
      [{ path: '/body/profile/emails/1' }],
    ])
    const points = ['x@two.example', 'y@two.example'].map((address) => ({ kind: 'work', address, primary: true }))
    expect((await change(id, 1, { emails: points })).status).toBe(400)
    const none = await change(id, 1, { emails: [{ kind: 'work', address: 'nobody' }] })
    expect([none.status, none.body.errors]).toMatchObject([400, [{ path: '/body/profile/emails/0/address' }]])
    expect(await profileOf(id)).toEqual({ name: 'Refused' })
  })

  it('are all found by search and by the whole, until they are gone', async () => {
    const emails = ['uno@found.example', 'due@found.example'].map((address) => ({ kind: 'work', address }))
    const phones = ['+39 06 698 1234', '+44 20 7946 0999'].map((number) => ({ kind: 'work', number }))
    const id = await create({ name: 'Found Anywhere', emails, phones })
    for (const search of ['due@found.example', 'due@fou', '020 7946 0999', '69812'])
      expect(await found(search), search).toEqual([id])
    expect(await ids(findCustomersByEmail, 'DUE@found.example')).toEqual([id])
    await change(id, 1, { emails: emails.slice(0, 1), phones: null })
    for (const search of ['due@found.example', '79460999']) expect(await found(search), search).toEqual([])
    expect(await ids(findCustomersByEmail, 'due@found.example')).toEqual([])
  })
})

describe('signing in to the portal', () => {
  it('goes by the primary address, and by another only after a code sent there came back', async () => {
    const id = await create({
      name: 'Portal',
      emails: [
        { kind: 'personal', address: 'old@portal.example', primary: true },
        { kind: 'work', address: 'desk@portal.example' },
      ],
    })
    expect(await ids(findCustomersToSignIn, 'old@portal.example')).toEqual([id])
    expect(await ids(findCustomersToSignIn, 'desk@portal.example')).toEqual([])
    await server.db.inOrganisation(agent.organisationId, async (tx) => {
      await noteVerifiedEmail(tx, { record }, id, 'old@portal.example')
      await noteVerifiedEmail(tx, { record }, id, 'OLD@portal.example')
    })
    const swapped = [
      { kind: 'work', address: 'old@portal.example' },
      { kind: 'work', address: 'desk@portal.example', primary: true },
    ]
    expect((await change(id, 1, { emails: swapped })).status).toBe(200)
    expect(await ids(findCustomersToSignIn, 'old@portal.example')).toEqual([id])
    expect(await ids(findCustomersToSignIn, 'desk@portal.example')).toEqual([id])
    const { body } = await ask<Detail>(agent, `/api/customers/${id}`)
    expect(body.verifiedEmails).toEqual(['old@portal.example'])
    const entries = await server.db.owner.query('select from journal_entry where subject = $1 and kind = $2', [
      id,
      'customer.email-verified',
    ])
    expect(entries.rowCount).toBe(1)
  })
})

describe('the audit', () => {
  const findings = async (): Promise<string[]> =>
    (await auditFindings(server.db, agent.organisationId))
      .map(({ code }) => code)
      .filter((code) => code.startsWith('CUSTOMER'))
  it('finds customers as they were recorded, and one whose indexes were changed', async () => {
    expect(await findings()).toEqual([])
    await server.db.owner.query(`delete from customer_contact_hash where organisation_id = $1`, [agent.organisationId])
    expect(await findings()).toContain('CUSTOMER_CHANGED')
  })
})
