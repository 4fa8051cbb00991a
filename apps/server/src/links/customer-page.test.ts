import { createHash, randomUUID } from 'node:crypto'
import type { CustomerFile, CustomerRelation, TimelineItem } from '@candor/api'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { asker, type Created, type Refusal, type Timeline } from '../modules/customers/testing.ts'
import { testServer, type SignedIn, type TestServer } from '../testing/index.ts'
import { auditFindings } from './audit-testing.ts'

let server: TestServer
let ask: ReturnType<typeof asker>
let agent: SignedIn
let colleague: SignedIn
let auditor: SignedIn
let stranger: SignedIn

beforeAll(async () => {
  server = await testServer()
  ask = asker(server)
  agent = await server.signIn('sales')
  colleague = await server.signIn('service')
  auditor = await server.signIn('auditor')
  stranger = await server.signIn('owner', server.organisations[1])
})
afterAll(async () => server.close())

type Items<Item> = { readonly items: Item[] }

const customer = async (name: string): Promise<string> =>
  (await ask<Created>(agent, '/api/customers', { payload: { profile: { name } } })).body.id
const relate = async (id: string, kind: string, otherId: string) =>
  ask<Created & Refusal>(agent, `/api/customers/${id}/relations`, { payload: { kind, otherId } })
const relations = async (id: string) =>
  (await ask<Items<CustomerRelation>>(agent, `/api/customers/${id}/relations`)).body.items
const timeline = async (id: string, query = '') =>
  (await ask<Timeline>(agent, `/api/customers/${id}/timeline${query}`)).body.items

describe('a relation', () => {
  it.each([
    ['household', 'household'],
    ['spouse', 'spouse'],
    ['parent', 'child'],
    ['child', 'parent'],
    ['referred', 'referred-by'],
    ['reports-to', 'manages'],
  ])('%s is seen as %s from the other end', async (kind, inverse) => {
    const [a, b] = [await customer('Ann'), await customer('Bob')]
    expect((await relate(a, kind, b)).status).toBe(201)
    expect(await relations(a)).toMatchObject([{ kind, otherId: b, otherName: 'Bob' }])
    expect(await relations(b)).toMatchObject([{ kind: inverse, otherId: a, otherName: 'Ann' }])
    expect((await timeline(b))[0]).toMatchObject({ kind: 'relation.added', body: { relation: inverse, otherId: a } })
    expect((await relate(b, inverse, a)).body.code).toBe('CUSTOMER_RELATION_THERE')
  })

  it('of those who stand above one another never goes in a circle, not even when two are made at once', async () => {
    const [a, b, c] = [await customer('A'), await customer('B'), await customer('C')]
    await relate(a, 'reports-to', b)
    await relate(b, 'reports-to', c)
    const { status, body } = await relate(c, 'reports-to', a)
    expect([status, body.code, body.errors]).toMatchObject([
      422,
      'CUSTOMER_RELATION_CIRCLE',
      [{ path: '/body/otherId' }],
    ])
    expect((await relate(a, 'manages', c)).body.code).toBe('CUSTOMER_RELATION_CIRCLE')
    expect((await relate(a, 'spouse', a)).body.code).toBe('CUSTOMER_RELATION_SELF')
    const [d, e] = [await customer('D'), await customer('E')]
    const both = await Promise.all([relate(d, 'reports-to', e), relate(e, 'reports-to', d)])
    expect(both.map(({ status: each }) => each).toSorted((x, y) => x - y)).toEqual([201, 422])
  })

  it('can be taken away, and belongs to its organisation', async () => {
    const [a, b] = [await customer('Ann'), await customer('Bob')]
    const { id } = (await relate(a, 'colleague', b)).body
    expect((await ask(stranger, `/api/customer-relations/${id}`, { method: 'DELETE' })).status).toBe(404)
    expect((await ask(agent, `/api/customer-relations/${id}`, { method: 'DELETE' })).status).toBe(200)
    expect(await relations(b)).toEqual([])
  })
})

