import type { CompanyContact, CompanyDetail, CompanySummary, TimelineItem } from '@candor/api'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { asker, type Created, type Refusal } from '../modules/customers/testing.ts'
import { testServer, type SignedIn, type TestServer } from '../testing/index.ts'
import { auditFindings } from './audit-testing.ts'

let server: TestServer
let ask: ReturnType<typeof asker>
let agent: SignedIn
let stranger: SignedIn

beforeAll(async () => {
  server = await testServer()
  ask = asker(server)
  agent = await server.signIn('sales')
  stranger = await server.signIn('owner', server.organisations[1])
})
afterAll(async () => server.close())

type Stored = Created & Refusal
type List<Item> = { readonly items: Item[]; readonly nextCursor: string | null }

const company = async (profile: object): Promise<string> => {
  const { status, body } = await ask<Stored>(agent, '/api/companies', { payload: { profile } })
  expect(status, JSON.stringify(body)).toBe(201)
  return body.id
}
const customer = async (name: string): Promise<string> =>
  (await ask<Created>(agent, '/api/customers', { payload: { profile: { name } } })).body.id
const detail = async (id: string) => (await ask<CompanyDetail>(agent, `/api/companies/${id}`)).body
const list = async (query: string) => (await ask<List<CompanySummary>>(agent, `/api/companies?${query}`)).body
const contacts = async (id: string) =>
  (await ask<List<CompanyContact>>(agent, `/api/companies/${id}/contacts`)).body.items
const change = async (url: string, payload: object) => ask<Stored>(agent, url, { method: 'PATCH', payload })

describe('a company', () => {
  it('is created, changed, and tells its history', async () => {
    const id = await company({ name: 'Harbour Works', website: 'https://works.example', phone: '+44 20 7946 0018' })
    const changed = await change(`/api/companies/${id}`, { version: 1, profile: { city: 'Leith', phone: null } })
    expect([changed.status, changed.body.version]).toEqual([200, 2])
    expect(await detail(id)).toMatchObject({
      profile: { name: 'Harbour Works', website: 'https://works.example', city: 'Leith' },
      city: 'Leith',
      contactCount: 0,
      orders: { orderCount: 0, spent: '0', currency: 'GBP', lastOrderAt: null },
    })
    const { items } = (await ask<List<TimelineItem>>(agent, `/api/companies/${id}/timeline`)).body
    expect(items.map(({ kind }) => kind)).toEqual(['company.updated', 'company.created'])
    expect(items[0]?.body).toMatchObject({ changes: { city: { before: null, after: 'Leith' } } })
  })

  it('is not overwritten unawares', async () => {
    const id = await company({ name: 'Two Writers' })
    await change(`/api/companies/${id}`, { version: 1, profile: { city: 'A' } })
    const { status, body } = await change(`/api/companies/${id}`, { version: 1, profile: { city: 'B' } })
    expect([status, body.code, body.stored]).toEqual([
      409,
      'COMPANY_CHANGED_MEANWHILE',
      { version: 2, profile: { name: 'Two Writers', city: 'A' } },
    ])
  })

  it.each([
    ['no name', {}, '/body/profile/name'],
    ['a web address that would run', { name: 'A', website: 'javascript:alert(1)' }, '/body/profile/website'],
    ['an e-mail address that is none', { name: 'A', email: 'x' }, '/body/profile/email'],
  ])('is refused with %s', async (_, profile, path) => {
    const { status, body } = await ask<Refusal>(agent, '/api/companies', { payload: { profile } })
    expect([status, body.errors?.[0]?.path]).toEqual([400, path])
  })

  it('is stored without in clear how it is reached, and for its organisation only', async () => {
    const id = await company({ name: 'Closed', phone: '+44 20 7946 0123', address: 'Unmistakable Lane 1' })
    const { rows } = await server.db.owner.query<{ row: string }>(
      'select c::text as row from company c where id = $1',
      [id],
    )
    expect(rows[0]!.row).not.toMatch(/7946 ?0123|Unmistakable/)
    for (const path of ['', '/timeline', '/contacts'])
      expect((await ask(stranger, `/api/companies/${id}${path}`)).status).toBe(404)
    expect((await ask<List<CompanySummary>>(stranger, '/api/companies')).body.items).toEqual([])
  })
})

