import { portalPaths, type SubjectRequest } from '@candor/api'
import { parseReceipt, verifyReceipt } from '@candor/journal'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { eventually, testServer, type SignedIn, type TestServer } from '../testing/index.ts'
import { auditFindings } from './audit-testing.ts'
import { consentPerson, inPortal } from './consent-testing.ts'
import { customerImporter } from './customer-imports-testing.ts'
import { needlesOf, scanFolder, scanPostgresFiles, scanTables } from './erasure-testing.ts'
import { agree, atTracking } from './events-testing.ts'
import {
  newCustomers,
  openShop,
  orderOf,
  placeOrders,
  pointsSettled,
  programmeOfShop,
  type Shop,
} from './points-testing.ts'

/** In everything that is planted. */
const word = 'CanaryQuillwharf'
/** Stands in clear where it may: what does not find it finds nothing. */
const control = 'ControlTamarisk'
const email = `${word}@example.com`.toLowerCase()
const phone = '+447700900417'
const name = `${word} Greenfinch`
/** The organisation's own number for the customer: the one thing that names them and is stored in clear. */
const reference = 'TamarackBeacon-0417'

const logged: string[] = []
let server: TestServer
let organisationId: string
let shop: Shop
let owner: SignedIn
let privacy: SignedIn
let canary: SignedIn
let other: string
/** Receipts that the customer took before, by entry. */
const receipts = new Map<string, string>()
let request: string

type Made = { id: string; version: number; entryId: string; code: string }
const ask = async (
  who: SignedIn,
  method: 'GET' | 'POST' | 'PUT' | 'PATCH',
  url: string,
  payload?: object,
): Promise<{ status: number; body: Made }> => {
  const response = await server.app.inject({ method, url, headers: { ...who.headers }, ...(payload && { payload }) })
  return { status: response.statusCode, body: response.json() }
}
const good = async <Body = Made>(...call: Parameters<typeof ask>): Promise<Body> => {
  const { status, body } = await ask(...call)
  if (status >= 300) throw new Error(`${call[1]} ${call[2]}: ${JSON.stringify(body)}`)
  return body as Body
}
const act = async (id: string, step: object, who = privacy) => {
  const { version } = await good<SubjectRequest>(who, 'GET', `/api/subject-requests/${id}`)
  return ask(who, 'POST', `/api/subject-requests/${id}/steps`, { version, act: step })
}
const filed = async (id: string): Promise<void> => {
  const boundary = 'a-boundary-that-no-file-holds'
  const head = `--${boundary}\r\ncontent-disposition: form-data; name="file"; filename="${word}.txt"\r\n\r\n`
  const response = await server.app.inject({
    method: 'POST',
    url: `/api/customers/${id}/files`,
    headers: { ...owner.headers, 'content-type': `multipart/form-data; boundary=${boundary}` },
    payload: Buffer.from(`${head}A file of ${word}, born 1970\r\n--${boundary}--\r\n`),
  })
  expect(response.statusCode, response.body).toBe(201)
}

/** Puts data about one customer wherever the product takes any, by the routes that people and programs use. */
const plant = async (): Promise<void> => {
  const id = canary.id
  const [another] = [other]
  await good(owner, 'POST', `/api/customers/${id}/notes`, { kind: 'note', text: `${word} prefers tea` })
  await filed(id)
  await good(owner, 'POST', `/api/customers/${id}/relations`, { kind: 'sibling', otherId: another })
  const company = await good(owner, 'POST', '/api/companies', { profile: { name: 'Tea Works' } })
  const contact = { customerId: id, position: `${word} the buyer` }
  await good(owner, 'POST', `/api/companies/${company.id}/contacts`, contact)
  await good(owner, 'POST', '/api/tasks', { title: `Call ${word}`, text: word, subject: { kind: 'customer', id } })
  const deal = { title: `Deal with ${word}`, customer: id, nextStep: `Ask ${word}`, amount: '5000' }
  await good(owner, 'POST', '/api/deals', deal)
  const lines = [{ description: `Kettle for ${word}`, quantity: '1', unitPrice: '500', taxRate: '0' }]
  const draft = { kind: 'quote', customer: id, title: `Quote for ${word}`, lines }
  const quote = await good(owner, 'POST', '/api/sales-documents', draft)
  await good(owner, 'POST', `/api/sales-documents/${quote.id}/send`, { version: 1 })
  const ticket = { subject: `${word} asks`, text: `${word} writes`, type: 'question' }
  const opened = await good(canary, 'POST', '/api/portal/tickets', ticket)
  const reply = { version: 1, kind: 'reply', text: `Dear ${word}`, status: 'waiting' }
  await good(owner, 'POST', `/api/tickets/${opened.id}/messages`, reply)
  await good(owner, 'POST', '/api/fields/customer', {
    key: 'nickname',
    label: { en: 'Nickname', zh: '昵称' },
    settings: { type: 'text' },
  })
  await good(owner, 'PATCH', `/api/custom-values/customer/${id}`, { version: 0, values: { nickname: word } })
  const view = {
    name: 'Searches',
    shared: true,
    content: {
      query: { search: name },
      sort: '-createdAt',
      columns: ['name'],
      density: 'compact',
      layout: 'table',
    },
  }
  await good(owner, 'POST', '/api/customer-views', view)
  await good(owner, 'POST', '/api/duplicates/check', { profile: { name, email } })
  const tag = await good(owner, 'POST', '/api/customer-tags', { name: control, colour: 'blue' })
  await good(owner, 'POST', '/api/customer-bulks', {
    action: { do: 'tag', tagIds: [tag.id] },
    target: { matching: { search: name } },
  })
}

