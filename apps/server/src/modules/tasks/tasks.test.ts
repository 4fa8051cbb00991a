import type { Task } from '@candor/api'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { auditFindings } from '../../links/audit-testing.ts'
import { eventually, testServer, type SignedIn, type TestServer } from '../../testing/index.ts'

let server: TestServer
let sales: SignedIn
let service: SignedIn
let stranger: SignedIn
let customer: string

type Answer<Body> = { readonly status: number; readonly body: Body }
type Made = { readonly id: string; readonly version: number; readonly entryId: string; readonly next?: string | null }
type Page = { readonly items: Task[]; readonly nextCursor: string | null }

const ask = async <Body = Made>(
  who: SignedIn,
  url: string,
  payload?: object,
  method: 'GET' | 'POST' | 'PATCH' | 'PUT' = payload === undefined ? 'GET' : 'POST',
): Promise<Answer<Body>> => {
  const response = await server.app.inject({ method, url, headers: who.headers, ...(payload && { payload }) })
  return { status: response.statusCode, body: response.json() }
}
const made = async (task: object, who = sales): Promise<Made> => {
  const { status, body } = await ask(who, '/api/tasks', task)
  expect(status, JSON.stringify(body)).toBe(201)
  return body
}
const taskOf = async (id: string, who = sales): Promise<Task> => (await ask<Task>(who, `/api/tasks/${id}`)).body
const list = async (query: string, who = sales): Promise<Page> => (await ask<Page>(who, `/api/tasks?${query}`)).body
const findings = async (): Promise<string[]> =>
  (await auditFindings(server.db, sales.organisationId)).map(({ code, key }) => `${code} ${key}`)
const localDay = (days: number): string => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10)

beforeAll(async () => {
  server = await testServer({ organisations: 3 })
  sales = await server.signIn('sales')
  service = await server.signIn('service')
  stranger = await server.signIn('owner', server.organisations[1])
  const profile = { name: '王小明', email: 'wang@example.com' }
  customer = (await ask(sales, '/api/customers', { profile })).body.id
})
afterAll(async () => server.close())

