import type { BusinessCalendarBody } from '@candor/api'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { businessTimeOf } from '../modules/calendar/index.ts'
import { eventually, testServer, type SignedIn, type TestServer } from '../testing/index.ts'
import { auditFindings } from './audit-testing.ts'
import { fileOf, importer, openShops, row } from './imports-testing.ts'

let server: TestServer
let owner: SignedIn
let sales: SignedIn
let stranger: SignedIn

type Answer<Body> = { readonly status: number; readonly body: Body }

const ask = async <Body>(who: SignedIn, url: string, payload?: object): Promise<Answer<Body>> => {
  const method = payload === undefined ? 'GET' : 'PUT'
  const response = await server.app.inject({ method, url, headers: who.headers, ...(payload && { payload }) })
  return { status: response.statusCode, body: response.json() }
}

beforeAll(async () => {
  server = await testServer()
  owner = await server.signIn('owner')
  sales = await server.signIn('sales')
  stranger = await server.signIn('owner', server.organisations[1])
})
afterAll(async () => server.close())

describe('the business hours of an organisation', () => {
  type Stored = { version: number; calendar: BusinessCalendarBody; opens: string | null }
  const office = [
    { from: '09:00', to: '12:00' },
    { from: '13:00', to: '17:30' },
  ]
  const calendar: BusinessCalendarBody = {
    timeZone: 'Europe/London',
    week: [office, office, office, office, office, [], []],
    exceptions: [{ day: '2026-12-25', name: 'Christmas Day', nameZh: '圣诞节', spans: [] }],
  }

  it('are set by whom they concern, once by two who saw the same, and hold for others to count by', async () => {
    expect((await ask(sales, '/api/calendar', { version: 0, calendar })).status).toBe(403)
    const answers = await Promise.all([1, 2].map(async () => ask(owner, '/api/calendar', { version: 0, calendar })))
    expect(answers.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([200, 409])
    expect((await ask<Stored>(sales, '/api/calendar')).body).toMatchObject({ version: 1, calendar })
    expect((await ask<Stored>(stranger, '/api/calendar')).body).toMatchObject({ version: 0 })
    const time = await server.db.inOrganisation(owner.organisationId, businessTimeOf)
    expect(time.between(Date.parse('2026-12-24T16:30:00Z'), Date.parse('2026-12-28T10:00:00Z'))).toBe(120)
  })

  it('are refused with every place that does not fit', async () => {
    const wrong: BusinessCalendarBody = {
      timeZone: 'Mars/Olympus',
      week: [[{ from: '09:00', to: '08:00' }], [office[1]!, office[0]!], [], [], [], [], []],
      exceptions: [calendar.exceptions[0]!, calendar.exceptions[0]!],
    }
    const { status, body } = await ask<{ errors: { path: string }[] }>(owner, '/api/calendar', {
      version: 1,
      calendar: wrong,
    })
    expect(status).toBe(400)
    expect(body.errors.map(({ path }) => path)).toEqual([
      '/body/calendar/timeZone',
      '/body/calendar/week/0/0/to',
      '/body/calendar/week/1/1/from',
      '/body/calendar/exceptions/1/day',
    ])
  })

  it('are audited', async () => {
    await server.db.owner.query(
      `update business_calendar set calendar = jsonb_set(calendar, '{timeZone}', '"UTC"') where organisation_id = $1`,
      [owner.organisationId],
    )
    const findings = await auditFindings(server.db, owner.organisationId)
    expect(findings.map(({ code }) => code)).toContain('CALENDAR_CHANGED')
  })

  it('take over the holidays of a country', async () => {
    const { body } = await ask<{ items: { day: string }[] }>(sales, '/api/calendar/holidays?country=GB&year=2026')
    expect(body.items.map(({ day }) => day)).toContain('2026-12-28')
    expect((await ask(sales, '/api/calendar/holidays?country=XX&year=2026')).status).toBe(400)
  })
})

describe('somebody’s own choices', () => {
  it('are kept for them alone', async () => {
    const home = { widgets: [{ name: 'tasks', wide: true }] }
    const navigation = { order: ['tasks', 'home'], hidden: ['loyalty'] }
    await ask(sales, '/api/preferences/home', { home })
    await ask(sales, '/api/preferences/navigation', { navigation })
    expect((await ask(sales, '/api/preferences')).body).toMatchObject({ home, navigation, profile: null })
    expect((await ask(owner, '/api/preferences')).body).toMatchObject({ home: null, navigation: null })
    await ask(sales, '/api/preferences/home', { home: null })
    expect((await ask(sales, '/api/preferences')).body).toMatchObject({ home: null, navigation })
  })
})

describe('the end of an import', () => {
  it('is told to whoever began it', async () => {
    await openShops(server, owner.organisationId)
    await importer(server).run(owner, fileOf(row()))
    const told = async (who: SignedIn) =>
      (await ask<{ items: { kind: string; path: string }[] }>(who, '/api/notifications')).body.items
    const [notification] = await eventually('the notification', async () => {
      const items = await told(owner)
      return items.length > 0 && items
    })
    expect(notification).toMatchObject({
      kind: 'import.finished',
      path: expect.stringMatching(/^\/imports\/[0-9a-f-]+$/),
    })
    expect(await told(sales)).toEqual([])
  })
})