describe('the timeline', () => {
  it('is narrowed to kinds of entries', async () => {
    const id = await customer('Kinds')
    await ask(agent, `/api/customers/${id}/notes`, { payload: { kind: 'call', text: 'x' } })
    expect((await timeline(id, '?kinds=note.')).map(({ kind }) => kind)).toEqual(['note.added'])
    expect((await timeline(id, '?kinds=customer.created,customer.updated')).map(({ kind }) => kind)).toEqual([
      'customer.created',
    ])
    expect((await ask(agent, `/api/customers/${id}/timeline?kinds=%27`)).status).toBe(400)
  })

  it('has entries pinned above it, for everybody, until the pin is taken away', async () => {
    const [id, other] = [await customer('Pinned'), await customer('Other')]
    const [entry] = await timeline(id)
    const pin = (customerId: string) => `/api/customers/${customerId}/pins/${entry!.id}`
    const put = { method: 'PUT', payload: {} } as const
    expect((await ask(agent, pin(id), put)).status).toBe(200)
    expect((await ask(agent, pin(id), put)).status).toBe(200)
    expect((await ask<Refusal>(agent, pin(other), put)).body.code).toBe('CUSTOMER_ENTRY_OF_ANOTHER')
    const pins = async () => (await ask<Items<TimelineItem>>(auditor, `/api/customers/${id}/pins`)).body.items
    expect(await pins()).toMatchObject([{ id: entry!.id, kind: 'customer.created', body: { profile: {} } }])
    expect((await ask(agent, pin(id), { method: 'DELETE' })).status).toBe(200)
    expect(await pins()).toEqual([])
    expect((await timeline(id)).map(({ kind }) => kind).slice(0, 2)).toEqual(['timeline.unpinned', 'timeline.pinned'])
  })
})

describe('a mention in a note', () => {
  it('tells the colleague', async () => {
    const id = await customer('Mentioned Customer')
    const text = `Please call, @[Person 2](staff:${colleague.id})`
    const note = { payload: { kind: 'note', text } }
    expect((await ask(agent, `/api/customers/${id}/notes`, note)).status).toBe(201)
    const { items } = (await ask<Items<{ kind: string; path: string }>>(colleague, '/api/notifications')).body
    expect(items).toMatchObject([{ kind: 'mention.added', path: `/customers/${id}` }])
  })

  it('of nobody who works here is refused, and no note is left', async () => {
    const id = await customer('Refused')
    const text = `@[Nobody](staff:${randomUUID()})`
    const { status, body } = await ask<Refusal>(agent, `/api/customers/${id}/notes`, {
      payload: { kind: 'note', text },
    })
    expect([status, body.code]).toEqual([422, 'CUSTOMER_MENTION_UNKNOWN'])
    expect(await timeline(id)).toHaveLength(1)
  })
})

describe('looking at a customer', () => {
  it('shows who else does', async () => {
    const id = await customer('Looked at')
    const look = async (who: SignedIn, page: string) =>
      (await ask<{ others: { id: string; name: string }[] }>(who, `/api/customers/${id}/viewers`, {
        method: 'PUT',
        payload: { page },
      })) as { status: number; body: { others: { id: string; name: string }[] } }
    const [mine, theirs] = [randomUUID(), randomUUID()]
    expect((await look(agent, mine)).body.others).toEqual([])
    expect((await look(colleague, theirs)).body.others).toEqual([{ id: agent.id, name: 'Person 1' }])
    expect((await look(agent, mine)).body.others).toEqual([{ id: colleague.id, name: 'Person 2' }])
    await ask(colleague, `/api/customers/${id}/viewers/${theirs}`, { method: 'DELETE' })
    expect((await look(agent, mine)).body.others).toEqual([])
    expect((await look(stranger, randomUUID())).status).toBe(404)
  })
})

