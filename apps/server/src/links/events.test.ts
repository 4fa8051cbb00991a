import { createHmac } from 'node:crypto'
import { gzipSync } from 'node:zlib'
import {
  canonicalJson,
  fromHex,
  hashLeaf,
  parseReceipt,
  toUtf8,
  verifyInclusion,
  type JsonValue,
} from '@candor/journal'
import { Analytics } from '@segment/analytics-node'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { uuidv7 } from '../platform/ids.ts'
import { eventually, testServer, type SignedIn, type TestServer } from '../testing/index.ts'
import { auditFindings } from './audit-testing.ts'
import { consentPerson } from './consent-testing.ts'
import { agree, atTracking, newCustomer, type OpenedSource } from './events-testing.ts'

let server: TestServer
let owner: SignedIn
let organisation: string
let staff: ReturnType<typeof atTracking>
let shop: OpenedSource
let host: string
/** Agreed to studies of habits. */
let ann: SignedIn
/** Was never asked. */
let bob: SignedIn

beforeAll(async () => {
  server = await testServer()
  organisation = server.organisations[0]!
  owner = await server.signIn('owner')
  staff = atTracking(server, owner)
  await consentPerson(server, organisation, 'events')
  ann = await newCustomer(server, organisation, 'A-1', 'ann@example.com')
  bob = await newCustomer(server, organisation, 'B-1', 'bob@example.com')
  await agree(server, ann)
  shop = await staff.open()
  host = await server.app.listen({ port: 0, host: '127.0.0.1' })
})
afterAll(async () => server.close())

const basic = (key: string) => `Basic ${Buffer.from(`${key}:`).toString('base64')}`