/** What imports, exports and events hold. */
const plantMore = async (): Promise<void> => {
  await agree(server, canary)
  await inPortal(server, canary).decide('news', 'granted')
  const staff = atTracking(server, owner)
  const source = await staff.open()
  const sent = await server.app.inject({
    method: 'POST',
    url: '/v1/track',
    headers: { authorization: `Basic ${Buffer.from(`${source.writeKey}:`).toString('base64')}` },
    payload: { userId: reference, event: 'Page seen', properties: { searched: word }, messageId: 'canary-1' },
  })
  expect(sent.statusCode, sent.body).toBe(200)
  await eventually('the event is kept', async () => (await staff.ofCustomer(canary.id)).length > 0)
  const importer = customerImporter(server)
  // The second row has no name and fails, so that its cells stand under no customer's key.
  const file = `Reference,Name,Email,Country,Remark\n${reference},${name},${email},GB,\n,,,GB,${name}\n`
  expect(await importer.run(owner, file)).toMatchObject({ failed: 1 })
  await importer.exported(owner)
}

beforeAll(async () => {
  server = await testServer({
    env: { CANDOR_LOG_LEVEL: 'debug' },
    logSink: { write: (line) => void logged.push(line) },
  })
  organisationId = server.organisations[0]!
  owner = await server.signIn('owner')
  privacy = await server.signIn('privacy-officer')
  shop = await openShop(server, organisationId)
  await server.loyalty.setUpProgramme(organisationId, programmeOfShop(shop))
  await consentPerson(server, organisationId, 'erasure')
  ;[other] = (await newCustomers(server, organisationId, 1, 'other')) as [string]
  const profile = { name, email, phone, country: 'GB', city: word }
  const made = await good(owner, 'POST', '/api/customers', { reference, profile })
  canary = await server.signInCustomer(made.id)
  await plant()
  await plantMore()
})
afterAll(async () => server.close())

