import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { testServer, type SignedIn, type TestServer } from '../../testing/index.ts'
import { findCustomersByEmail } from './index.ts'
import { asker, type Created, type Detail, type Page, type Refusal, type Timeline } from './testing.ts'

let server: TestServer
let ask: ReturnType<typeof asker>
let agent: SignedIn
let auditor: SignedIn
let stranger: SignedIn

beforeAll(async () => {
  server = await testServer()
  ask = asker(server)
  agent = await server.signIn('sales')
  auditor = await server.signIn('auditor')
  stranger = await server.signIn('owner', server.organisations[1])
})
afterAll(async () => server.close())

let numbers = 0
const mary = () => {
  numbers += 1
  return {
    reference: `K-${numbers}`,
    profile: {
      name: `Mary Tester${numbers}`,
      email: `Mary.${numbers}@example.com`,
      phone: `07700 900${String(numbers).padStart(3, '0')}`,
      country: 'Malta',
      city: 'Valletta',
    },
  }
}
const create = async (customer: object = mary(), who = agent): Promise<Created> => {
  const { status, body } = await ask<Created>(who, '/api/customers', { payload: customer })
  expect(status).toBe(201)
  return body
}
const detailOf = async (id: string, who = agent) => ask<Detail>(who, `/api/customers/${id}`)

