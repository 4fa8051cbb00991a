import type { CustomChange, OwnObject, RecordDetail, RecordImport, RecordSummary, TimelineItem } from '@candor/api'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { eraseRecordsAbout, recordsAbout } from '../modules/fields/index.ts'
import { listRecords, type RecordListRequest } from '../modules/fields/objects/list.ts'
import type { Tx } from '../platform/db/index.ts'
import { testServer, type SignedIn, type TestServer } from '../testing/index.ts'
import { auditFindings } from './audit-testing.ts'

let server: TestServer
let owner: SignedIn
let sales: SignedIn
let stranger: SignedIn
let customerId: string
let companyId: string

type Refusal = { code: string; errors?: { path: string; message: string }[] }
type Answered<Body> = { status: number; body: Body }
type Page<Item> = { items: Item[]; nextCursor: string | null }
type Made = { id: string; entryId: string }
type Method = 'GET' | 'POST' | 'PATCH' | 'PUT' | 'DELETE'

const ask = async <Body = Refusal>(
  method: Method,
  url: string,
  payload?: object,
  who = owner,
): Promise<Answered<Body>> => {
  const response = await server.app.inject({ method, url, headers: who.headers, ...(payload && { payload }) })
  return { status: response.statusCode, body: response.json() }
}
const done = async <Body>(method: Method, url: string, payload?: object, who = owner): Promise<Body> => {
  const { status, body } = await ask<Body>(method, url, payload, who)
  expect(status, JSON.stringify(body)).toBeLessThan(300)
  return body
}
const names = (en: string, zh: string) => ({ name: { en, zh }, plural: { en: `${en}s`, zh } })
const define = async (object: string, key: string, settings: object, more: object = {}) =>
  done<{ id: string }>('POST', `/api/objects/${object}/fields`, {
    key,
    label: { en: `The ${key}`, zh: `字段${key}` },
    settings,
    ...more,
  })
const add = async (values: object, object = 'machine') =>
  (await done<Made>('POST', `/api/objects/${object}/records`, { values })).id
const list = async (query = '', object = 'machine', who = owner) =>
  done<Page<RecordSummary>>('GET', `/api/objects/${object}/records?${query}`, undefined, who)
const titles = ({ items }: Page<RecordSummary>) => items.map(({ title }) => title)
const where = (condition: object) => `filter=${encodeURIComponent(JSON.stringify({ field: 'custom', ...condition }))}`
const detail = async (id: string) => done<RecordDetail>('GET', `/api/objects/machine/records/${id}`)
const fill = async (id: string, values: object) => {
  const { version } = await detail(id)
  return done<Made>('PATCH', `/api/objects/machine/records/${id}/values`, { version, values })
}
const send = async <Body>(csv: string, trial = false): Promise<Answered<Body>> => {
  const boundary = 'boundary-of-parts'
  const head = `--${boundary}\r\nContent-Disposition: form-data; name="file"; filename="machines.csv"\r\n\r\n`
  const response = await server.app.inject({
    method: 'POST',
    url: `/api/objects/machine/imports?trial=${trial}`,
    headers: { ...owner.headers, 'content-type': `multipart/form-data; boundary=${boundary}` },
    payload: `${head}${csv}\r\n--${boundary}--\r\n`,
  })
  return { status: response.statusCode, body: response.json() }
}

beforeAll(async () => {
  server = await testServer({ organisations: 3 })
  owner = await server.signIn('owner')
  sales = await server.signIn('sales')
  stranger = await server.signIn('owner', server.organisations[1])
  customerId = (await done<Made>('POST', '/api/customers', { profile: { name: 'Anna Example' } })).id
  companyId = (await done<Made>('POST', '/api/companies', { profile: { name: 'Tea Works' } })).id
  await done('POST', '/api/objects', { key: 'room', ...names('Room', '房间'), personal: false })
  await done('POST', '/api/objects', { key: 'machine', ...names('Machine', '机器') })
  await define('machine', 'keeper', { type: 'customer' })
  await define('machine', 'maker', { type: 'company' })
  await define('machine', 'room', { type: 'record', object: 'room' })
  await define('machine', 'watts', { type: 'number' })
  await define('machine', 'price', { type: 'money', currency: 'GBP' })
  await define('machine', 'bought', { type: 'date' })
  await define('machine', 'pin', { type: 'secret', maximumLength: 20 })
  await define('machine', 'cost', { type: 'money', currency: 'GBP' }, { seenBy: ['manager'] })
  await define('machine', 'checked', { type: 'formula', expression: 'add_months(bought, 12)' })
  await define('machine', 'state', {
    type: 'choice',
    options: ['good', 'broken'].map((key) => ({ key, label: { en: key, zh: key } })),
    default: 'good',
  })
})
afterAll(async () => server.close())