describe('an erasure', () => {
  it('is asked for in the portal and waits for staff, who are told', async () => {
    const { status, body } = await ask(canary, 'POST', '/api/portal/subject-requests', { kind: 'erasure', text: word })
    expect(status, JSON.stringify(body)).toBe(201)
    request = body.id
    const twice = await ask(canary, 'POST', '/api/portal/subject-requests', { kind: 'erasure' })
    expect([twice.status, twice.body.code]).toEqual([409, 'SUBJECT_REQUEST_OPEN_ALREADY'])
    const desk = await good<{ items: SubjectRequest[] }>(privacy, 'GET', '/api/subject-requests')
    expect(desk.items).toMatchObject([
      { id: request, kind: 'erasure', customer: { name }, law: 'gdpr', overdue: false },
    ])
    const told = await good<{ items: { kind: string }[] }>(privacy, 'GET', '/api/notifications')
    expect(told.items).toMatchObject([{ kind: 'privacy.requested' }])
    expect((await ask(await server.signIn('service'), 'GET', '/api/subject-requests')).status).toBe(403)
  })

  it('is refused during a legal hold and while an import waits, and then nothing has changed', async () => {
    const url = `/api/customers/${canary.id}/legal-hold`
    await good(privacy, 'PUT', url, { held: true, reason: 'A claim is pending in court' })
    expect((await act(request, { step: 'execute' })).body.code).toBe('SUBJECT_REQUEST_HELD')
    await good(privacy, 'PUT', url, { held: false, reason: 'The claim was settled' })
    const importer = customerImporter(server)
    const waiting = await importer.upload(owner, 'Name\nSomebody\n')
    expect((await act(request, { step: 'execute' })).body.code).toBe('CUSTOMER_IMPORT_RUNNING')
    await good(owner, 'POST', `/api/customer-imports/${waiting.body.id}/cancel`, {})
    await importer.settled(owner, waiting.body.id)
    expect((await ask(owner, 'GET', `/api/customers/${canary.id}`)).status).toBe(200)
  })

  it('leaves nothing of the customer anywhere, in any form', async () => {
    const { items } = await good<{ items: { id: string }[] }>(canary, 'GET', '/api/portal/timeline?limit=100')
    await eventually('all entries have receipts', async () => {
      for (const entry of items.filter(({ id }) => !receipts.has(id))) {
        const answer = await server.app.inject({ url: portalPaths.receipt(entry.id), headers: canary.headers })
        if (answer.statusCode !== 200) return false
        receipts.set(entry.id, answer.body)
      }
      return true
    })
    // Points of this purchase are under way while the customer is erased.
    await placeOrders(server, organisationId, [orderOf(shop.home, canary.id, 2_500, '2011-07-01T10:00:00.000Z')])
    const began = performance.now()
    const done = await act(request, { step: 'execute' })
    expect(done.status, JSON.stringify(done.body)).toBe(200)
    expect((await ask(owner, 'GET', `/api/customers/${canary.id}`)).body.code).toBe('SUBJECT_ERASED')
    const took = Math.round(performance.now() - began)
    process.stdout.write(`erasure: unreadable ${took} ms after the request (aim: 60,000 ms)\n`)

    const needles = [
      ...needlesOf([word], [word, name, email, phone, reference]),
      ...needlesOf([phone, phone.slice(1)], []),
    ]
    const [controls, numbers] = [needlesOf([control], []), needlesOf([reference], [])]
    const all = [...needles, ...numbers]
    const [tables, files] = [
      await scanTables(server.db, [...all, ...controls]),
      await scanPostgresFiles(server.db, [...all, ...controls]),
    ]
    const isOf = (wanted: string) => (place: string) => place.toLowerCase().includes(wanted.toLowerCase())
    expect(tables).toContain(`public.customer_tag: ${control}`)
    expect(tables.filter((place) => !isOf(control)(place))).toEqual([])
    expect(files.some(isOf(control))).toBe(true)
    // What was in clear before stays in old pages and the write-ahead log until Postgres writes over them.
    const left = files.filter((place) => !isOf('SHA-256')(place) && isOf(reference)(place))
    expect(files.filter((place) => !isOf(control)(place) && !left.includes(place))).toEqual([])
    process.stdout.write(`erasure: the customer number is still in ${left.length} old places of Postgres\n`)
    expect(await scanFolder(server.config.data, all)).toEqual([])
    expect(logged.filter((line) => all.some(({ bytes }) => Buffer.from(line).includes(bytes)))).toEqual([])
  })

  it('ends the sessions of the portal, and the customer is in no list and found by no search', async () => {
    // A session that was seen a moment ago is remembered for some seconds: then there is nothing to show any more.
    expect([401, 410]).toContain((await ask(canary, 'GET', '/api/portal/me')).status)
    const search = `/api/customers?search=${encodeURIComponent(name)}`
    expect((await good<{ items: unknown[] }>(owner, 'GET', search)).items).toEqual([])
    const all = await good<{ items: { id: string }[] }>(owner, 'GET', '/api/customers?limit=100')
    expect(all.items.map(({ id }) => id)).not.toContain(canary.id)
    expect(all.items.map(({ id }) => id)).toContain(other)
    const tickets = await good<{ items: unknown[] }>(owner, 'GET', `/api/tickets?customer=${canary.id}`)
    expect(tickets.items).toEqual([])
    for (const path of ['/api/deals', '/api/tasks', '/api/notifications', '/api/customer-views', '/api/mailbox']) {
      expect((await ask(owner, 'GET', path)).status, path).toBe(200)
    }
    const url = `/api/customers/${canary.id}/timeline?limit=200`
    const timeline = await good<{ items: { body: unknown }[] }>(owner, 'GET', url)
    expect(timeline.items.length).toBeGreaterThan(10)
    expect(timeline.items.filter(({ body }) => body !== null)).toEqual([])
    const privacyOf = await good<{ erasedAt: string | null }>(owner, 'GET', `/api/customers/${canary.id}/privacy`)
    expect(privacyOf.erasedAt).not.toBeNull()
  })

  it('has a certificate at the desk, and at the secret address for whoever had it', async () => {
    const shown = await good<SubjectRequest>(privacy, 'GET', `/api/subject-requests/${request}`)
    expect(shown).toMatchObject({ state: 'done', text: null, customer: { name: null }, hasCertificate: true })
    const url = `/api/subject-requests/${request}/certificate`
    const certificate = await eventually('the erasure is sealed', async () => {
      const answer = await server.app.inject({ url, headers: privacy.headers })
      return answer.statusCode === 200 && answer.body
    })
    const source = `/api/journal/source?organisationId=${organisationId}`
    const { journalKey } = await good<{ journalKey: string }>(owner, 'GET', source)
    const verdict = await verifyReceipt(certificate, { logKey: journalKey })
    expect(verdict).toMatchObject({ ok: true })
    const { entry, opened } = parseReceipt(certificate)
    expect(entry).toMatchObject({ kind: 'privacy.erased', subject: organisationId })
    expect(opened?.body).toMatchObject({ requestId: request, records: [canary.id], keysDestroyed: 1 })
    expect(JSON.stringify(opened).toLowerCase()).not.toContain(word.toLowerCase())
    for (const receipt of receipts.values()) {
      expect(await verifyReceipt(receipt, { logKey: journalKey })).toMatchObject({ ok: true })
    }
  })

  it('does not hold up the points of others, and the audit stays clean', async () => {
    await placeOrders(server, organisationId, [orderOf(shop.home, other, 3_500, '2011-07-02T10:00:00.000Z')])
    await pointsSettled(server, shop)
    const { points } = await good<{ points: string }>(owner, 'GET', `/api/customers/${other}`)
    expect(points).toBe('35')
    expect(await auditFindings(server.db, organisationId, server.ledger.reader)).toEqual([])
  })
})
