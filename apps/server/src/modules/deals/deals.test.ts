import type { Deal, DealSettings, dealRoutes, RouteOutput, TimelineItem } from '@candor/api'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { auditFindings } from '../../links/audit-testing.ts'
import { eventually, testServer, type SignedIn, type TestServer } from '../../testing/index.ts'

let server: TestServer
let sales: SignedIn
let manager: SignedIn
let stranger: SignedIn
let customer: string
let company: string

type Answer<Body> = { readonly status: number; readonly body: Body }
type Made = { readonly id: string; readonly version: number; readonly entryId: string }
type Page = { readonly items: Deal[]; readonly nextCursor: string | null }
type Problem = { readonly code: string; readonly errors?: { readonly path: string }[]; readonly stored?: unknown }

const ask = async <Body = Made>(
  who: SignedIn,
  url: string,
  payload?: object,
  method: 'GET' | 'POST' | 'PATCH' | 'PUT' = payload === undefined ? 'GET' : 'POST',
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
const made = async (deal: object, who = sales): Promise<Made> => {
  const { status, body } = await ask(who, '/api/deals', deal)
  expect(status, JSON.stringify(body)).toBe(201)
  return body
}
const dealOf = async (id: string, who = sales): Promise<Deal> => (await ask<Deal>(who, `/api/deals/${id}`)).body
const list = async (query: string, who = sales): Promise<Page> => (await ask<Page>(who, `/api/deals?${query}`)).body
const act = async <Body = Made>(id: string, what: string, payload: object, who = sales): Promise<Answer<Body>> =>
  ask<Body>(who, `/api/deals/${id}/${what}`, payload)
const findings = async (): Promise<string[]> =>
  (await auditFindings(server.db, sales.organisationId)).map(({ code, key }) => `${code} ${key}`)

beforeAll(async () => {
  server = await testServer({ organisations: 3 })
  sales = await server.signIn('sales')
  manager = await server.signIn('manager')
  stranger = await server.signIn('owner', server.organisations[1])
  const profile = { name: '王小明', email: 'wang@example.com' }
  customer = (await ask(sales, '/api/customers', { profile })).body.id
  company = (await ask(sales, '/api/companies', { profile: { name: 'Brambleway Gifts' } })).body.id
})
afterAll(async () => server.close())

describe('a deal', () => {
  it('is made with a customer, shown with names, and told in the customer’s history and its own', async () => {
    const { id, entryId } = await made({
      title: 'Kettles for the hotel',
      amount: '125000',
      closeDay: '2027-03-01',
      customer,
      nextStep: 'Show the blue one',
    })
    expect(await dealOf(id)).toMatchObject({
      title: 'Kettles for the hotel',
      pipeline: 'sales',
      stage: 'qualified',
      state: 'open',
      amount: '125000',
      closeDay: '2027-03-01',
      owner: { id: sales.id, name: 'Person 1' },
      customer: { id: customer, name: '王小明' },
      company: null,
      stalled: false,
      entryId,
    })
    expect((await act(id, 'move', { version: 1, stage: 'proposal' })).body).toMatchObject({ version: 2 })
    type Timeline = { items: TimelineItem[] }
    const told = (await ask<Timeline>(sales, `/api/customers/${customer}/timeline`)).body.items
    expect(told[0]).toMatchObject({
      kind: 'deal.moved',
      body: { dealId: id, told: { stage: { en: 'Proposal' }, from: { stage: { en: 'Qualified' } } } },
    })
    const history = (await ask<Timeline>(sales, `/api/deals/${id}/history`)).body.items
    expect(history.map(({ kind, actorName }) => `${kind} ${actorName}`)).toEqual([
      'deal.moved Person 1',
      'deal.created Person 1',
    ])
    const { rows } = await server.db.owner.query<{ text: string }>('select d::text as text from deal d')
    expect(rows.map(({ text }) => text).join('')).not.toMatch(/Kettles|blue/i)
  })

  it('enters a stage only with what the stage needs, which can be said with the same step', async () => {
    const { id } = await made({ title: 'Cups' })
    const { status, body } = await act<Problem>(id, 'move', { version: 1, stage: 'negotiation' })
    expect([status, body.code]).toEqual([422, 'DEAL_FIELDS_MISSING'])
    expect(body.errors?.map(({ path }) => path)).toEqual(['/body/amount', '/body/closeDay'])
    const changes = { amount: '5000', closeDay: '2027-01-31' }
    expect((await act(id, 'move', { version: 1, stage: 'negotiation', changes })).status).toBe(200)
    const without = { version: 2, changes: { amount: null } }
    expect((await ask<Problem>(sales, `/api/deals/${id}`, without, 'PATCH')).body.code).toBe('DEAL_FIELDS_MISSING')
    expect((await act<Problem>(id, 'move', { version: 2, stage: 'nowhere' })).body.code).toBe('DEAL_NO_SUCH_STAGE')
    expect((await ask<Problem>(sales, '/api/deals', { title: 'x', amount: '-1' })).status).toBe(400)
  })

  it('is moved once only by two who drag it at the same time', async () => {
    const { id } = await made({ title: 'Bowls', amount: '100' })
    const move = { version: 1, stage: 'proposal' }
    const answers = await Promise.all([sales, manager].map(async (who) => act<Problem>(id, 'move', move, who)))
    expect(answers.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([200, 409])
    const refused = answers.find(({ status }) => status === 409)?.body
    expect(refused).toMatchObject({ code: 'DEAL_CHANGED_MEANWHILE', stored: { version: 2, stage: 'proposal' } })
  })

  it('is made once by a request that is sent twice', async () => {
    const send = async () =>
      ask(sales, '/api/deals', { title: 'Once' }, 'POST', { 'idempotency-key': 'a-deal-sent-twice' })
    const [first, second] = [await send(), await send()]
    expect(second.body).toEqual(first.body)
  })

  it('is won or lost for a reason, opened again, removed and restored', async () => {
    const { id } = await made({ title: 'Lamps', amount: '900' })
    const lost = (reason: string | null) => ({ version: 1, outcome: 'lost', reason, competitor: 'Somebody & Co' })
    for (const reason of [null, 'fit']) {
      expect((await act<Problem>(id, 'close', lost(reason))).body.code).toBe('DEAL_NO_SUCH_REASON')
    }
    expect((await act(id, 'close', lost('price'))).status).toBe(200)
    expect(await dealOf(id)).toMatchObject({ state: 'lost', reason: 'price', competitor: 'Somebody & Co' })
    expect((await act<Problem>(id, 'move', { version: 2, stage: 'proposal' })).body.code).toBe('DEAL_NOT_OPEN')
    expect((await list('state=lost')).items.map((deal) => deal.id)).toEqual([id])
    expect((await act(id, 'reopen', { version: 2 })).status).toBe(200)
    expect(await dealOf(id)).toMatchObject({ state: 'open', stage: 'qualified', reason: null, closedAt: null })
    expect((await act(id, 'remove', { version: 3 })).status).toBe(200)
    expect((await list('limit=200')).items.map((deal) => deal.id)).not.toContain(id)
    expect((await act(id, 'restore', { version: 4 })).status).toBe(200)
    expect((await act(id, 'close', { version: 5, outcome: 'won' })).status).toBe(200)
  })

  it('goes to the history of whom it is with from then on', async () => {
    const { id } = await made({ title: 'Trays', company })
    expect((await list(`company=${company}`)).items).toMatchObject([{ id, company: { name: 'Brambleway Gifts' } }])
    await ask(sales, `/api/deals/${id}`, { version: 1, changes: { customer } }, 'PATCH')
    expect((await list(`customer=${customer}`)).items.map((deal) => deal.id)).toContain(id)
    const nobody = { version: 2, changes: { customer: stranger.id } }
    expect((await ask(sales, `/api/deals/${id}`, nobody, 'PATCH')).status).toBe(404)
  })

  it('is told to whoever it is given to, and given only to those who may see deals', async () => {
    const { id } = await made({ title: 'For the manager', owner: manager.id })
    type Told = { items: { kind: string; path: string }[] }
    const told = (await ask<Told>(manager, '/api/notifications')).body.items
    expect(told).toMatchObject([{ kind: 'deal.assigned', path: `/deals/${id}` }])
    const analyst = await server.signIn('analyst')
    for (const owner of [analyst.id, stranger.id]) {
      expect((await ask<Problem>(sales, '/api/deals', { title: 'x', owner })).body.code).toBe('DEAL_NO_SUCH_OWNER')
    }
  })

  it('of another organisation does not exist', async () => {
    const { id } = await made({ title: 'Ours' })
    expect((await ask(stranger, `/api/deals/${id}`)).status).toBe(404)
    expect((await ask(stranger, `/api/deals/${id}/history`)).status).toBe(404)
    expect((await act(id, 'move', { version: 1, stage: 'proposal' }, stranger)).status).toBe(404)
    expect((await list('', stranger)).items).toEqual([])
  })
})

describe('the sums of deals', () => {
  it('are by stage and currency, weighted by probability, and of closed ones by month', async () => {
    const owner = await server.signIn('manager', server.organisations[1])
    const deal = async (fields: object) => made({ title: 'Sum', ...fields }, owner)
    await deal({ amount: '1001' })
    await deal({ amount: '2000' })
    await deal({ amount: '700', currency: 'CNY' })
    await deal({})
    const won = await deal({ amount: '5000' })
    await act(won.id, 'close', { version: 1, outcome: 'won', reason: 'fit' }, owner)
    const lost = await deal({ amount: '1' })
    await act(lost.id, 'close', { version: 1, outcome: 'lost', reason: 'price' }, owner)
    type Totals = RouteOutput<typeof dealRoutes.totals>
    const { stages } = (await ask<Totals>(owner, '/api/deals/totals')).body
    const currency = (await dealOf(won.id, owner)).currency
    const sums = [
      { currency, amount: '3001', weighted: '600' },
      { currency: 'CNY', amount: '700', weighted: '140' },
    ].toSorted((a, b) => (a.currency < b.currency ? -1 : 1))
    expect(stages[0]).toEqual({ stage: 'qualified', count: 4, stalled: 0, sums })
    expect(stages[1]).toEqual({ stage: 'proposal', count: 0, stalled: 0, sums: [] })
    type Summary = RouteOutput<typeof dealRoutes.summary>
    const summary = (await ask<Summary>(owner, '/api/deals/summary')).body
    expect(summary).toMatchObject({
      won: 1,
      lost: 1,
      winRate: 0.5,
      months: [{ currency, won: 1, lost: 1, amount: '5000' }],
    })
    expect(summary.reasons).toContainEqual({ outcome: 'lost', reason: 'price', count: 1 })
  })
})

describe('the list of deals', () => {
  it('is read page by page in each order, and by an index', async () => {
    const [, , organisationId = ''] = server.organisations
    const lister = await server.signIn('sales', organisationId)
    for (const [amount, closeDay] of [
      ['30', '2027-01-03'],
      [null, '2027-01-01'],
      ['10', null],
      ['20', '2027-01-02'],
    ]) {
      await made({ title: `${amount}`, amount, closeDay }, lister)
    }
    for (const [sort, expected] of [
      ['closeDay', 'null 20 30 10'],
      ['-closeDay', '10 30 20 null'],
      ['-amount', '30 20 10 null'],
      ['changedAt', '30 null 10 20'],
    ]) {
      const titles: string[] = []
      let cursor: string | null = ''
      while (cursor !== null) {
        const page: Page = await list(`limit=1&sort=${sort}${cursor && `&cursor=${cursor}`}`, lister)
        titles.push(...page.items.map(({ title }) => title))
        cursor = page.nextCursor
      }
      expect([sort, titles.join(' ')]).toEqual([sort, expected])
    }
    expect((await list('from=2027-01-02&to=2027-01-03', lister)).items.map(({ title }) => title)).toEqual(['20', '30'])
    expect((await list('stalled=yes', lister)).items).toEqual([])
    expect((await ask(lister, '/api/deals?cursor=x')).status).toBe(400)

    await server.db.owner.query(
      `insert into deal (organisation_id, id, pipeline, stage, state, removed, subject_id, content, amount, currency, close_day,
                         owner, stage_since, changed_at, closed_at, created_by, version, entry_id)
       select $1, uuidv7(), 'sales', 'stage' || n % 7, case n % 3 when 0 then 'open' else 'won' end, false, uuidv7(), '', n,
              'GBP', date '2027-01-01' + n % 500, md5((n % 97)::text)::uuid, now(), now() - n * interval '1 minute',
              now() - n * interval '1 minute', 'system', 1, uuidv7()
         from generate_series(1, 30000) n`,
      [organisationId],
    )
    await server.db.owner.query('analyze deal')
    await server.db.inOrganisation(organisationId, async (tx) => {
      const isOpen = "state = 'open' and not removed"
      for (const [where, column, index] of [
        [isOpen, 'close_day', 'deal_open_by_close'],
        [`${isOpen} and stage = 'stage3'`, 'close_day', 'deal_open_of_stage'],
        [`${isOpen} and owner = md5('7')::uuid`, 'close_day', 'deal_open_of_owner'],
        [isOpen, 'coalesce(amount, -1)', 'deal_open_by_amount'],
        [isOpen, 'changed_at', 'deal_open_by_change'],
        ["state <> 'open' and state = 'won' and not removed", 'closed_at', 'deal_closed'],
      ]) {
        const lines = await tx.rows<{ 'QUERY PLAN': string }>({
          text: `explain select id from deal where organisation_id = $1 and pipeline = 'sales' and ${where}
                  order by ${column} desc, id desc limit 50`,
          values: [tx.organisationId],
        })
        const plan = lines.map((line) => line['QUERY PLAN']).join('\n')
        expect(plan).toMatch(new RegExp(`using ${index} `))
        expect(plan).not.toMatch(/Sort/)
      }
    })
  })
})

describe('pipelines', () => {
  type Stored = { version: number; settings: DealSettings }
  const stored = async (): Promise<Stored> => (await ask<Stored>(manager, '/api/deal-settings')).body
  const put = async <Body = { version: number; moved: number }>(body: object, who = manager) =>
    ask<Body>(who, '/api/deal-settings', body, 'PUT')
  const archived = ({ pipelines, ...rest }: DealSettings, stage: string): DealSettings => ({
    ...rest,
    pipelines: pipelines.map((pipeline) => ({
      ...pipeline,
      stages: pipeline.stages.map((one) => (one.key === stage ? { ...one, archived: true } : one)),
    })),
  })

  it('are there from the beginning, and changed once only by two who saw the same', async () => {
    const { version, settings } = await stored()
    expect(settings.pipelines[0]?.stages.map(({ key }) => key)).toEqual(['qualified', 'proposal', 'negotiation'])
    expect((await put({ version, settings }, sales)).status).toBe(403)
    const body = { version, settings: { ...settings, stalledAfter: 30 } }
    const answers = await Promise.all([put(body), put(body)])
    expect(answers.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([200, 409])
    expect((await stored()).settings.stalledAfter).toBe(30)
  })

  it('forget no stage, no pipeline and no reason, and keep one in use', async () => {
    const { version, settings } = await stored()
    const [first] = settings.pipelines
    const { status, body } = await put<Problem>({
      version,
      settings: {
        ...settings,
        reasons: [],
        pipelines: [{ ...first!, archived: true, stages: first!.stages.slice(1) }],
      },
    })
    expect([status, body.code]).toEqual([422, 'DEAL_SETTINGS_INVALID'])
    expect(new Set(body.errors?.map(({ path }) => path))).toEqual(
      new Set(['/body/settings/pipelines', '/body/settings/reasons', '/body/settings/pipelines/0/stages']),
    )
  })

  it('archive a stage only when it is said where its deals go, which then go there', async () => {
    const { version, settings } = await stored()
    const { id } = await made({ title: 'In the way', stage: 'proposal', amount: '1' })
    const refused = await put<Problem>({ version, settings: archived(settings, 'proposal') })
    expect([refused.status, refused.body.code]).toEqual([409, 'DEAL_STAGE_IN_USE'])
    const [waiting] = refused.body.stored as { stage: string; count: number }[]
    expect(waiting?.stage).toBe('proposal')
    const moves = [{ from: { pipeline: 'sales', stage: 'proposal' }, to: { pipeline: 'sales', stage: 'qualified' } }]
    const done = await put({ version, settings: archived(settings, 'proposal'), moves })
    expect(done.body).toEqual({ version: version + 1, moved: waiting?.count })
    expect(await dealOf(id)).toMatchObject({ stage: 'qualified', version: 2 })
    expect((await ask<Problem>(sales, '/api/deals', { title: 'x', stage: 'proposal' })).body.code).toBe(
      'DEAL_NO_SUCH_STAGE',
    )
  })
})

describe('the audit', () => {
  it('finds nothing in what was done here, and names a deal and pipelines changed behind its back', async () => {
    expect(await findings()).toEqual([])
    const { id } = await made({ title: 'Secret', customer, amount: '100' })
    await server.db.owner.query(`update deal set amount = 100000 where id = $1`, [id])
    const named = async (...expected: string[]) =>
      eventually(expected.join(), async () => {
        const found = await findings()
        return expected.every((one) => found.includes(one)) && found.length === expected.length
      })
    await named(`DEAL_CHANGED deal ${id}`)
    await server.db.owner.query('delete from deal where id = $1', [id])
    await named(`DEAL_MISSING deal ${id}`)
    await server.db.owner.query(
      `update deal_settings set settings = jsonb_set(settings, '{stalledAfter}', '1') where organisation_id = $1`,
      [sales.organisationId],
    )
    await named(`DEAL_MISSING deal ${id}`, 'PIPELINES_CHANGED pipelines')
  })
})
