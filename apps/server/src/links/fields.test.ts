import { fieldRoutes, type CustomChange, type CustomField, type CustomOfRecord } from '@candor/api'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { testServer, type SignedIn, type TestServer } from '../testing/index.ts'
import { auditFindings } from './audit-testing.ts'

let server: TestServer
let owner: SignedIn
let sales: SignedIn
let stranger: SignedIn
let customerId: string
let secondId: string
let companyId: string

type Answered<Body> = { status: number; body: Body }
type Refusal = {
  code: string
  detail: string
  errors?: { path: string; message: string }[]
  stored?: { records?: number; fault?: { code: string; at: number } }
}

const ask = async <Body = Refusal>(
  method: 'GET' | 'POST' | 'PATCH' | 'PUT' | 'DELETE',
  url: string,
  payload?: object,
  who = owner,
): Promise<Answered<Body>> => {
  const response = await server.app.inject({ method, url, headers: who.headers, ...(payload && { payload }) })
  return { status: response.statusCode, body: response.json() }
}

const made = new Map<string, CustomField>()
const define = async (key: string, settings: object, more: object = {}): Promise<CustomField> => {
  const payload = { key, label: { en: `The ${key}`, zh: `字段${key}` }, settings, ...more }
  const { status, body } = await ask<CustomField>('POST', '/api/fields/customer', payload)
  expect([status, body]).toEqual([201, expect.objectContaining({ key })])
  made.set(key, body)
  return body
}
const refusedDefinition = async (settings: object, key = 'refused'): Promise<Refusal> => {
  const payload = { key, label: { en: 'Refused', zh: '被拒' }, settings }
  const { status, body } = await ask('POST', '/api/fields/customer', payload)
  expect(status).toBeGreaterThanOrEqual(400)
  return body
}
const newCustomer = async (name: string): Promise<string> =>
  (await ask<{ id: string }>('POST', '/api/customers', { profile: { name } })).body.id
const valuesOf = async (id: string, who = owner): Promise<CustomOfRecord> =>
  (await ask<CustomOfRecord>('GET', `/api/custom-values/customer/${id}`, undefined, who)).body
const fill = async <Body = CustomOfRecord & { entryId: string }>(
  id: string,
  values: object,
  who = owner,
): Promise<Answered<Body>> => {
  const { version } = await valuesOf(id, who)
  return ask<Body>('PATCH', `/api/custom-values/customer/${id}`, { version, values }, who)
}

beforeAll(async () => {
  server = await testServer()
  owner = await server.signIn('owner')
  sales = await server.signIn('sales')
  stranger = await server.signIn('owner', server.organisations[1])
  customerId = await newCustomer('Anna Example')
  secondId = await newCustomer('王小明')
  companyId = (await ask<{ id: string }>('POST', '/api/companies', { profile: { name: 'Tea Works' } })).body.id
  await define('nickname', { type: 'text', maximumLength: 20 })
  await define('plate', { type: 'text', pattern: String.raw`[A-Z]{2}\d{2} [A-Z]{3}` })
  await define('visits', { type: 'number', minimum: 0, maximum: 1000 })
  await define('budget', { type: 'money', currency: 'GBP', minimum: '0' })
  await define('member_since', { type: 'date', earliest: '2000-01-01' })
  await define('level', {
    type: 'choice',
    options: ['gold', 'silver', 'bronze'].map((key) => ({ key, label: { en: key, zh: `${key}级` } })),
  })
  await define('likes', {
    type: 'choices',
    options: ['tea', 'cups'].map((key) => ({ key, label: { en: key, zh: key } })),
  })
  await define('vip', { type: 'boolean' })
  await define('friend', { type: 'customer' })
  await define('employer', { type: 'company' })
  await define('passport', { type: 'secret', maximumLength: 30 })
  await define('salary', { type: 'money', currency: 'GBP' }, { seenBy: ['manager'], editedBy: ['manager'] })
})
afterAll(async () => server.close())