describe('a customer', () => {
  it('is created with profile, number and a journal entry that says so', async () => {
    const customer = mary()
    const { id, entryId, version } = await create(customer)
    const { body } = await detailOf(id)
    expect(version).toBe(1)
    expect(body).toMatchObject({
      reference: customer.reference,
      name: customer.profile.name,
      profile: customer.profile,
      country: 'Malta',
      orderCount: 0,
      spent: '0',
      points: '0',
      currency: 'GBP',
      lastOrderAt: null,
      merchants: [],
      months: [],
    })
    const timeline = await ask<Timeline>(agent, `/api/customers/${id}/timeline`)
    expect(timeline.body.items).toMatchObject([
      { id: entryId, kind: 'customer.created', actor: `staff:${agent.id}`, actorName: 'Person 1', body: customer },
    ])
  })

  it('is stored without a word of it in clear', async () => {
    const { id } = await create({ reference: null, profile: { name: 'Unmistakable Wording', phone: '07700 900999' } })
    const { rows } = await server.db.owner.query<{ row: string }>(
      'select c::text as row from customer c where id = $1',
      [id],
    )
    expect(rows[0]!.row).not.toMatch(/Unmistakable|7700 ?900999/i)
    const { rows: bytes } = await server.db.owner.query<{ profile: Buffer }>(
      'select profile from customer where id = $1',
      [id],
    )
    expect(bytes[0]!.profile.includes('Unmistakable')).toBe(false)
  })

  it('is created once when the request is repeated with its key', async () => {
    const [payload, key] = [mary(), randomUUID()]
    const first = await ask<Created>(agent, '/api/customers', { payload, key })
    const again = await ask<Created>(agent, '/api/customers', { payload, key })
    expect(again).toEqual(first)
    const { rowCount } = await server.db.owner.query('select from customer where reference = $1', [payload.reference])
    expect(rowCount).toBe(1)
  })

  it('keeps a number to itself, within its organisation', async () => {
    const customer = mary()
    await create(customer)
    const { status, body } = await ask<Refusal>(agent, '/api/customers', { payload: customer })
    expect([status, body.code, body.errors]).toMatchObject([
      409,
      'CUSTOMER_REFERENCE_TAKEN',
      [{ path: '/body/reference' }],
    ])
    await create(customer, stranger)
  })

  it('is created once by many who try at the same moment', async () => {
    const payload = mary()
    const answers = await Promise.all(
      Array.from({ length: 8 }, async () => ask<Refusal>(agent, '/api/customers', { payload })),
    )
    expect(answers.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([
      201, 409, 409, 409, 409, 409, 409, 409,
    ])
    const { rows } = await server.db.owner.query<{ count: number }>(
      `select count(*)::int as count from customer_figures f join customer c on c.id = f.customer_id where c.reference = $1`,
      [payload.reference],
    )
    expect(rows[0]!.count).toBe(1)
  })

  it.each([
    ['a name that is missing', { profile: {} }, '/body/profile/name'],
    ['a name that is empty', { profile: { name: ' ' } }, '/body/profile/name'],
    ['a name that is too long', { profile: { name: 'x'.repeat(201) } }, '/body/profile/name'],
    ['an address that is none', { profile: { name: 'A', email: 'at home' } }, '/body/profile/email'],
    ['a language we do not have', { profile: { name: 'A', language: 'fr' } }, '/body/profile/language'],
    ['a field that does not exist', { profile: { name: 'A', shoeSize: 44 } }, '/body/profile/shoeSize'],
    ['a number of the wrong type', { reference: 17, profile: { name: 'A' } }, '/body/reference'],
  ])('is refused with %s, and the field is named', async (_, payload, path) => {
    const { status, body } = await ask<Refusal>(agent, '/api/customers', { payload })
    expect([status, body.errors?.map((error) => error.path)]).toEqual([400, [path]])
  })
})

describe('changing a customer', () => {
  const change = async (id: string, payload: object, who = agent) =>
    ask<Created & Refusal>(who, `/api/customers/${id}`, { method: 'PATCH', payload })

  it('keeps the fields that are not named and records old and new values', async () => {
    const customer = mary()
    const { id } = await create(customer)
    const { status, body } = await change(id, { version: 1, profile: { city: 'Sliema', phone: null } })
    expect([status, body.version]).toEqual([200, 2])
    const { phone, city, ...kept } = customer.profile
    expect((await detailOf(id)).body.profile).toEqual({ ...kept, city: 'Sliema' })
    const { items } = (await ask<Timeline>(agent, `/api/customers/${id}/timeline`)).body
    expect(items[0]).toMatchObject({
      id: body.entryId,
      kind: 'customer.updated',
      body: { changes: { city: { before: city, after: 'Sliema' }, phone: { before: phone, after: null } } },
    })
  })

  it('is refused with what is stored when somebody else was faster', async () => {
    const customer = mary()
    const { id } = await create(customer)
    await change(id, { version: 1, profile: { city: 'Gozo' } })
    const { status, body } = await change(id, { version: 1, profile: { city: 'Rabat' } })
    expect([status, body.code]).toEqual([409, 'CUSTOMER_CHANGED_MEANWHILE'])
    expect(body.stored).toEqual({ version: 2, profile: { ...customer.profile, city: 'Gozo' } })
  })

  it('lets one of two win who change at the same moment', async () => {
    const { id } = await create()
    const answers = await Promise.all(['A', 'B'].map(async (city) => change(id, { version: 1, profile: { city } })))
    expect(answers.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([200, 409])
  })

  it('moves the customer to another country in lists and counts', async () => {
    const { id } = await create()
    const counts = async () =>
      Object.fromEntries(
        (
          await ask<{ countries: { country: string; customers: number }[] }>(agent, '/api/customers/overview')
        ).body.countries.map(({ country, customers }) => [country, customers]),
      )
    const before = await counts()
    await change(id, { version: 1, profile: { country: 'Atlantis' } })
    const after = await counts()
    expect([after.Malta, after.Atlantis]).toEqual([before.Malta! - 1, 1])
    const { body } = await ask<Page>(agent, '/api/customers?country=Atlantis')
    expect(body.items.map((item) => item.id)).toEqual([id])
  })

  it('is refused when nothing would change', async () => {
    const { id } = await create()
    expect((await change(id, { version: 1, profile: { country: 'Malta' } })).body.code).toBe('CUSTOMER_NOTHING_CHANGED')
  })

  it('finds the customer by the new address and no longer by the old one', async () => {
    const customer = mary()
    const { id } = await create(customer)
    await change(id, { version: 1, profile: { email: `new.${customer.reference}@example.org` } })
    const find = async (email: string) =>
      server.db.inOrganisation(agent.organisationId, async (tx) => findCustomersByEmail(tx, email))
    expect((await find(`NEW.${customer.reference}@example.org`)).map((found) => found.id)).toEqual([id])
    expect(await find(customer.profile.email)).toEqual([])
  })
})

describe('a note', () => {
  it.each(['note', 'call', 'meeting'])('of the kind %s comes into the timeline', async (kind) => {
    const { id } = await create()
    const { status, body } = await ask<{ id: string; entryId: string }>(agent, `/api/customers/${id}/notes`, {
      payload: { kind, text: ' 想了解积分。 ' },
    })
    expect(status).toBe(201)
    const { items } = (await ask<Timeline>(auditor, `/api/customers/${id}/timeline`)).body
    expect(items[0]).toMatchObject({
      id: body.entryId,
      kind: 'note.added',
      body: { noteId: body.id, kind, text: '想了解积分。' },
    })
  })

  it('is refused for nobody, and leaves nothing behind', async () => {
    const id = randomUUID()
    const { status, body } = await ask<Refusal>(agent, `/api/customers/${id}/notes`, {
      payload: { kind: 'note', text: 'x' },
    })
    expect([status, body.code]).toEqual([404, 'CUSTOMER_NOT_FOUND'])
    const { rowCount } = await server.db.owner.query(
      'select from subject_key where subject_id = $1 union all select from journal_entry where subject = $1',
      [id],
    )
    expect(rowCount).toBe(0)
  })

  it('is written down once when the request is repeated with its key', async () => {
    const { id } = await create()
    const key = randomUUID()
    const note = async () => ask(agent, `/api/customers/${id}/notes`, { payload: { kind: 'note', text: 'once' }, key })
    expect(await note()).toEqual(await note())
    expect((await ask<Timeline>(agent, `/api/customers/${id}/timeline`)).body.items).toHaveLength(2)
  })
})

describe('who may', () => {
  it('read: every role of the organisation, nobody else', async () => {
    const { id } = await create()
    for (const url of [`/api/customers/${id}`, `/api/customers/${id}/timeline`, `/api/customers/${id}/orders`]) {
      expect((await ask(auditor, url)).status).toBe(200)
      expect((await ask(stranger, url)).status).toBe(404)
      expect((await ask(undefined, url)).status).toBe(401)
    }
    const seen = await ask<Page>(stranger, '/api/customers?limit=200')
    expect(seen.body.items.map((item) => item.id)).not.toContain(id)
  })

  it('write: owner and agent, not the auditor, nobody of another organisation', async () => {
    const { id } = await create()
    const note = { payload: { kind: 'note', text: 'x' } }
    const edit = { method: 'PATCH', payload: { version: 1, profile: { city: 'X' } } } as const
    expect((await ask(auditor, '/api/customers', { payload: mary() })).status).toBe(403)
    expect((await ask(auditor, `/api/customers/${id}/notes`, note)).status).toBe(403)
    expect((await ask(auditor, `/api/customers/${id}`, edit)).status).toBe(403)
    expect((await ask(stranger, `/api/customers/${id}/notes`, note)).status).toBe(404)
    expect((await ask(stranger, `/api/customers/${id}`, edit)).status).toBe(404)
    expect((await detailOf(id)).body).toMatchObject({ version: 1 })
  })

  it('not even ask with an id that is none', async () => {
    expect((await ask<Refusal>(agent, '/api/customers/17850')).body.errors).toMatchObject([{ path: '/params/id' }])
  })
})