describe('an object that a company defines', () => {
  it('holds records with everything that fields can be, found again from whatever they lead to', async () => {
    const room = await add({ title: 'Cellar' }, 'room')
    const id = await add({
      title: 'Kettle 王',
      keeper: customerId,
      maker: companyId,
      room,
      watts: 2000,
      price: '4950',
      bought: '2025-03-31',
      pin: '4711-X',
    })
    const machine = await detail(id)
    expect(machine).toMatchObject({ title: 'Kettle 王', version: 1, binnedAt: null, secrets: ['pin'] })
    expect(machine.values).toMatchObject({ state: 'good', price: '4950', checked: '2026-03-31' })
    expect(JSON.stringify(machine)).not.toContain('4711-X')
    const linked = Object.fromEntries(machine.linked.map((one) => [one.id, one.name]))
    expect(linked).toEqual({ [customerId]: 'Anna Example', [companyId]: 'Tea Works', [room]: 'Cellar' })
    for (const [target, field] of [
      [customerId, 'keeper'],
      [companyId, 'maker'],
      [room, 'room'],
    ] as const) {
      const { items } = await done<{ items: { object: string; field: string; records: { title: string }[] }[] }>(
        'GET',
        `/api/object-links/${target}`,
      )
      expect(items).toMatchObject([{ object: 'machine', field, records: [{ title: 'Kettle 王' }] }])
    }
    const found = await done<{ items: { id: string }[] }>('GET', '/api/object-records?search=kett')
    expect(found.items).toEqual([{ id, object: 'machine', title: 'Kettle 王' }])
    const timeline = await done<Page<TimelineItem>>('GET', `/api/objects/machine/records/${id}/timeline`)
    expect(timeline.items.map(({ kind }) => kind)).toEqual(['record.fields-changed', 'record.created'])
  })

  it('refuses what does not fit, a title that is missing, and a relation to what is not there', async () => {
    const url = '/api/objects/machine/records'
    expect((await ask('POST', url, { values: { watts: 5 } })).body.code).toBe('FIELD_VALUE_INVALID')
    const wrong = await ask('POST', url, { values: { title: 'X', watts: 1.5, room: customerId } })
    expect(wrong.body.errors?.map(({ message }) => message).toSorted()).toEqual(['decimals 0', 'missing'])
    const field = { key: 'into', label: { en: 'Into', zh: '到' }, settings: { type: 'record', object: 'nowhere' } }
    expect((await ask('POST', '/api/objects/machine/fields', field)).body.code).toBe('FIELD_SETTINGS_INVALID')
    expect((await ask('POST', '/api/objects', { key: 'customer', ...names('C', '客') })).status).toBe(400)
    expect((await ask('POST', '/api/objects', { key: 'room', ...names('R', '房') })).body.code).toBe('OBJECT_KEY_TAKEN')
    const { items } = await done<{ items: { id: string; key: string }[] }>('GET', '/api/objects/machine/fields')
    const title = items.find(({ key }) => key === 'title')!
    const refused = await ask('DELETE', `/api/objects/machine/fields/${title.id}`)
    expect(refused.body.code).toBe('FIELD_IS_TITLE')
  })

  it('is listed by conditions, in every order, page by page, and searched', async () => {
    for (let at = 0; at < 6; at += 1) {
      await add({ title: `Press ${at}`, ...(at < 4 && { watts: at * 10, bought: `2024-0${at + 1}-01` }) })
    }
    const presses = 'search=press'
    expect(titles(await list(`${presses}&sort=createdAt`))).toEqual([0, 1, 2, 3, 4, 5].map((at) => `Press ${at}`))
    const first = await list(`${presses}&sort=-custom:watts&limit=3&custom=watts`)
    expect(titles(first)).toEqual(['Press 3', 'Press 2', 'Press 1'])
    expect(first.items[0]!.custom['watts']).toBe(30)
    const rest = await list(`${presses}&sort=-custom:watts&limit=10&cursor=${first.nextCursor}`)
    expect(titles(rest)).toEqual(['Press 0', 'Press 4', 'Press 5'])
    const ranged = await list(`${where({ key: 'watts', is: 'between', from: '10', to: '20' })}&sort=custom:watts`)
    expect(titles(ranged)).toEqual(['Press 1', 'Press 2'])
    const kept = await list(where({ key: 'keeper', is: 'anyOf', values: [customerId] }))
    expect(titles(kept)).toEqual(['Kettle 王'])
    expect(titles(await list(`${where({ key: 'watts', is: 'empty' })}&${presses}`))).toEqual(['Press 5', 'Press 4'])
    expect((await ask('GET', '/api/objects/machine/records?sort=custom:title')).body.code).toBe('OBJECT_FIELD_UNKNOWN')
  })

  it('is seen, filled in and binned by the roles that it names, and by nobody of another company', async () => {
    const id = await add({ title: 'Guarded', cost: '100' })
    const url = `/api/objects/machine/records/${id}`
    expect((await done<RecordDetail>('GET', url, undefined, sales)).values).not.toHaveProperty('cost')
    const { version } = (await done<{ items: OwnObject[] }>('GET', '/api/objects')).items.find(
      ({ key }) => key === 'machine',
    )!
    const changed = await done<OwnObject>('PATCH', '/api/objects/machine', { version, editedBy: ['manager'] })
    const values = { version: 1, values: { watts: 1 } }
    expect((await ask('PATCH', `${url}/values`, values, sales)).body.code).toBe('OBJECT_FORBIDDEN')
    expect((await ask('PATCH', '/api/objects/machine', { version, binnedBy: [] })).body.code).toBe(
      'OBJECT_CHANGED_MEANWHILE',
    )
    await done('PATCH', '/api/objects/machine', { version: changed.version, editedBy: null, seenBy: ['manager'] })
    expect((await ask('GET', url, undefined, sales)).body.code).toBe('OBJECT_NOT_FOUND')
    expect((await done<{ items: OwnObject[] }>('GET', '/api/objects', undefined, sales)).items).toHaveLength(1)
    expect((await done<{ items: [] }>('GET', `/api/object-links/${customerId}`, undefined, sales)).items).toEqual([])
    await done('PATCH', '/api/objects/machine', { version: changed.version + 1, seenBy: null })
    expect((await ask('GET', url, undefined, stranger)).status).toBe(404)
    expect((await ask('GET', `/api/object-links/${id}`, undefined, stranger)).status).toBe(404)
  })

  it('goes into the bin and comes back, and keeps what it held before', async () => {
    const id = await add({ title: 'Old pump' })
    await fill(id, { title: 'New pump' })
    const url = `/api/objects/machine/records/${id}`
    await done('PUT', `${url}/binned`, { binned: true })
    expect(titles(await list('search=pump'))).toEqual([])
    expect(titles(await list('binned=true'))).toEqual(['New pump'])
    expect((await ask('PATCH', `${url}/values`, { version: 2, values: { watts: 1 } })).body.code).toBe(
      'FIELD_RECORD_BINNED',
    )
    // A file that still has it neither changes it nor makes it a second time.
    expect((await send<RecordImport>(`id,title\n${id},Newest pump\n`)).body).toMatchObject({
      created: 0,
      changed: 0,
      faults: [{ line: 2, column: 'id', cell: id }],
    })
    await done('PUT', `${url}/binned`, { binned: false })
    expect(titles(await list('search=pump'))).toEqual(['New pump'])
    const { items } = await done<{ items: CustomChange[] }>('GET', `${url}/values/history`)
    expect(items.filter(({ key }) => key === 'title').map(({ before, after }) => [before, after])).toEqual([
      ['Old pump', 'New pump'],
      [null, 'Old pump'],
    ])
  })

  it('is archived while it is in use, and removed only when nothing is there', async () => {
    expect((await ask('DELETE', '/api/objects/room')).body.code).toBe('OBJECT_IN_USE')
    await done('PUT', '/api/objects/room/archived', { archived: true })
    expect((await ask('GET', '/api/objects/room/records')).body.code).toBe('OBJECT_NOT_FOUND')
    await done('PUT', '/api/objects/room/archived', { archived: false })
    await done('POST', '/api/objects', { key: 'mistake', ...names('Mistake', '误') })
    await done('DELETE', '/api/objects/mistake')
    expect((await ask('GET', '/api/objects/mistake/records')).body.code).toBe('OBJECT_NOT_FOUND')
  })

  it('is described for programs, with its fields as they are for whoever asks', async () => {
    const described = async (who: SignedIn) =>
      done<{ paths: object; components: { schemas: Record<string, { properties: object; required?: string[] }> } }>(
        'GET',
        '/api/objects/openapi',
        undefined,
        who,
      )
    const document = await described(owner)
    expect(Object.keys(document.paths)).toContain('/api/objects/machine/records/{id}')
    expect(document.components.schemas['Machine']).toMatchObject({
      required: ['title'],
      properties: { state: { enum: ['good', 'broken'] }, room: { 'x-link': 'room' }, cost: { type: 'string' } },
    })
    expect((await described(sales)).components.schemas['Machine']!.properties).not.toHaveProperty('cost')
    expect(Object.keys((await described(stranger)).components.schemas)).toEqual([])
  })

  it('takes records from a file and gives them back in one, all of it or nothing', async () => {
    const bad = await send<Refusal>('what,watts\nA,1\n')
    expect([bad.status, bad.body.code]).toEqual([422, 'OBJECT_IMPORT_NO_TITLE'])
    const csv = 'Title,The watts,字段state,nonsense\nOven,1200,broken,x\nGrill,many,good,\n,5,good,\n'
    const trial = (await send<RecordImport>(csv, true)).body
    expect(trial).toMatchObject({ rows: 3, created: 2, entryId: null })
    expect(trial.columns.map(({ key }) => key)).toEqual(['title', 'watts', 'state', null])
    expect(trial.faults.map(({ line, column }) => [line, column])).toEqual([
      [3, 'The watts'],
      [4, 'Title'],
    ])
    expect(titles(await list('search=oven'))).toEqual([])
    expect((await send<RecordImport>(csv)).body).toMatchObject({ created: 2, changed: 0 })
    expect((await list('search=oven&custom=state,watts')).items[0]!.custom).toMatchObject({
      watts: 1200,
      state: 'broken',
    })
    const response = await server.app.inject({ url: '/api/objects/machine/export?search=oven', headers: owner.headers })
    expect(response.statusCode).toBe(200)
    const again = (await send<RecordImport>(response.body)).body
    expect(again).toMatchObject({ rows: 1, created: 0, changed: 0, unchanged: 1 })
  })

  it('is read by an index in each order and condition, with a hundred thousand records', async () => {
    const [, , organisationId = ''] = server.organisations
    const keeper = await server.signIn('owner', organisationId)
    await done('POST', '/api/objects', { key: 'part', ...names('Part', '零件') }, keeper)
    const settings = { type: 'number' }
    const label = { en: 'Weight', zh: '重量' }
    const field = { key: 'weight', label, settings }
    const { id: fieldId } = await done<{ id: string }>('POST', '/api/objects/part/fields', field, keeper)
    // Bare rows: how they are found does not depend on what they say.
    await server.db.owner.query(
      `with made as (
         insert into object_record (organisation_id, id, object, tokens, created_at, changed_at, entry_id)
         select $1, uuidv7(), 'part', '{}', now() - g * interval '1 minute', now() - g * interval '1 minute', $2
           from generate_series(1, 100000) g returning id)
       insert into custom_index (organisation_id, field_id, subject_id, place, number)
       select $1, $2, id, 0, 1000000 * row_number() over () from made`,
      [organisationId, fieldId],
    )
    await server.db.owner.query('analyze object_record, custom_index')
    const plans: string[] = []
    await server.db.inOrganisation(organisationId, async (tx) => {
      const rows: Tx['rows'] = async (sql) => {
        if (sql.name === undefined && sql.text.trimStart().startsWith('select')) {
          const plan = await tx.rows<{ 'QUERY PLAN': string }>({
            text: `explain ${sql.text}`,
            ...(sql.values && { values: sql.values }),
          })
          plans.push(plan.map((line) => line['QUERY PLAN']).join('\n'))
        }
        return tx.rows(sql)
      }
      const explained = Object.assign(Object.create(tx) as Tx, { rows })
      const page = { binned: false, keys: [], limit: 50 } as const
      const read = async (asked: Pick<RecordListRequest, 'sort' | 'filter'>) =>
        listRecords(explained, server.fields.needs, 'part', { ...page, ...asked }, { role: null })
      for (const sort of ['-createdAt', 'createdAt', '-changedAt', '-custom:weight', 'custom:weight'] as const) {
        expect((await read({ sort })).items).toHaveLength(50)
      }
      const few = { field: 'custom', key: 'weight', is: 'between', from: '7', to: '9' } as const
      expect((await read({ sort: '-createdAt', filter: few })).items).toHaveLength(3)
      const many = { field: 'custom', key: 'weight', is: 'atLeast', from: '7' } as const
      expect((await read({ sort: '-createdAt', filter: many })).items).toHaveLength(50)
    })
    const read = plans.filter((plan) => /object_record|custom_index/.test(plan))
    expect(read.length).toBeGreaterThan(7)
    for (const plan of read) expect(plan).not.toMatch(/Seq Scan on (object_record|custom_index)/)
    // An order is read as it stands in its index.
    for (const plan of read.slice(0, 5)) expect(plan).not.toContain('Sort Key')
  })

  it('is audited: the journal knows of every object, record and value', async () => {
    const found = async () =>
      (await auditFindings(server.db, owner.organisationId)).map(({ code, key }) => `${code} ${key}`).toSorted()
    expect(await found()).toEqual([])
    const id = await add({ title: 'Honest' })
    await server.db.owner.query(`update object_record set binned_at = now() where id = $1`, [id])
    await server.db.owner.query(
      `update custom_object set position = 9, definition = definition || '{"icon":"car"}'
                                  where key = 'room' and organisation_id = $1`,
      [owner.organisationId],
    )
    expect(await found()).toEqual(['OBJECT_CHANGED object room', `OBJECT_RECORD_CHANGED machine ${id}`])
    await server.db.owner.query(`update object_record set binned_at = null where id = $1`, [id])
    await server.db.owner.query(
      `update custom_object set definition = definition || '{"icon":"box"}'
                                  where key = 'room' and organisation_id = $1`,
      [owner.organisationId],
    )
  })

  it('is erased with the customer whom it tells of, and the audit has nothing against it', async () => {
    const [about] = (await list(where({ key: 'keeper', is: 'anyOf', values: [customerId] }))).items
    const told = await server.db.inOrganisation(owner.organisationId, async (tx) => recordsAbout(tx, [customerId]))
    expect(told).toMatchObject([{ object: 'machine', values: { title: 'Kettle 王', price: '49.50' } }])
    await server.db.inOrganisation(owner.organisationId, async (tx) => eraseRecordsAbout(tx, [customerId]))
    expect((await ask('GET', `/api/objects/machine/records/${about!.id}`)).status).toBe(404)
    expect(titles(await list('search=kettle'))).toEqual([])
    expect(titles(await list('', 'room'))).toEqual(['Cellar'])
    expect(await auditFindings(server.db, owner.organisationId)).toEqual([])
  })
})
