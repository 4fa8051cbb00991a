import type { OwnTicket, Ticket, TicketMessage, TimelineItem } from '@candor/api'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { auditFindings } from '../../links/audit-testing.ts'
import { eventually, testServer, type SignedIn, type TestServer } from '../../testing/index.ts'
import { usualSettings } from './settings.ts'

let server: TestServer
let service: SignedIn
let manager: SignedIn
let stranger: SignedIn
let customer: string
let me: SignedIn

type Answer<Body> = { readonly status: number; readonly body: Body }
type Made = { readonly id: string; readonly version: number; readonly number: number; readonly entryId: string }
type Page<Item> = { readonly items: Item[]; readonly nextCursor: string | null }
type Method = 'GET' | 'POST' | 'PATCH' | 'PUT'

const ask = async <Body = Made>(
  who: SignedIn,
  url: string,
  payload?: object,
  method: Method = payload === undefined ? 'GET' : 'POST',
  headers: Record<string, string> = {},
): Promise<Answer<Body>> => {
  const response = await server.app.inject({
    method,
    url,
    headers: { ...who.headers, ...headers },
    ...(payload && { payload }),
  })
  return { status: response.statusCode, body: response.json() }
}
const made = async (given: object, who = service): Promise<Made> => {
  const ticket = { customerId: customer, subject: 'Kettle', text: 'It leaks.', ...given }
  const { status, body } = await ask(who, '/api/tickets', ticket)
  expect(status, JSON.stringify(body)).toBe(201)
  return body
}
const asked = async (subject = 'Where is my parcel?', who = me): Promise<Made> => {
  const { status, body } = await ask(who, '/api/portal/tickets', { subject, text: 'It should be here.' })
  expect(status, JSON.stringify(body)).toBe(201)
  return body
}
const ticketOf = async (id: string, who = service): Promise<Ticket> =>
  (await ask<Ticket>(who, `/api/tickets/${id}`)).body
const say = async (id: string, body: object, who = service) => ask(who, `/api/tickets/${id}/messages`, body)
const change = async (id: string, version: number, changes: object, who = service) =>
  ask(who, `/api/tickets/${id}`, { version, changes }, 'PATCH')
const kindsOf = async (who: SignedIn, url: string): Promise<string[]> =>
  (await ask<Page<TimelineItem>>(who, `${url}?limit=200`)).body.items.map(({ kind }) => kind)
const findings = async (): Promise<string[]> =>
  (await auditFindings(server.db, service.organisationId)).map(({ code, key }) => `${code} ${key}`)

beforeAll(async () => {
  server = await testServer({ organisations: 3 })
  service = await server.signIn('service')
  manager = await server.signIn('manager')
  stranger = await server.signIn('owner', server.organisations[1])
  const profile = { name: '王小明', email: 'wang@example.com', language: 'zh' }
  customer = (await ask(service, '/api/customers', { profile })).body.id
  me = await server.signInCustomer(customer)
  // Always open, so that what is promised does not depend on when this runs.
  const always = [{ from: '00:00', to: '24:00' }]
  const calendar = { timeZone: 'UTC', week: Array.from({ length: 7 }, () => always), exceptions: [] }
  const owner = await server.signIn('owner')
  expect((await ask(owner, '/api/calendar', { version: 0, calendar }, 'PUT')).status).toBe(200)
})
afterAll(async () => server.close())