describe('fields that a company defines', () => {
  it('keep what is filled in, each in its own form', async () => {
    const values = {
      nickname: '  Annie ',
      plate: 'AB12 CDE',
      visits: 12,
      budget: '125050',
      member_since: '2024-02-29',
      level: 'gold',
      likes: ['cups', 'tea'],
      vip: true,
      friend: secondId,
      employer: companyId,
      passport: 'P-123 456',
    }
    const { status, body } = await fill(customerId, values)
    expect([status, body.version]).toEqual([200, 1])
    const { passport, ...shown } = values
    expect(body.values).toEqual({ ...shown, nickname: 'Annie', likes: ['tea', 'cups'] })
    expect(JSON.stringify(body)).not.toContain(passport)
    expect(body.secrets).toEqual(['passport'])
    expect(body.linked).toEqual(
      expect.arrayContaining([
        { id: secondId, name: '王小明' },
        { id: companyId, name: 'Tea Works' },
      ]),
    )
  })

  it('refuse what does not fit, all of it at once and with nothing stored', async () => {
    const before = await valuesOf(secondId)
    const { status, body } = await fill<Refusal>(secondId, {
      nickname: 'x'.repeat(21),
      plate: 'AB12CDE',
      visits: 1.5,
      budget: '-1',
      member_since: '2023-02-29',
      level: 'platinum',
      likes: ['tea', 'coffee'],
      vip: 'yes',
      friend: companyId,
      nothing_like_it: 1,
    })
    expect([status, body.code]).toEqual([422, 'FIELD_VALUE_INVALID'])
    const faults = Object.fromEntries((body.errors ?? []).map(({ path, message }) => [path.split('/').at(-1), message]))
    expect(faults).toEqual({
      nickname: 'long 20',
      plate: String.raw`pattern [A-Z]{2}\d{2} [A-Z]{3}`,
      visits: 'decimals 0',
      budget: 'small 0',
      member_since: 'type',
      level: 'option',
      likes: 'option',
      vip: 'type',
      friend: 'missing',
      nothing_like_it: 'unknown',
    })
    expect(await valuesOf(secondId)).toEqual(before)
  })

  it('are told from one another when two people fill them in at once', async () => {
    const { version } = await valuesOf(customerId)
    const url = `/api/custom-values/customer/${customerId}`
    const first = await ask('PATCH', url, { version, values: { visits: 13 } })
    const second = await ask('PATCH', url, { version, values: { visits: 14 } })
    expect([first.status, second.status, second.body.code]).toEqual([200, 409, 'FIELD_VALUES_CHANGED_MEANWHILE'])
    expect((await valuesOf(customerId)).values['visits']).toBe(13)
  })

  it('have a history by which a value can be brought back', async () => {
    const { body } = await ask<{ items: CustomChange[] }>('GET', `/api/custom-values/customer/${customerId}/history`)
    const visits = body.items.filter(({ key }) => key === 'visits')
    expect(visits.map(({ before, after }) => [before, after])).toEqual([
      [12, 13],
      [null, 12],
    ])
    expect(body.items.find(({ key }) => key === 'passport')).toMatchObject({ before: null, after: null })
    await fill(customerId, { visits: visits[0]?.before })
    expect((await valuesOf(customerId)).values['visits']).toBe(12)
  })

  it('that only some may see are not there for others: not in values, history or timeline', async () => {
    expect((await fill(customerId, { salary: '9900000' })).status).toBe(200)
    const manager = await server.signIn('manager')
    expect((await valuesOf(customerId, manager)).values['salary']).toBe('9900000')
    expect((await valuesOf(customerId, sales)).values).not.toHaveProperty('salary')
    const fields = await ask<{ items: CustomField[] }>('GET', '/api/fields/customer', undefined, sales)
    expect(fields.body.items.map(({ key }) => key)).not.toContain('salary')
    const history = await ask('GET', `/api/custom-values/customer/${customerId}/history`, undefined, sales)
    expect(JSON.stringify(history.body)).not.toContain('salary')
    const timeline = await ask('GET', `/api/customers/${customerId}/timeline`, undefined, sales)
    expect(JSON.stringify(timeline.body)).not.toContain('"9900000"')
    expect(JSON.stringify(timeline.body)).not.toContain('P-123 456')
    const written = await fill<Refusal>(customerId, { salary: '1' }, sales)
    expect(written.body.errors).toEqual([{ path: '/body/values/salary', message: 'unknown' }])
  })

  it('open a secret one by one, and record who did', async () => {
    const url = `/api/custom-values/customer/${customerId}/reveal`
    const { body } = await ask<{ value: string; entryId: string }>('POST', url, { key: 'passport' }, sales)
    expect(body.value).toBe('P-123 456')
    const timeline = await ask<{ items: { id: string; kind: string; actor: string }[] }>(
      'GET',
      `/api/customers/${customerId}/timeline`,
    )
    expect(timeline.body.items.find(({ id }) => id === body.entryId)).toMatchObject({
      kind: 'customer.secret-opened',
      actor: `staff:${sales.id}`,
    })
    expect((await ask('POST', url, { key: 'visits' }, sales)).status).toBe(404)
  })

  it('compute with one another', async () => {
    await define('per_visit', { type: 'formula', expression: 'budget / visits', decimals: 1 })
    await define('greeting', { type: 'formula', expression: '"Dear " & name & if(vip, "!", "")' })
    await define('pay_share', { type: 'formula', expression: 'round(salary / 12)' })
    const { values } = await valuesOf(customerId)
    expect(values).toMatchObject({ per_visit: 104.2, greeting: 'Dear Anna Example!', pay_share: 8250 })
    // Who may not see what it is computed with does not see what comes out.
    expect((await valuesOf(customerId, sales)).values).not.toHaveProperty('pay_share')
    expect((await valuesOf(secondId)).values).toEqual({ greeting: 'Dear 王小明' })
    expect((await fill<Refusal>(customerId, { per_visit: 1 })).body.errors).toEqual([
      { path: '/body/values/per_visit', message: 'computed' },
    ])
  })

  it('are defined only in ways that make sense', async () => {
    expect((await refusedDefinition({ type: 'number', minimum: 2, maximum: 1 })).code).toBe('FIELD_SETTINGS_INVALID')
    expect((await refusedDefinition({ type: 'text', pattern: '(a+' })).errors?.[0]?.path).toBe('/body/settings/pattern')
    expect((await refusedDefinition({ type: 'number', maximum: 5, default: 6 })).errors?.[0]?.path).toBe(
      '/body/settings/default',
    )
    expect((await refusedDefinition({ type: 'number' }, 'visits')).code).toBe('FIELD_KEY_TAKEN')
    expect((await refusedDefinition({ type: 'number' }, 'name')).code).toBe('FIELD_KEY_TAKEN')
    expect((await refusedDefinition({ type: 'number' }, 'Not a key')).code).toBe('HTTP_INVALID_REQUEST')
    const wrong = await refusedDefinition({ type: 'formula', expression: 'visits * nickname' })
    expect([wrong.code, wrong.stored?.fault]).toEqual([
      'FIELD_FORMULA_INVALID',
      { code: 'type', at: 9, word: 'nickname' },
    ])
  })

  it('cannot compute in a circle', async () => {
    const first = await define('one_more', { type: 'formula', expression: 'visits + 1' })
    await define('two_more', { type: 'formula', expression: 'one_more + 1' })
    const circle = await ask('PATCH', `/api/fields/customer/${first.id}`, {
      version: first.version,
      settings: { type: 'formula', expression: 'two_more - 1' },
    })
    expect([circle.body.code, circle.body.stored?.fault?.code]).toEqual(['FIELD_FORMULA_INVALID', 'cycle'])
  })

  it('that are in use are archived, not removed, and keep their values', async () => {
    const url = `/api/fields/customer/${made.get('nickname')?.id}`
    const refused = await ask('DELETE', url)
    expect([refused.status, refused.body.code, refused.body.stored?.records]).toEqual([409, 'FIELD_IN_USE', 1])
    expect((await ask<{ records: number }>('GET', `${url}/use`)).body).toEqual({ records: 1, more: false })
    expect((await ask('PUT', `${url}/archived`, { archived: true })).status).toBe(200)
    expect((await valuesOf(customerId)).values).not.toHaveProperty('nickname')
    expect((await ask('PUT', `${url}/archived`, { archived: false })).status).toBe(200)
    expect((await valuesOf(customerId)).values['nickname']).toBe('Annie')
    const used = await ask('PUT', `/api/fields/customer/${made.get('visits')?.id}/archived`, { archived: true })
    expect(used.body.code).toBe('FIELD_USED_BY_FORMULA')
    const unused = await define('never_used', { type: 'number' })
    expect((await ask('DELETE', `/api/fields/customer/${unused.id}`)).status).toBe(200)
  })

  it('keep options that somebody has, and retire them instead', async () => {
    const level = made.get('level')!
    const url = `/api/fields/customer/${level.id}`
    const options = level.settings.type === 'choice' ? level.settings.options : []
    const without = { version: level.version, settings: { type: 'choice', options: options.slice(1) } }
    const refused = await ask('PATCH', url, without)
    expect([refused.body.code, refused.body.stored?.records]).toEqual(['FIELD_OPTION_IN_USE', 1])
    const retired = options.map(({ key, label }) => ({ key, label, retired: key === 'gold' }))
    const change = { version: level.version, settings: { type: 'choice', options: retired } }
    expect((await ask('PATCH', url, change)).status).toBe(200)
    expect((await ask('PATCH', url, change)).body.code).toBe('FIELD_CHANGED_MEANWHILE')
    expect((await fill<Refusal>(secondId, { level: 'gold' })).body.errors?.[0]?.message).toBe('option')
    expect((await fill(customerId, { visits: 20, level: 'gold' })).status).toBe(200)
  })

  it('go with a customer who is merged, and come back when the two are parted', async () => {
    const [kept, other] = [await newCustomer('Kept Person'), await newCustomer('Other Person')]
    await fill(kept, { visits: 3 })
    await fill(other, { visits: 4, nickname: 'Otto', passport: 'X 1', plate: 'AB12 CDE' })
    const plate = made.get('plate')!
    // What was stored goes along, whatever the field asks for by now.
    const stricter = { version: plate.version, settings: { type: 'text', maximumLength: 3 } }
    expect((await ask('PATCH', `/api/fields/customer/${plate.id}`, stricter)).status).toBe(200)
    const merging = { otherId: other, version: 1, otherVersion: 1 }
    const merged = await ask<{ mergeId: string }>('POST', `/api/customers/${kept}/merge`, merging)
    expect([merged.status, merged.body]).toEqual([200, expect.objectContaining({ id: kept })])
    const both = await valuesOf(kept)
    expect([both.values['visits'], both.values['nickname'], both.secrets]).toEqual([3, 'Otto', ['passport']])
    expect(both.values['plate']).toBe('AB12 CDE')
    expect((await valuesOf(other)).values['visits']).toBe(3)
    expect((await ask('POST', `/api/merges/${merged.body.mergeId}/undo`, {})).status).toBeLessThan(300)
    expect((await valuesOf(kept)).values).not.toHaveProperty('nickname')
    expect((await valuesOf(other)).values).toMatchObject({ visits: 4, nickname: 'Otto' })
  })

  it('belong to one organisation, and to records that are there', async () => {
    const foreign = await ask('GET', `/api/custom-values/customer/${customerId}`, undefined, stranger)
    expect(foreign.status).toBe(404)
    const fields = await ask<{ items: CustomField[] }>('GET', '/api/fields/customer', undefined, stranger)
    expect(fields.body.items).toEqual([])
    const write = await ask('PATCH', `/api/custom-values/customer/${customerId}`, { version: 0, values: {} }, stranger)
    expect(write.status).toBe(404)
    expect((await ask('POST', '/api/fields/customer', {}, sales)).status).toBe(403)
  })

  it('are described for programs', async () => {
    const { body } = await ask<{ properties: Record<string, object> }>('GET', '/api/fields/customer/schema')
    expect(body.properties['visits']).toMatchObject({ type: 'number', minimum: 0, maximum: 1000, title: 'The visits' })
    expect(body.properties['per_visit']).toMatchObject({ type: 'number', readOnly: true })
    expect(Object.keys(fieldRoutes).length).toBeGreaterThan(5)
  })

  it('are held against the journal, and so are the lists that find them', async () => {
    const found = async (): Promise<string[]> =>
      (await auditFindings(server.db, owner.organisationId))
        .filter(({ table }) => ['custom_field', 'custom_value', 'custom_index'].includes(table))
        .map(({ code }) => code)
        .toSorted()
    expect(await found()).toEqual([])
    const tamper = async (sql: string): Promise<void> => {
      await server.db.owner.query(sql, [owner.organisationId])
    }
    await tamper(`update custom_index set number = number + 1 where organisation_id = $1 and number is not null`)
    expect(new Set(await found())).toEqual(new Set(['CUSTOM_INDEX_CHANGED']))
    await tamper(`update custom_index set number = number - 1 where organisation_id = $1 and number is not null`)
    await tamper(
      `update custom_field set definition = definition || '{"required":true}' where organisation_id = $1 and key = 'vip'`,
    )
    await tamper(`update custom_value set sealed = set_byte(sealed, 20, get_byte(sealed, 20) # 1) where organisation_id = $1
                   and subject_id = (select min(subject_id::text)::uuid from custom_value where organisation_id = $1)`)
    expect(await found()).toEqual(['CUSTOM_VALUES_CHANGED', 'FIELD_CHANGED'])
  })
})