describe('a file of a customer', () => {
  const upload = async (who: SignedIn, id: string, name: string, content: Buffer) => {
    const boundary = 'x-candor-test'
    const head = `--${boundary}\r\ncontent-disposition: form-data; name="file"; filename="${name}"\r\ncontent-type: text/html\r\n\r\n`
    const response = await server.app.inject({
      method: 'POST',
      url: `/api/customers/${id}/files`,
      headers: { ...who.headers, 'content-type': `multipart/form-data; boundary=${boundary}` },
      payload: Buffer.concat([Buffer.from(head), content, Buffer.from(`\r\n--${boundary}--\r\n`)]),
    })
    return { status: response.statusCode, body: response.json<CustomerFile & Refusal>() }
  }
  const download = async (who: SignedIn, id: string) =>
    server.app.inject({ method: 'GET', url: `/api/customer-files/${id}/content`, headers: who.headers })

  it('comes back as it was, as a download that no browser shows as a page', async () => {
    const id = await customer('Filed')
    const content = Buffer.from('<html><script>alert("Unmistakable")</script></html>')
    const { status, body } = await upload(agent, id, '../合同 "1".html', content)
    expect(status).toBe(201)
    expect(body).toMatchObject({
      type: 'text/plain',
      size: content.length,
      sha256: createHash('sha256').update(content).digest('hex'),
    })
    const back = await download(auditor, body.id)
    expect(back.rawPayload.equals(content)).toBe(true)
    expect(back.headers['content-disposition']).toMatch(/^attachment; /)
    expect(back.headers['content-type']).toMatch(/^text\/plain/)
    expect(back.headers['x-content-type-options']).toBe('nosniff')
    expect(back.headers['content-security-policy']).toContain('sandbox')
    const [entry] = await timeline(id)
    expect(entry).toMatchObject({ kind: 'file.added', body: { fileId: body.id, sha256: body.sha256 } })
    const { rows } = await server.db.owner.query<{ bytes: Buffer }>(
      'select bytes from customer_file_part where file_id = $1',
      [body.id],
    )
    expect(Buffer.concat(rows.map(({ bytes }) => bytes)).includes('Unmistakable')).toBe(false)
    expect((await download(stranger, body.id)).statusCode).toBe(404)
  })

  it('may be of several parts', async () => {
    const id = await customer('Large')
    const content = Buffer.alloc(1_300_000, 'candor ')
    const { body } = await upload(agent, id, 'large.txt', content)
    expect((await download(agent, body.id)).rawPayload.equals(content)).toBe(true)
  })

  it.each([
    ['a program under another name', Buffer.from('MZ\u0090\u0000'), 'CUSTOMER_FILE_DANGEROUS'],
    ['nothing', Buffer.alloc(0), 'CUSTOMER_FILE_EMPTY'],
    ['more than it may be', Buffer.alloc(20 * 1024 * 1024 + 1, 'a'), 'CUSTOMER_FILE_TOO_LARGE'],
  ])('is refused where it is %s', async (_, content, code) => {
    const id = await customer('Refused')
    expect((await upload(agent, id, 'holiday.jpg', content)).body.code).toBe(code)
    expect((await ask<Items<CustomerFile>>(agent, `/api/customers/${id}/files`)).body.items).toEqual([])
  })

  it('is added and removed by those who may write, and gone then', async () => {
    const id = await customer('Removed')
    expect((await upload(auditor, id, 'a.txt', Buffer.from('a'))).status).toBe(403)
    const { body } = await upload(agent, id, 'a.txt', Buffer.from('a'))
    expect((await ask(auditor, `/api/customer-files/${body.id}`, { method: 'DELETE' })).status).toBe(403)
    expect((await ask(agent, `/api/customer-files/${body.id}`, { method: 'DELETE' })).status).toBe(200)
    expect((await download(agent, body.id)).statusCode).toBe(404)
  })
})

describe('the audit', () => {
  it('finds relations and files as they were recorded, and names what was changed', async () => {
    const findings = async (): Promise<string[]> => {
      const codes = (await auditFindings(server.db, agent.organisationId)).map(({ code }) => code)
      return [...new Set(codes.filter((code) => /RELATION|FILE/.test(code)))].toSorted((a, b) => (a < b ? -1 : 1))
    }
    expect(await findings()).toEqual([])
    await server.db.owner.query(`update customer_relation set kind = 'sibling' where kind = 'spouse'`)
    await server.db.owner.query(
      `update customer_file_part set bytes = set_byte(bytes, 40, (get_byte(bytes, 40) + 1) % 256) where part = 2`,
    )
    expect(await findings()).toEqual(['CUSTOMER_FILE_CHANGED', 'CUSTOMER_RELATION_CHANGED'])
  })
})