describe('a task', () => {
  it('is made on a customer, shown with names, and told in the customer’s history', async () => {
    const { id, entryId } = await made({
      title: 'Ring about the kettle',
      text: 'She asked for blue.',
      kind: 'call',
      priority: 'high',
      due: { day: localDay(1), time: '10:30' },
      subject: { kind: 'customer', id: customer },
    })
    expect(await taskOf(id)).toMatchObject({
      title: 'Ring about the kettle',
      due: { day: localDay(1), time: '10:30', timeZone: 'UTC' },
      dueAt: `${localDay(1)}T10:30:00.000Z`,
      subject: { kind: 'customer', id: customer, name: '王小明' },
      assignee: { id: sales.id, name: 'Person 1' },
      createdByName: 'Person 1',
      state: 'open',
      entryId,
    })
    const { body } = await ask<{ items: { kind: string; body: object }[] }>(
      sales,
      `/api/customers/${customer}/timeline`,
    )
    expect(body.items[0]).toMatchObject({ kind: 'task.created', body: { taskId: id, title: 'Ring about the kettle' } })
    const { rows } = await server.db.owner.query<{ text: string }>('select t::text as text from task t')
    expect(rows.map(({ text }) => text).join('')).not.toMatch(/kettle|blue/)
  })

  it('is due by the clock of whoever has it', async () => {
    const profile = { language: null, theme: null, dateForm: null, clock: null, numberForm: null, amountForm: null }
    const zone = { ...profile, timeZone: 'Asia/Shanghai' }
    expect((await ask(service, '/api/preferences/profile', zone, 'PUT')).status).toBe(200)
    expect((await ask(service, '/api/preferences/profile', { ...zone, timeZone: 'Nowhere/At' }, 'PUT')).status).toBe(
      400,
    )
    const { id } = await made({ title: 'Visit', due: { day: '2027-02-01', time: null }, assignee: service.id })
    expect(await taskOf(id)).toMatchObject({ dueAt: '2027-02-01T15:59:59.999Z', due: { timeZone: 'Asia/Shanghai' } })
  })

  it('is changed once only by two who saw the same', async () => {
    const { id } = await made({ title: 'Write an offer' })
    const change = { version: 1, changes: { title: 'Write a better offer', priority: 'high' } }
    const answers = await Promise.all([1, 2].map(async () => ask(sales, `/api/tasks/${id}`, change, 'PATCH')))
    expect(answers.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([200, 409])
    expect((await ask(sales, `/api/tasks/${id}`, { version: 2, changes: { priority: 'high' } }, 'PATCH')).status).toBe(
      422,
    )
    expect(await taskOf(id)).toMatchObject({ version: 2, title: 'Write a better offer' })
  })

  it('is done, undone, removed and brought back', async () => {
    const { id } = await made({ title: 'Send the brochure' })
    expect((await ask(sales, `/api/tasks/${id}/done`, { version: 1 })).body).toMatchObject({ version: 2, next: null })
    expect((await list('state=done')).items[0]?.id).toBe(id)
    expect((await ask(sales, `/api/tasks/${id}/open`, { version: 2 })).status).toBe(200)
    expect((await ask(sales, `/api/tasks/${id}/open`, { version: 3 })).status).toBe(409)
    expect((await ask(sales, `/api/tasks/${id}/remove`, { version: 3 })).status).toBe(200)
    expect((await list('limit=200')).items.map((task) => task.id)).not.toContain(id)
    expect((await ask(sales, `/api/tasks/${id}/open`, { version: 4 })).status).toBe(200)
    expect((await list('limit=200')).items.map((task) => task.id)).toContain(id)
  })

  it('comes again when it is done, and undoing takes the next turn away', async () => {
    const repeat = { unit: 'month', every: 1 }
    const { id } = await made({ title: 'Stock', due: { day: '2026-01-31', time: null }, repeat })
    const { next } = (await ask(sales, `/api/tasks/${id}/done`, { version: 1 })).body
    const turn = await taskOf(next ?? '')
    expect((turn.due?.day ?? '') > localDay(0)).toBe(true)
    expect(turn).toMatchObject({ title: 'Stock', state: 'open', repeat: { unit: 'month', every: 1, date: 31 } })
    await ask(sales, `/api/tasks/${id}/open`, { version: 2 })
    expect(await taskOf(next ?? '')).toMatchObject({ state: 'removed' })
    const without = { title: 'Stock', repeat: { unit: 'day', every: 1 } }
    expect((await ask(sales, '/api/tasks', without)).body).toMatchObject({ code: 'TASK_REPEATS_WITHOUT_DAY' })
  })

  it('is put off by a key', async () => {
    const { id } = await made({ title: 'Look at it', due: { day: localDay(-3), time: '09:00' } })
    await ask(sales, `/api/tasks/${id}/snooze`, { version: 1, by: 'tomorrow' })
    expect((await taskOf(id)).due).toMatchObject({ day: localDay(1), time: '09:00' })
  })

  it('can be given to those only who may see what it is about', async () => {
    const analyst = await server.signIn('analyst')
    const about = { title: 'Look', subject: { kind: 'customer', id: customer } }
    for (const assignee of [analyst.id, stranger.id]) {
      expect((await ask(sales, '/api/tasks', { ...about, assignee })).body).toMatchObject({
        code: 'TASK_NO_SUCH_ASSIGNEE',
      })
    }
    const nobody = { title: 'Look', subject: { kind: 'customer', id: stranger.id } }
    expect((await ask(sales, '/api/tasks', nobody)).status).toBe(404)
  })

  it('of another organisation does not exist', async () => {
    const { id } = await made({ title: 'Ours' })
    expect((await ask(stranger, `/api/tasks/${id}`)).status).toBe(404)
    expect((await ask(stranger, `/api/tasks/${id}/done`, { version: 1 })).status).toBe(404)
    expect((await list('assignee=anybody', stranger)).items).toEqual([])
  })
})

describe('the list of tasks', () => {
  it('is read page by page in the order of due times, those without a day last', async () => {
    const lister = await server.signIn('manager')
    for (const day of [2, 5, 1, undefined, 3, undefined, 4]) {
      await made({ title: `In ${day}`, due: day === undefined ? null : { day: localDay(day), time: null } }, lister)
    }
    const titles: string[] = []
    let cursor: string | null = ''
    while (cursor !== null) {
      const page: Page = await list(`limit=2${cursor && `&cursor=${cursor}`}`, lister)
      titles.push(...page.items.map(({ title }) => title))
      cursor = page.nextCursor
    }
    expect(titles).toEqual(['In 1', 'In 2', 'In 3', 'In 4', 'In 5', 'In undefined', 'In undefined'])
    const counts = (await ask<Record<string, number>>(lister, '/api/tasks/counts')).body
    expect(Object.values(counts).reduce((sum, count) => sum + count, 0)).toBe(7)
    expect((await list('group=overdue', lister)).items).toEqual([])
    expect((await ask(lister, '/api/tasks?cursor=x')).status).toBe(400)
  })

  it('is read by an index in each of its forms', async () => {
    const [, , organisationId = ''] = server.organisations
    await server.db.owner.query(
      `insert into task (organisation_id, id, kind, priority, subject_id, content, assignee, due_at, state, done_at,
                         created_by, version, entry_id)
       select $1, uuidv7(), 'todo', 'normal', md5((n % 3001)::text)::uuid, '', md5((n % 97)::text)::uuid,
              now() + n * interval '1 minute', case n % 3 when 0 then 'open' else 'done' end, now() - n * interval '1 minute',
              'system', 1, uuidv7()
         from generate_series(1, 30000) n`,
      [organisationId],
    )
    await server.db.owner.query('analyze task')
    await server.db.inOrganisation(organisationId, async (tx) => {
      for (const [where, column, index] of [
        ["state = 'open' and assignee = md5('7')::uuid", 'due_at', 'task_open_of_assignee'],
        ["state = 'open' and subject_id = md5('7')::uuid", 'due_at', 'task_open_of_subject'],
        ["state = 'open'", 'due_at', 'task_open'],
        ["state = 'done' and assignee = md5('7')::uuid", 'done_at', 'task_done_of_assignee'],
        ["state = 'done' and subject_id = md5('7')::uuid", 'done_at', 'task_done_of_subject'],
        ["state = 'done'", 'done_at', 'task_done'],
      ]) {
        const lines = await tx.rows<{ 'QUERY PLAN': string }>({
          text: `explain select id from task where organisation_id = $1 and ${where} order by ${column}, id limit 50`,
          values: [tx.organisationId],
        })
        const plan = lines.map((line) => line['QUERY PLAN']).join('\n')
        expect(plan).toMatch(new RegExp(`using ${index} `))
        expect(plan).not.toMatch(/Sort/)
      }
    })
  })
})

describe('a reminder', () => {
  type Told = { items: { kind: string; title: { en: string }; path: string }[] }
  const toldOf = async (who: SignedIn): Promise<Told['items']> =>
    (await ask<Told>(who, '/api/notifications')).body.items

  it('comes once when its time has come, and not for what was done before', async () => {
    const person = await server.signIn('service')
    const due = { day: localDay(0), time: '00:00' }
    const { id } = await made({ title: 'Long due', due, remindBefore: 0, assignee: person.id })
    const done = await made({ title: 'Done by then', due: { day: localDay(1), time: null }, remindBefore: 0 }, person)
    await ask(person, `/api/tasks/${done.id}/done`, { version: 1 })
    const told = await eventually('the reminder', async () => {
      const found = await toldOf(person)
      return found.some(({ kind }) => kind === 'task.due') && found
    })
    expect(told.map(({ kind, title }) => `${kind}: ${title.en}`).toSorted()).toEqual([
      'task.assigned: You have a new task: Long due',
      'task.due: Due: Long due',
    ])
    expect(told[0]?.path).toBe(`/tasks?task=${id}`)
    expect((await toldOf(sales)).filter(({ title }) => title.en.includes('Long due'))).toEqual([])
  })
})

describe('the audit', () => {
  it('finds nothing in what was done here, and names a task that was changed behind its back', async () => {
    expect(await findings()).toEqual([])
    const { id } = await made({ title: 'Secret', subject: { kind: 'customer', id: customer } })
    await server.db.owner.query(`update task set due_at = now() where id = $1`, [id])
    const named = async (finding: string) =>
      eventually(finding, async () => JSON.stringify(await findings()) === JSON.stringify([finding]))
    await named(`TASK_CHANGED task ${id}`)
    await server.db.owner.query('delete from task where id = $1', [id])
    await named(`TASK_MISSING task ${id}`)
  })
})