describe('a request of a customer', () => {
  it('is opened, answered, solved, confirmed and rated, and every step is in the customer’s history', async () => {
    const { id, number } = await asked()
    expect(await ticketOf(id)).toMatchObject({
      number,
      status: 'new',
      customer: { id: customer, name: '王小明' },
      assignee: null,
      promises: { response: { minutes: 480, state: 'running' }, resolution: { minutes: 2400, state: 'running' } },
    })
    expect((await say(id, { version: 1, kind: 'note', text: 'Carrier lost it' })).status).toBe(201)
    const reply = { version: 2, kind: 'reply', text: 'A new one is under way.', status: 'solved' }
    expect((await say(id, reply)).status).toBe(201)
    expect(await ticketOf(id)).toMatchObject({
      status: 'solved',
      assignee: { id: service.id, name: 'Person 1' },
      promises: { response: { state: 'met' }, resolution: { state: 'met' } },
      dueAt: null,
    })
    const portal = `/api/portal/tickets/${id}`
    expect((await ask<OwnTicket>(me, portal)).body).toMatchObject({ status: 'solved', assigneeName: 'Person 1' })
    expect((await ask(me, `${portal}/confirmation`, {})).status).toBe(200)
    expect((await ask(me, `${portal}/rating`, { rating: 5, comment: 'Thanks' })).status).toBe(200)
    expect((await ask(me, `${portal}/rating`, { rating: 1 })).body).toMatchObject({ code: 'TICKET_ALREADY_RATED' })
    expect(await ticketOf(id)).toMatchObject({ status: 'closed', rating: 5, ratingComment: 'Thanks' })
    expect((await ask(me, `${portal}/messages`, { text: 'And now?' })).body).toMatchObject({ code: 'TICKET_CLOSED' })
    const steps = [
      'ticket.rated',
      'ticket.closed',
      'ticket.promise-met',
      'ticket.solved',
      'ticket.promise-met',
      'ticket.replied',
      'ticket.noted',
      'ticket.opened',
    ]
    const own = await kindsOf(service, `/api/customers/${customer}/timeline`)
    expect(own.filter((kind) => kind.startsWith('ticket.'))).toEqual(steps)
  })

  it('brings the answer by mail with the way to the portal', async () => {
    const { id, number } = await asked()
    await say(id, { version: 1, kind: 'reply', text: 'Morgen früh.' })
    const mails = await server.db.inOrganisation(me.organisationId, async (tx) => server.platform.mail.newest(tx, 1))
    expect(mails[0]).toMatchObject({ to: 'wang@example.com', subject: `组织1：您的请求 #${number} 有新回复` })
    expect(mails[0]?.text).toContain('Morgen früh.')
    expect(mails[0]?.text).toContain(`/portal/help/${id}`)
  })

  it('never shows them what staff note among themselves', async () => {
    const { id } = await asked()
    const noted = await say(id, { version: 1, kind: 'note', text: 'A difficult person' })
    await say(id, { version: 2, kind: 'reply', text: 'Hello' })
    const staff = (await ask<Page<TicketMessage>>(service, `/api/tickets/${id}/messages`)).body.items
    expect(staff.map(({ kind }) => kind)).toEqual(['reply', 'note', 'customer'])
    const own = (await ask<Page<TicketMessage>>(me, `/api/portal/tickets/${id}/messages`)).body.items
    expect(own.map(({ kind, byName }) => `${kind} ${byName}`)).toEqual(['reply Person 1', 'customer null'])
    for (const topic of ['', '&topic=help']) {
      const { body } = await ask<Page<TimelineItem>>(me, `/api/portal/timeline?limit=200${topic}`)
      expect(body.items.map(({ kind }) => kind)).toContain('ticket.replied')
      expect(JSON.stringify(body)).not.toMatch(/ticket\.noted|difficult/)
    }
    const receipt = await server.app.inject({
      url: `/api/portal/entries/${noted.body.entryId}/receipt`,
      headers: me.headers,
    })
    expect([receipt.statusCode, receipt.body.includes('difficult')]).toEqual([404, false])
  })

  it('shows them neither tasks nor deals, of which their history for staff tells', async () => {
    expect(
      (await ask(service, '/api/tasks', { title: 'Ask for the size', subject: { kind: 'customer', id: customer } }))
        .status,
    ).toBe(201)
    expect((await ask(manager, '/api/deals', { title: 'A larger kettle', customer })).status).toBe(201)
    const internal = ['deal.created', 'task.created']
    expect(await kindsOf(manager, `/api/customers/${customer}/timeline`)).toEqual(expect.arrayContaining(internal))
    const own = await kindsOf(me, '/api/portal/timeline')
    expect(own.filter((kind) => /^(deal|task)\./.test(kind))).toEqual([])
  })

  it('goes on when they write: nobody waits for them, and what was called solved is not', async () => {
    const { id } = await asked()
    await say(id, { version: 1, kind: 'reply', text: 'Which colour?', status: 'waiting' })
    const waiting = await ticketOf(id)
    expect(waiting).toMatchObject({ status: 'waiting', dueAt: null, promises: { resolution: { state: 'paused' } } })
    await ask(me, `/api/portal/tickets/${id}/messages`, { text: 'Blue' })
    expect(await ticketOf(id)).toMatchObject({ status: 'open', promises: { resolution: { state: 'running' } } })
    const told = await ask<Page<{ kind: string; path: string }>>(service, '/api/notifications')
    expect(told.body.items[0]).toMatchObject({ kind: 'ticket.answered', path: `/tickets?ticket=${id}` })
    // What was written meanwhile is seen first.
    const late = await say(id, { version: 2, kind: 'reply', text: 'Which colour?' })
    expect(late).toMatchObject({ status: 409, body: { code: 'TICKET_CHANGED_MEANWHILE', stored: { version: 3 } } })
    expect((await change(id, 3, { status: 'solved' })).status).toBe(200)
    await ask(me, `/api/portal/tickets/${id}/messages`, { text: 'No, it is green' })
    expect(await ticketOf(id)).toMatchObject({ status: 'open', promises: { resolution: { state: 'running' } } })
    expect((await ask(me, `/api/portal/tickets/${id}/confirmation`, {})).body).toMatchObject({
      code: 'TICKET_NOT_SOLVED',
    })
  })

  it('does not exist for other customers and other organisations', async () => {
    const { id } = await asked()
    const profile = { name: 'Neighbour', email: 'neighbour@example.com' }
    const neighbour = await server.signInCustomer((await ask(service, '/api/customers', { profile })).body.id)
    for (const url of [`/api/portal/tickets/${id}`, `/api/portal/tickets/${id}/messages`]) {
      expect((await ask(neighbour, url)).status).toBe(404)
    }
    expect((await ask(neighbour, `/api/portal/tickets/${id}/messages`, { text: 'Mine' })).status).toBe(404)
    expect((await ask<Page<OwnTicket>>(neighbour, '/api/portal/tickets')).body.items).toEqual([])
    expect((await ask(stranger, `/api/tickets/${id}`)).status).toBe(404)
    expect((await say(id, { version: 1, kind: 'reply', text: 'Hi' }, stranger)).status).toBe(404)
    expect((await ask<Page<Ticket>>(stranger, '/api/tickets')).body.items).toEqual([])
  })

  it('is not taken where the company does without tickets, and earlier ones can still be read', async () => {
    const { id } = await asked('Before')
    const owner = await server.signIn('owner')
    const isTaken = async () => (await ask<{ takesRequests: boolean }>(me, '/api/portal/me')).body.takesRequests
    expect(await isTaken()).toBe(true)
    expect((await ask(owner, '/api/modules', { version: 0, off: ['tickets'] }, 'PUT')).status).toBe(200)
    const refused = await ask(me, '/api/portal/tickets', { subject: 'After', text: 'Hello?' })
    expect(refused).toMatchObject({ status: 403, body: { code: 'TICKET_NOT_OFFERED' } })
    expect(await isTaken()).toBe(false)
    expect((await ask<OwnTicket>(me, `/api/portal/tickets/${id}`)).body.subject).toBe('Before')
    expect((await ask(owner, '/api/modules', { version: 1, off: [] }, 'PUT')).status).toBe(200)
  })
})