describe('the bin of companies', () => {
  it('takes a company out of lists and searches, and gives it back', async () => {
    const id = await company({ name: 'Binnable Brothers' })
    const found = async (query: string) => (await list(query)).items.map((item) => item.id)
    expect(await found('search=Binnable')).toEqual([id])
    const url = `/api/companies/${id}`
    expect((await ask(stranger, `${url}/bin`, { payload: {} })).status).toBe(404)
    expect((await ask(agent, `${url}/bin`, { payload: {} })).status).toBe(200)
    expect((await ask<Refusal>(agent, `${url}/bin`, { payload: {} })).body.code).toBe('COMPANY_NOTHING_CHANGED')
    expect([
      await found('search=Binnable'),
      await found('search=Binnable&binned=yes'),
      await found('binned=yes'),
    ]).toEqual([[], [id], [id]])
    expect((await detail(id)).binnedAt).not.toBeNull()
    expect((await ask(agent, `${url}/restore`, { payload: {} })).status).toBe(200)
    expect([await found('search=Binnable'), await found('binned=yes')]).toEqual([[id], []])
    expect(await detail(id)).toMatchObject({ binnedAt: null, name: 'Binnable Brothers' })
  })
})

describe('a note about a company', () => {
  it('stands in its history, and tells the colleague whom it mentions', async () => {
    const id = await company({ name: 'Noted Ltd' })
    const manager = await server.signIn('manager')
    const payload = { kind: 'call', text: `Ask @[Max](staff:${manager.id}) for the *old* terms.` }
    expect((await ask(agent, `/api/companies/${id}/notes`, { payload })).status).toBe(201)
    const { items } = (await ask<List<TimelineItem>>(agent, `/api/companies/${id}/timeline`)).body
    expect(items[0]).toMatchObject({ kind: 'company.note-added', body: payload })
    const told = await ask<List<{ kind: string; path: string }>>(manager, '/api/notifications')
    expect(told.body.items).toMatchObject([{ kind: 'mention.added', path: `/companies/${id}` }])
    const nobody = { kind: 'note', text: `@[Nobody](staff:${id})` }
    const refused = await ask<Refusal>(agent, `/api/companies/${id}/notes`, { payload: nobody })
    expect([refused.status, refused.body.code]).toEqual([422, 'COMPANY_MENTION_UNKNOWN'])
    expect((await ask(stranger, `/api/companies/${id}/notes`, { payload })).status).toBe(404)
  })
})

describe('the list of companies', () => {
  it('is sorted by name in either direction, page by page, and narrowed by country', async () => {
    const names = ['Zulu List', 'alpha List', 'Ångström List', '北方 List']
    for (const name of names) await company({ name, country: 'Listland' })
    const shown: string[] = []
    for (let cursor: string | null = ''; cursor !== null;) {
      const page: List<CompanySummary> = await list(
        `country=Listland&limit=1${cursor === '' ? '' : `&cursor=${cursor}`}`,
      )
      shown.push(...page.items.map(({ name }) => name))
      cursor = page.nextCursor
    }
    expect(shown).toEqual(['alpha List', 'Ångström List', 'Zulu List', '北方 List'])
    const back = await list('country=Listland&sort=-name')
    expect(back.items.map(({ name }) => name)).toEqual(shown.toReversed())
  })

  it('is searched by parts of name, number, web and e-mail address', async () => {
    const id = await company({
      name: '青藤茶具 Tea & Vine',
      registration: 'HRB-90210',
      website: 'https://www.vine-tea.example',
      email: 'hello@vine.example',
    })
    for (const search of ['茶具', 'vine', '90210', 'vine-tea.ex', 'hello@vine.example'])
      expect(
        (await list(`search=${encodeURIComponent(search)}`)).items.map((item) => item.id),
        search,
      ).toEqual([id])
    expect((await list('search=nothing-like-it')).items).toEqual([])
  })
})