/** One request as any program would send it. */
const send = async (path: string, body: object | Buffer, headers: Record<string, string> = {}) => {
  const response = await fetch(`${host}/v1/${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: basic(shop.writeKey), ...headers },
    body: Buffer.isBuffer(body) ? new Uint8Array(body) : JSON.stringify(body),
  })
  return {
    status: response.status,
    headers: response.headers,
    body: (await response.json()) as Record<string, unknown>,
  }
}

const rowsOf = async <Row extends object>(text: string, values: readonly unknown[] = []): Promise<Row[]> =>
  (await server.db.owner.query<Row>(text, [...values])).rows

const audit = async () => (await auditFindings(server.db, organisation)).map(({ code, key }) => ({ code, key }))

describe('a program that sends events', () => {
  it('may be the Segment library for Node as it is', async () => {
    const analytics = new Analytics({ writeKey: shop.writeKey, host, flushAt: 5, flushInterval: 50 })
    const failures: unknown[] = []
    analytics.on('error', (error) => failures.push(error))
    analytics.identify({ userId: 'A-1', traits: { email: 'ann@example.com', plan: 'gold' } })
    analytics.track({ userId: 'A-1', event: 'Node Bought', properties: { total: 12.5, sku: 'x' } })
    analytics.page({ userId: 'A-1', name: 'Home', properties: { url: 'https://shop.example.com/?q=1' } })
    analytics.screen({ userId: 'A-1', name: 'Basket' })
    analytics.group({ userId: 'A-1', groupId: 'g-1', traits: { name: 'Group' } })
    analytics.alias({ userId: 'A-1', previousId: 'old-ann' })
    await analytics.closeAndFlush()
    expect(failures).toEqual([])
    const events = await staff.ofCustomer(ann.id)
    expect(events.map(({ type }) => type).toSorted()).toEqual(['alias', 'group', 'identify', 'page', 'screen', 'track'])
    const bought = events.find(({ name }) => name === 'Node Bought')
    expect(bought).toMatchObject({ type: 'track', basis: 'granted', properties: { total: 12.5, sku: 'x' } })
  })

  it('may send each kind of call by itself, the key in the body, and packed', async () => {
    const call = { userId: 'A-1', writeKey: shop.writeKey }
    const calls: [string, object][] = [
      ['identify', { traits: { plan: 'silver' } }],
      ['track', { event: 'Single Call' }],
      ['page', { name: 'Single' }],
      ['screen', { name: 'Single' }],
      ['group', { groupId: 'g' }],
      ['alias', { previousId: 'older-ann' }],
    ]
    for (const [path, body] of calls) {
      const packed = gzipSync(JSON.stringify({ ...call, ...body }))
      const answer = await send(path, packed, {
        authorization: '',
        'content-encoding': 'gzip',
        'content-type': 'text/plain',
      })
      expect([path, answer.status, answer.body]).toEqual([path, 200, { success: true }])
    }
    const names = (await staff.ofCustomer(ann.id)).map(({ name }) => name)
    expect(names.filter((name) => name.startsWith('Single'))).toHaveLength(3)
  })

  it('is told what is wrong, and one bad event keeps no good one from being taken', async () => {
    expect((await send('track', { userId: 'A-1' })).body).toMatchObject({
      code: 'EVENT_INVALID',
      errors: [{ path: '/body/event' }],
    })
    expect((await send('track', { event: 'Nobody' })).status).toBe(400)
    expect((await send('track', { event: 'x', userId: 'A-1', timestamp: 'yesterday' })).status).toBe(400)
    expect((await send('track', Buffer.from('{"event":'))).status).toBe(400)
    expect((await send('track', Buffer.from('not gzip'), { 'content-encoding': 'gzip' })).status).toBe(400)
    const big = { event: 'Big', userId: 'A-1', properties: { text: 'x'.repeat(33_000) } }
    expect((await send('track', big)).status).toBe(413)
    expect((await send('batch', { batch: [], padding: 'x'.repeat(520_000) })).status).toBe(413)
    const bomb = gzipSync(Buffer.alloc(50_000_000, ' '))
    expect((await send('batch', bomb, { 'content-encoding': 'gzip' })).status).toBe(413)
    const batch = [
      { type: 'track', event: 'Good One', userId: 'A-1' },
      { type: 'tracks', event: 'Bad One', userId: 'A-1' },
      { type: 'track', event: 'Half 😀'.slice(0, 6), userId: 'A-1' },
      { ...big, type: 'track' },
    ]
    const { status, body } = await send('batch', { batch })
    expect(status).toBe(200)
    expect(body['refused']).toMatchObject([{ index: 1, errors: [{ path: 'type' }] }, { index: 2 }, { index: 3 }])
    expect((await staff.ofCustomer(ann.id)).filter(({ name }) => name === 'Good One')).toHaveLength(1)
  })

  it('needs a key that was not revoked, and pages need their origin to be allowed', async () => {
    const event = { event: 'Key', userId: 'A-1' }
    for (const key of ['', 'nonsense', `${shop.writeKey.slice(0, -1)}~`, `cw_${'A'.repeat(48)}`]) {
      expect([key, (await send('track', event, { authorization: basic(key) })).status]).toEqual([key, 401])
    }
    const page = await staff.open({ origins: ['https://shop.example.com', 'https://*.example.org'] })
    const from = async (origin: string) => send('track', event, { authorization: basic(page.writeKey), origin })
    expect((await from('https://shop.example.com')).headers.get('access-control-allow-origin')).toBe(
      'https://shop.example.com',
    )
    expect((await from('https://www.example.org')).status).toBe(200)
    expect((await from('https://example.net')).status).toBe(403)
    expect((await from('https://evil-example.org')).status).toBe(403)
    const asked = await fetch(`${host}/v1/t`, { method: 'OPTIONS', headers: { origin: 'https://shop.example.com' } })
    expect(asked.headers.get('access-control-allow-headers')).toContain('authorization')
    const { keyId, writeKey } = page
    await staff.ask('DELETE', `/api/tracking/keys/${keyId}`)
    expect((await send('track', event, { authorization: basic(writeKey) })).status).toBe(401)
    const stored = await rowsOf<{ row: string }>('select event_write_key::text as row from event_write_key')
    expect(stored.some(({ row }) => row.includes(writeKey))).toBe(false)
  })

  it('may repeat itself: a message counts once', async () => {
    const batch = Array.from({ length: 20 }, (_, at) => ({
      type: 'track',
      event: 'Repeated',
      userId: 'A-1',
      messageId: `m-${at % 10}`,
    }))
    await Promise.all(Array.from({ length: 5 }, async () => send('batch', { batch })))
    expect((await staff.ofCustomer(ann.id)).filter(({ name }) => name === 'Repeated')).toHaveLength(10)
    // What was sent yesterday is known; what is older than senders repeat is not looked for.
    await rowsOf(`update event_message set day = day - 1`)
    await send('batch', { batch })
    expect((await staff.ofCustomer(ann.id)).filter(({ name }) => name === 'Repeated')).toHaveLength(10)
  })

  it('may have a wrong clock, unless it brings over what is past', async () => {
    const hour = 3_600_000
    const now = Date.now()
    const at = (shift: number) => new Date(now + shift).toISOString()
    // A clock that runs two days late, an event an hour before the sending.
    const late = { event: 'Late Clock', userId: 'A-1', timestamp: at(-49 * hour), sentAt: at(-48 * hour) }
    await send('track', late)
    await send('track', { event: 'Early Clock', userId: 'A-1', timestamp: at(23 * hour), sentAt: at(24 * hour) })
    await send('import', { batch: [{ ...late, type: 'track', event: 'Past' }] })
    const events = await staff.ofCustomer(ann.id)
    const time = (name: string) => Date.parse(events.find((event) => event.name === name)?.occurredAt ?? '')
    for (const name of ['Late Clock', 'Early Clock']) expect(Math.abs(time(name) - (now - hour))).toBeLessThan(60_000)
    expect(time('Past')).toBe(now - 49 * hour)
  })
})

describe('a person who is followed', () => {
  it('is only counted unless they agreed, from the moment they decide', async () => {
    const event = {
      type: 'track',
      event: 'Quiet',
      userId: 'B-1',
      anonymousId: 'bobs-phone',
      properties: { secret: 's3cret' },
    }
    await send('batch', { batch: [event, event] })
    // The device is known to be Bob's: what happens on it unnamed is not kept either.
    await send('track', { event: 'Quiet', anonymousId: 'bobs-phone' })
    expect(await staff.ofCustomer(bob.id)).toEqual([])
    const [row] = await rowsOf<{ events: string }>(
      `select sum(events) as events from event_count where name = 'Quiet' and outcome = 'counted'`,
    )
    expect(Number(row?.events)).toBe(3)
    expect(await rowsOf(`select from event where name = 'Quiet'`)).toEqual([])
    await agree(server, bob)
    await send('track', { event: 'Loud', userId: 'B-1' })
    await agree(server, bob, 'withdrawn')
    await send('track', { event: 'Quiet again', userId: 'B-1' })
    expect((await staff.ofCustomer(bob.id)).map(({ name }) => name)).toEqual(['Loud'])
  })

  it('is recognised later, and what they did before becomes theirs', async () => {
    const cat = await newCustomer(server, organisation, 'C-1', 'cat@example.com')
    await agree(server, cat)
    const before = ['Looked', 'Searched', 'Compared'].map((event) => ({
      type: 'track',
      event,
      anonymousId: 'cats-tablet',
    }))
    await send('batch', { batch: before })
    expect((await staff.recent(shop.id)).slice(0, 3).every(({ known }) => !known)).toBe(true)
    await send('identify', { userId: 'cat-login', anonymousId: 'cats-tablet', traits: { email: 'Cat@Example.com ' } })
    const events = await eventually('the events are the customer’s', async () => {
      const found = await staff.ofCustomer(cat.id)
      return found.length === 4 && found
    })
    expect(
      events
        .filter(({ stitched }) => stitched)
        .map(({ name }) => name)
        .toSorted(),
    ).toEqual(['Compared', 'Looked', 'Searched'])
    // From now on by the id that the shop uses.
    await send('track', { event: 'Bought', userId: 'cat-login' })
    expect((await staff.ofCustomer(cat.id))[0]?.name).toBe('Bought')
    const timeline = await server.app.inject({ url: `/api/customers/${cat.id}/timeline`, headers: owner.headers })
    const kinds = timeline.json<{ items: { kind: string }[] }>().items.map(({ kind }) => kind)
    expect(kinds).toContain('events.recognised')
    expect(kinds).toContain('events.stitched')
  })

  it('does not get what others did on a shared device, nor by an address that several share', async () => {
    const family = ['D-1', 'D-2', 'D-3']
    const people = await Promise.all(
      family.map(async (reference, at) =>
        newCustomer(server, organisation, reference, at === 0 ? 'dan@example.com' : 'family@example.com'),
      ),
    )
    for (const person of people) await agree(server, person)
    await send('identify', { userId: 'D-1', anonymousId: 'tv' })
    await send('track', { event: 'On the TV', anonymousId: 'tv' })
    await send('identify', { userId: 'D-2', anonymousId: 'tv' })
    await send('track', { event: 'By whom?', anonymousId: 'tv' })
    await send('track', { event: 'By D-2', anonymousId: 'tv', userId: 'D-2' })
    await send('identify', { anonymousId: 'laptop', traits: { email: 'family@example.com' } })
    const names = async (at: number) => (await staff.ofCustomer(people[at]!.id)).map(({ name }) => name)
    expect(await names(0)).toEqual(['On the TV', ''])
    expect(await names(1)).toEqual(['By D-2', ''])
    expect(await names(2)).toEqual([])
  })

  it('leaves nothing readable in the store, and nothing personal while nobody knows them', async () => {
    const properties = { url: 'https://shop.example.com/x?email=eve@example.com', note: 'visible-word' }
    const context = {
      ip: '203.0.113.9',
      userAgent: 'UniqueAgent/1.0',
      page: { path: '/x', search: '?email=eve@example.com' },
    }
    await send('page', { name: 'Eve', anonymousId: 'eve-device', userId: 'eve-unknown', properties, context })
    await send('page', { name: 'Ann', userId: 'A-1', properties, context })
    const recent = (await staff.recent(shop.id)).find(({ name }) => name === 'Eve')
    const { content } = await staff.proof(recent!.id)
    expect(content).toEqual({
      properties: { url: 'https://shop.example.com/x', note: 'visible-word' },
      context: { page: { path: '/x' } },
    })
    const stored = (await rowsOf<{ row: string }>(`select e::text as row from event e`))
      .map(({ row }) => row)
      .join('\n')
    for (const word of ['visible-word', 'eve-device', 'eve-unknown', 'A-1', 'shop.example.com', 'ann@example.com']) {
      expect(stored).not.toContain(word)
      expect(stored).not.toContain(Buffer.from(word).toString('hex'))
    }
    const mine = (await staff.ofCustomer(ann.id)).find(({ name }) => name === 'Ann')
    expect(JSON.stringify((await staff.proof(mine!.id)).content)).not.toContain('203.0.113.9')
  })

  it('is kept as a visitor only as the source says', async () => {
    const agreed = { consent: { categoryPreferences: { Analytics: true, Advertising: false } } }
    const visit = async (visitors: 'keep' | 'consent' | 'count') => {
      const { id, writeKey } = await staff.open({ visitors })
      const headers = { authorization: basic(writeKey) }
      await send('track', { event: 'Visit', anonymousId: 'v' }, headers)
      await send('track', { event: 'Visit', anonymousId: 'v', context: agreed }, headers)
      return (await staff.source(id)).week
    }
    expect(await visit('keep')).toEqual({ kept: 2, counted: 0, refused: 0 })
    expect(await visit('consent')).toEqual({ kept: 1, counted: 1, refused: 0 })
    expect(await visit('count')).toEqual({ kept: 0, counted: 2, refused: 0 })
  })
})

describe('what events look like', () => {
  it('is learnt from what comes in', async () => {
    const properties = {
      total: 9.5,
      currency: 'GBP',
      at: '2026-11-22T01:02:03Z',
      items: [1],
      gift: false,
      note: null,
      to: {},
    }
    await send('track', { event: 'Order Completed', userId: 'A-1', properties })
    await send('track', { event: 'Order Completed', userId: 'A-1', properties: { total: 'nine' } })
    expect((await staff.schema('Order Completed'))?.seen).toEqual({
      total: ['number', 'text'],
      currency: ['text'],
      at: ['date'],
      items: ['list'],
      gift: ['boolean'],
      note: ['null'],
      to: ['object'],
    })
  })

  it('can be declared: what does not fit is shown, and refused where the source says so', async () => {
    const name = 'Plan Changed'
    const declared = {
      description: 'A customer changed their plan.',
      properties: [
        { name: 'plan', kind: 'text', required: true },
        { name: 'seats', kind: 'number', required: false },
      ],
      closed: true,
    }
    expect(await staff.declare({ type: 'track', name, version: 0, declared })).toEqual({ version: 1 })
    const again = await staff.ask('PUT', '/api/tracking/schemas', { type: 'track', name, version: 0, declared })
    expect([again.status, again.body]).toMatchObject([409, { code: 'EVENT_SCHEMA_CHANGED', stored: { version: 1 } }])
    const bad = { event: name, userId: 'A-1', properties: { seats: 'ten', colour: 'red' } }
    expect((await send('track', bad)).status).toBe(200)
    const { violations } = (await staff.schema(name))!
    expect(
      Object.fromEntries(
        violations.map(({ property, problem, found, events }) => [property, [problem, found, events]]),
      ),
    ).toEqual({
      colour: ['undeclared', 'text', 1],
      plan: ['missing', '', 1],
      seats: ['kind', 'text', 1],
    })
    const strict = await staff.open({ refuses: true })
    const headers = { authorization: basic(strict.writeKey) }
    const refused = await send('track', bad, headers)
    expect([refused.status, refused.body['code']]).toEqual([400, 'EVENT_REFUSED_BY_SCHEMA'])
    expect(refused.body['errors']).toContainEqual({
      path: '/body/properties/seats',
      message: 'seats must be number, is text',
    })
    expect((await send('track', { ...bad, properties: { plan: 'gold' } }, headers)).status).toBe(200)
    expect((await staff.source(strict.id)).week).toEqual({ kept: 1, counted: 0, refused: 1 })
  })
})

describe('a stored event', () => {
  it('is proved by the entry that its group was sealed with', async () => {
    const batch = Array.from({ length: 7 }, (_, at) => ({ type: 'track', event: `Proved ${at}`, userId: 'A-1' }))
    await send('batch', { batch })
    const event = (await staff.ofCustomer(ann.id)).find(({ name }) => name === 'Proved 4')!
    const { event: open, salt, content, path, events, root, entryId } = await staff.proof(event.id)
    const commitment = createHmac('sha256', fromHex(salt, 32))
      .update(canonicalJson(content as JsonValue))
      .digest('hex')
    expect(open).toMatchObject({ id: event.id, name: 'Proved 4', customer: ann.id, basis: 'granted', commitment })
    expect(events).toBe(7)
    const leafHash = hashLeaf(toUtf8(canonicalJson(open)))
    const claim = {
      leafHash,
      index: open.position,
      size: events,
      root: fromHex(root, 32),
      proof: path.map((hash) => fromHex(hash, 32)),
    }
    expect(verifyInclusion(claim)).toEqual({ ok: true })
    const receipt = await eventually('the entry is sealed', async () => {
      const answer = await server.app.inject({
        url: `/api/journal/entries/${entryId}/receipt`,
        headers: owner.headers,
      })
      return answer.statusCode === 200 && answer.rawPayload
    })
    const { entry, opened } = parseReceipt(receipt)
    expect(entry.kind).toBe('events.received')
    expect(opened?.body).toMatchObject({ root, events })
  })

  it('cannot be changed, moved, added or taken away unnoticed', async () => {
    expect(await audit()).toEqual([])
    const [row] = await rowsOf<{ id: string; seal: string; name: string }>(
      `select id, seal_id as seal, name from event where name = 'Proved 4'`,
    )
    const { id, seal } = row!
    await rowsOf(`update event set name = 'Forged' where id = $1`, [id])
    expect(await audit()).toEqual([{ code: 'EVENT_CHANGED', key: `event ${id}` }])
    await rowsOf(`update event set name = 'Proved 4', occurred_at = occurred_at - interval '1 hour' where id = $1`, [
      id,
    ])
    expect(await audit()).toEqual([{ code: 'EVENT_CHANGED', key: `event ${id}` }])
    await rowsOf(`update event set occurred_at = occurred_at + interval '1 hour' where id = $1`, [id])
    expect(await audit()).toEqual([])
    await rowsOf(`delete from event where id = $1`, [id])
    expect(await audit()).toEqual([{ code: 'EVENT_GROUP_CHANGED', key: `group ${seal}` }])
  })

  it('belongs to one organisation', async () => {
    const other = atTracking(server, await server.signIn('owner', server.organisations[1]))
    const [mine] = await staff.ofCustomer(ann.id)
    expect((await other.ask('GET', `/api/tracking/events/${mine!.id}/proof`)).status).toBe(404)
    expect((await other.ask('GET', `/api/customers/${ann.id}/events`)).status).toBe(404)
    expect(
      (
        await other.ask('PUT', `/api/tracking/sources/${shop.id}`, {
          name: 'x',
          kind: 'web',
          origins: [],
          visitors: 'keep',
          refuses: false,
        })
      ).status,
    ).toBe(404)
    expect((await other.ask('DELETE', `/api/tracking/keys/${uuidv7()}`)).status).toBe(404)
    expect(await other.recent(shop.id)).toEqual([])
  })

  it('is told to staff who look on, without what it says of whom', async () => {
    const heard: { topic: string; data: unknown }[] = []
    const stop = server.platform.events.listen(organisation, (event) => heard.push(event))
    await send('track', { event: 'Live', userId: 'A-1', properties: { word: 'not-told' } })
    const told = await eventually('it is told', async () => heard.find(({ topic }) => topic === 'event'))
    stop()
    expect(told.data).toMatchObject({
      counts: { kept: 1, counted: 0, refused: 0 },
      events: [{ name: 'Live', outcome: 'kept', known: true, properties: { word: 'text' } }],
    })
    expect(JSON.stringify(told)).not.toContain('not-told')
    expect(JSON.stringify(told)).not.toContain(ann.id)
  })
})