describe('a ticket', () => {
  it('gets the next number, also when several are opened at once or one is refused', async () => {
    const first = await made({})
    const nobody = { customerId: stranger.id, subject: 'Kettle', text: 'It leaks.' }
    expect((await ask(service, '/api/tickets', nobody)).status).toBe(404)
    const others = await Promise.all([1, 2, 3, 4].map(async () => made({})))
    const numbers = others.map(({ number }) => number).toSorted((a, b) => a - b)
    expect(numbers).toEqual([1, 2, 3, 4].map((more) => first.number + more))
  })

  it('is opened once by a request that is repeated', async () => {
    const key = { 'idempotency-key': 'one-ticket-only' }
    const body = { customerId: customer, subject: 'Once', text: 'Only once' }
    const answers = [1, 2].map(async () => ask(service, '/api/tickets', body, 'POST', key))
    const [one, two] = await Promise.all(answers)
    expect(one?.body.id).toBe(two?.body.id)
  })

  it('is changed once only by two who saw the same, and given to those only who may answer', async () => {
    const { id } = await made({})
    const answers = await Promise.all(
      [1, 2].map(async () => change(id, 1, { assignee: manager.id, type: 'complaint' })),
    )
    expect(answers.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([200, 409])
    expect(await ticketOf(id)).toMatchObject({ version: 2, type: 'complaint', assignee: { id: manager.id } })
    expect((await change(id, 2, { assignee: manager.id })).body).toMatchObject({ code: 'TICKET_NOTHING_CHANGED' })
    expect((await change(id, 2, { assignee: stranger.id })).body).toMatchObject({ code: 'TICKET_NO_SUCH_ASSIGNEE' })
    expect((await change(id, 2, { status: 'closed' })).body).toMatchObject({ code: 'TICKET_STATUS_IMPOSSIBLE' })
  })

  it('stands in the queues in which it belongs, in the order of what is due', async () => {
    const agent = await server.signIn('service', server.organisations[2])
    const profile = { name: 'Elsewhere' }
    const customerId = (await ask(agent, '/api/customers', { profile })).body.id
    const open = async (priority: string) => made({ customerId, priority, subject: priority }, agent)
    for (const priority of ['low', 'urgent', 'normal', 'high']) await open(priority)
    const subjects: string[] = []
    let cursor: string | null = ''
    while (cursor !== null) {
      const url: string = `/api/tickets?view=unassigned&limit=3${cursor && `&cursor=${cursor}`}`
      const { body }: Answer<Page<Ticket>> = await ask<Page<Ticket>>(agent, url)
      subjects.push(...body.items.map(({ subject }) => subject))
      cursor = body.nextCursor
    }
    expect(subjects).toEqual(['urgent', 'high', 'normal', 'low'])
    const { body } = await ask<Page<Ticket>>(agent, '/api/tickets?view=open')
    await change(body.items[0]!.id, 1, { assignee: agent.id }, agent)
    await change(body.items[1]!.id, 1, { status: 'waiting' }, agent)
    await change(body.items[2]!.id, 1, { status: 'solved' }, agent)
    expect((await ask(agent, '/api/tickets/counts')).body).toEqual({
      mine: 1,
      unassigned: 1,
      open: 2,
      urgent: 0,
      waiting: 1,
      solved: 1,
    })
    const all = (await ask<Page<Ticket>>(agent, `/api/tickets?customer=${customerId}&limit=3`)).body
    expect(all.items.map(({ number }) => number)).toEqual([4, 3, 2])
    const rest = (await ask<Page<Ticket>>(agent, `/api/tickets?customer=${customerId}&cursor=${all.nextCursor}`)).body
    expect(rest.items.map(({ number }) => number)).toEqual([1])
    const second = (await ask<Page<Ticket>>(agent, '/api/tickets?number=2')).body
    expect(second.items.map(({ id }) => id)).toEqual([all.items[2]?.id])
    expect((await ask<Page<Ticket>>(agent, '/api/tickets?number=99')).body.items).toEqual([])
  })

  it('is read by an index in each queue', async () => {
    const [, , organisationId = ''] = server.organisations
    await server.db.owner.query(
      `insert into ticket (organisation_id, id, number, customer_id, channel, type, priority, status, content, assignee,
                           opened_at, status_at, promises, due_at, urgent, created_by, version, step, entry_id)
       select $1, uuidv7(), 1000 + n, md5((n % 3001)::text)::uuid, 'portal', 'question', 'normal',
              (array['open', 'waiting', 'solved'])[1 + n % 3], '', case n % 2 when 0 then md5((n % 97)::text)::uuid end,
              now(), now() - n * interval '1 minute', '{"response":null,"resolution":null}',
              now() + n * interval '1 minute', n % 30 = 0, 'system', 1, 1, uuidv7()
         from generate_series(1, 30000) n`,
      [organisationId],
    )
    await server.db.owner.query('analyze ticket')
    await server.db.inOrganisation(organisationId, async (tx) => {
      for (const [where, column, index] of [
        ["status in ('new', 'open') and assignee = md5('7')::uuid", 'due_at', 'ticket_open_of_assignee'],
        ["status in ('new', 'open') and assignee is null", 'due_at', 'ticket_open'],
        ["status in ('new', 'open')", 'due_at', 'ticket_open'],
        ['urgent', 'due_at', 'ticket_urgent'],
        ["status = 'waiting'", 'status_at', 'ticket_waiting'],
        ["status in ('solved', 'closed')", 'status_at', 'ticket_solved'],
        ["customer_id = md5('7')::uuid", 'number', 'ticket_of_customer'],
      ]) {
        const lines = await tx.rows<{ 'QUERY PLAN': string }>({
          text: `explain select id from ticket where organisation_id = $1 and ${where} order by ${column} limit 50`,
          values: [tx.organisationId],
        })
        const plan = lines.map((line) => line['QUERY PLAN']).join('\n')
        expect(plan).toMatch(new RegExp(`using ${index}`))
        expect(plan).not.toMatch(/Sort/)
      }
    })
  })

  it('keeps what it says encrypted', async () => {
    await made({ subject: 'Samowar', text: 'Nobody may read Samowar' })
    const { rows } = await server.db.owner.query<{ text: string }>(
      'select t::text as text from ticket t union all select m::text from ticket_message m',
    )
    expect(rows.map(({ text }) => text).join('')).not.toMatch(/Samowar/)
  })
})

describe('what is promised', () => {
  it('is set for each priority, and counts for tickets that are opened from then on', async () => {
    const before = await made({ priority: 'high' })
    const targets = { ...usualSettings.targets, high: { response: 30, resolution: 90 } }
    const settings = { ...usualSettings, targets }
    expect((await ask(service, '/api/tickets/settings', { version: 0, settings }, 'PUT')).status).toBe(403)
    const wrong = { ...settings, targets: { ...targets, low: { response: 90, resolution: 30 } } }
    expect((await ask(manager, '/api/tickets/settings', { version: 0, settings: wrong }, 'PUT')).body).toMatchObject({
      code: 'SERVICE_SETTINGS_INVALID',
      errors: [{ path: '/body/settings/targets/low/resolution' }],
    })
    expect((await ask(manager, '/api/tickets/settings', { version: 0, settings }, 'PUT')).status).toBe(200)
    expect((await ask(manager, '/api/tickets/settings', { version: 0, settings }, 'PUT')).status).toBe(409)
    expect((await ticketOf(before.id)).promises.response?.minutes).toBe(240)
    const after = await made({ priority: 'high' })
    expect((await ticketOf(after.id)).promises).toMatchObject({
      response: { minutes: 30 },
      resolution: { minutes: 90 },
    })
    await change(after.id, 1, { priority: 'low' })
    expect((await ticketOf(after.id)).promises).toMatchObject({ response: { minutes: 960 } })
  })

  it('is said to be missed, once and by itself, and whoever has the ticket is told', async () => {
    const given = {
      customerId: customer,
      subject: 'Late',
      text: 'Late',
      type: 'complaint',
      priority: 'urgent',
    } as const
    const now = Date.now() - 70 * 60_000
    const { id } = await server.db.inOrganisation(service.organisationId, async (tx) =>
      server.tickets.openTicket(tx, { ...given, channel: 'phone', assignee: manager.id }, { actor: 'system', now }),
    )
    const ticket = await eventually('the promise is missed', async () => {
      const found = await ticketOf(id)
      return found.promises.response?.state === 'missed' && found
    })
    expect(ticket).toMatchObject({ urgent: true, version: 1, promises: { resolution: { state: 'running' } } })
    const urgent = (await ask<Page<Ticket>>(service, '/api/tickets?view=urgent')).body.items
    expect(urgent.map((one) => one.id)).toContain(id)
    const { body } = await ask<Page<{ kind: string }>>(manager, '/api/notifications')
    expect(body.items.filter(({ kind }) => kind === 'ticket.due')).toHaveLength(1)
    await say(id, { version: 1, kind: 'reply', text: 'Sorry' })
    expect((await ticketOf(id)).promises.response?.state).toBe('missed')
    const { rows } = await server.db.owner.query<{ count: number }>(
      `select count(*)::int as count from journal_entry where kind = 'ticket.promise-missed'`,
    )
    expect(rows[0]?.count).toBe(1)
  })
})

describe('the audit', () => {
  it('finds nothing in what was done here, and names what was changed behind its back', async () => {
    expect(await findings()).toEqual([])
    const { id, number } = await made({ subject: 'Secret' })
    const { body } = await say(id, { version: 1, kind: 'reply', text: 'Was said' })
    const named = async (wanted: readonly string[]) =>
      eventually(
        wanted.join(', '),
        async () => JSON.stringify((await findings()).toSorted()) === JSON.stringify(wanted),
      )
    await server.db.owner.query(`update ticket set opened_at = opened_at - interval '1 day' where id = $1`, [id])
    await named([`TICKET_CHANGED ticket ${id}`])
    const { rows } = await server.db.owner.query<{ id: string }>(
      'delete from ticket_message where entry_id = $1 returning id',
      [await entryOf(body.id, 'ticket.replied')],
    )
    await named([`TICKET_CHANGED ticket ${id}`, `TICKET_MESSAGE_MISSING message ${rows[0]?.id}`])
    await server.db.owner.query('update ticket_counter set last = $1 where organisation_id = $2', [
      number + 7,
      service.organisationId,
    ])
    await eventually('the gap', async () => (await findings()).includes('TICKET_NUMBERS_BROKEN numbers'))
  })
})

const entryOf = async (ticketId: string, kind: string): Promise<string> => {
  const { rows } = await server.db.owner.query<{ id: string }>(
    `select m.entry_id as id from ticket_message m join journal_entry e on e.id = m.entry_id
      where m.ticket_id = $1 and e.kind = $2`,
    [ticketId, kind],
  )
  return rows[0]?.id ?? ''
}