describe('layouts of pages', () => {
  it('are kept for each role, by one person at a time, recorded and held against the journal', async () => {
    const url = '/api/page-layouts'
    const layout = {
      object: 'customer',
      role: 'sales',
      parts: ['deals', 'profile'],
      hiddenParts: ['merchants'],
      fields: ['visits', 'nickname'],
      hiddenFields: ['plate'],
    }
    const refused = async (layouts: readonly object[], version = 0) => ask('PUT', url, { version, layouts })
    expect((await refused([{ ...layout, hiddenParts: ['profile'] }])).status).toBe(400)
    expect((await refused([layout, layout])).status).toBe(400)
    expect((await refused([{ ...layout, parts: ['nothing-like-it'] }])).status).toBe(400)
    expect((await ask('PUT', url, { version: 0, layouts: [layout] })).status).toBe(200)
    expect((await refused([])).body.code).toBe('LAYOUTS_CHANGED_MEANWHILE')
    expect((await ask('PUT', url, { version: 1, layouts: [] }, sales)).body.code).toBe('HTTP_FORBIDDEN')
    expect((await ask('GET', url, undefined, sales)).body).toEqual({ version: 1, layouts: [layout] })
    expect((await ask('GET', url, undefined, stranger)).body).toEqual({ version: 0, layouts: [] })
    // A layout is no permission: what it hides is there for whoever may see it.
    const seen = await ask<{ items: CustomField[] }>('GET', '/api/fields/customer', undefined, sales)
    expect(seen.body.items.map(({ key }) => key)).toContain('plate')
    await server.db.owner.query(`update page_layouts set layouts = '[]' where organisation_id = $1`, [
      owner.organisationId,
    ])
    const found = (await auditFindings(server.db, owner.organisationId)).map(({ code }) => code)
    expect(found).toContain('LAYOUTS_CHANGED')
  })
})