describe('contacts at a company', () => {
  it('have a position and dates, are counted, and stand with the customer too', async () => {
    const [companyId, customerId] = [await company({ name: 'Contacts Ltd' }), await customer('Connie Tact')]
    const added = await ask<Stored>(agent, `/api/companies/${companyId}/contacts`, {
      payload: { customerId, position: 'Buyer', since: '2020-02-01' },
    })
    expect(added.status).toBe(201)
    expect(await contacts(companyId)).toMatchObject([
      { customerId, customerName: 'Connie Tact', position: 'Buyer', since: '2020-02-01', until: null },
    ])
    expect((await detail(companyId)).contactCount).toBe(1)
    const twice = await ask<Refusal>(agent, `/api/companies/${companyId}/contacts`, { payload: { customerId } })
    expect([twice.status, twice.body.code]).toEqual([409, 'COMPANY_CONTACT_THERE'])

    const url = `/api/company-contacts/${added.body.id}`
    expect((await change(url, { until: '2019-01-01' })).body.code).toBe('COMPANY_CONTACT_DATES')
    expect((await change(url, { until: '2024-01-01' })).status).toBe(200)
    expect((await detail(companyId)).contactCount).toBe(0)
    const own = await ask<List<CompanyContact>>(agent, `/api/customers/${customerId}/companies`)
    expect(own.body.items).toMatchObject([{ companyName: 'Contacts Ltd', position: 'Buyer', until: '2024-01-01' }])
    const { items } = (await ask<List<TimelineItem>>(agent, `/api/customers/${customerId}/timeline`)).body
    expect(items.slice(0, 2).map(({ kind }) => kind)).toEqual(['company.contact-changed', 'company.contact-added'])
  })

  it('can be taken back, and nobody is counted who is not there', async () => {
    const [companyId, customerId] = [await company({ name: 'Mistake Ltd' }), await customer('Miss Take')]
    const { body } = await ask<Stored>(agent, `/api/companies/${companyId}/contacts`, { payload: { customerId } })
    const gone = await ask(agent, `/api/company-contacts/${body.id}`, { method: 'DELETE' })
    expect(gone.status).toBe(200)
    expect([await contacts(companyId), (await detail(companyId)).contactCount]).toEqual([[], 0])
    const nobody = { payload: { customerId: companyId } }
    expect((await ask<Refusal>(agent, `/api/companies/${companyId}/contacts`, nobody)).body.code).toBe(
      'CUSTOMER_NOT_FOUND',
    )
  })
})

describe('the audit of companies', () => {
  const findings = async (): Promise<string[]> =>
    (await auditFindings(server.db, agent.organisationId))
      .map(({ code }) => code)
      .filter((code) => code.startsWith('COMPANY'))
  const whileChanged = async (statement: string, back: string): Promise<string[]> => {
    expect((await server.db.owner.query(statement)).rowCount).toBeGreaterThan(0)
    const found = await findings()
    await server.db.owner.query(back)
    return found
  }
  it('finds everything as it was recorded, and names what was changed behind its back', async () => {
    expect(await findings()).toEqual([])
    const name = `where name = 'Contacts Ltd'`
    expect(
      await whileChanged(`update company set city = 'Elsewhere' ${name}`, `update company set city = null ${name}`),
    ).toEqual(['COMPANY_CHANGED'])
    expect(
      await whileChanged(
        `update company set contact_count = 9 ${name}`,
        `update company set contact_count = 0 ${name}`,
      ),
    ).toEqual(['COMPANY_UNRECORDED'])
    const binned = `where name = 'Binnable Brothers'`
    expect(
      await whileChanged(
        `update company set binned_at = now() ${binned}`,
        `update company set binned_at = null ${binned}`,
      ),
    ).toEqual(['COMPANY_CHANGED'])
    expect(
      await whileChanged(
        `update company_contact set until = '2023-01-01'`,
        `update company_contact set until = '2024-01-01'`,
      ),
    ).toEqual(['COMPANY_CONTACT_CHANGED'])
  })
})
