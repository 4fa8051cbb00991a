import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type {
  BulkSummary,
  CustomerCondition,
  CustomerFilter,
  CustomerSummary,
  CustomerTag,
  CustomerView,
} from '@candor/api'
import { countOrders } from '../modules/customers/index.ts'
import { plainText } from '../modules/customers/search/grams.ts'
import type { Tx } from '../platform/db/index.ts'
import { eventually, testServer, type SignedIn, type TestServer } from '../testing/index.ts'
import { auditFindings } from './audit-testing.ts'
import { consentPerson, inPortal } from './consent-testing.ts'

let server: TestServer
let manager: SignedIn
let sales: SignedIn
let stranger: SignedIn
const customers: string[] = []
const tags: CustomerTag[] = []

const shops = ['01980000-0000-7000-8000-00000000000a', '01980000-0000-7000-8000-00000000000b'] as const
const countries = ['United Kingdom', 'Germany', null, '中国'] as const
const day = 86_400_000
const sorts = ['-lastOrderAt', '-spent', '-orderCount', '-createdAt', 'createdAt'] as const

type Sent = { method?: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'; payload?: object; key?: string }

type Answer<Body> = { status: number; body: Body & { code?: string } }

const ask = async <Body = object>(
  who: SignedIn,
  url: string,
  { method, payload, key }: Sent = {},
): Promise<Answer<Body>> => {
  const response = await server.app.inject({
    method: method ?? (payload === undefined ? 'GET' : 'POST'),
    url,
    headers: { ...who.headers, ...(key !== undefined && { 'idempotency-key': key }) },
    ...(payload !== undefined && { payload }),
  })
  return { status: response.statusCode, body: response.json() }
}
const within = async <T>(run: (tx: Tx) => Promise<T>): Promise<T> =>
  server.db.inOrganisation(manager.organisationId, run)

const all = async (query: Record<string, string> = {}, who = manager): Promise<CustomerSummary[]> => {
  const items: CustomerSummary[] = []
  let cursor: string | null = null
  do {
    const text: string = new URLSearchParams({ limit: '7', ...query, ...(cursor !== null && { cursor }) }).toString()
    const { status, body }: { status: number; body: { items: CustomerSummary[]; nextCursor: string | null } } =
      await ask(who, `/api/customers?${text}`)
    expect([status, body]).toMatchObject([200, {}])
    items.push(...body.items)
    cursor = body.nextCursor
  } while (cursor !== null)
  return items
}
const matching = async (filter: CustomerFilter, who = manager): Promise<CustomerSummary[]> =>
  all({ filter: JSON.stringify(filter) }, who)
const idsOf = (items: readonly { id: string }[]): string[] => items.map(({ id }) => id).toSorted()
const findings = async (): Promise<string[]> => {
  const found = await auditFindings(server.db, manager.organisationId)
  // The orders of this file are counted without being there, which is another auditor's finding.
  const ours = found.filter(({ code }) => code.startsWith('CUSTOMER_'))
  return [...new Set(ours.map(({ code, key }) => `${code} ${key}`))]
}

const order = (at: number, total: number, placedAt: number) => ({
  customerId: customers[at]!,
  merchantId: shops[at % 3 === 0 ? 1 : 0],
  kind: 'purchase' as const,
  total,
  placedAt,
})

beforeAll(async () => {
  server = await testServer()
  manager = await server.signIn('manager')
  sales = await server.signIn('sales')
  stranger = await server.signIn('owner', server.organisations[1])
  await within(async (tx) => {
    const people = Array.from({ length: 40 }, (_, at) => ({
      reference: `K${100 + at}`,
      profile: { name: `${['Anna', '王芳', 'Carl'][at % 3]} Example${at}`, country: countries[at % 4] ?? null },
    }))
    const made = await server.customerSide.customers.createCustomers(tx, people, { actor: 'system', purpose: 'test' })
    customers.push(...made.map(({ id }) => id))
  })
  for (const name of ['VIP', 'Wholesale', '老客户']) {
    const { body } = await ask<CustomerTag>(sales, '/api/customer-tags', { payload: { name } })
    tags.push(body)
  }
  for (const [at, id] of customers.entries()) {
    const payload = {
      ...(at % 5 < 2 && { ownerId: at % 5 === 0 ? manager.id : sales.id }),
      addTags: [...(at % 2 === 0 ? [tags[0]!.id] : []), ...(at % 7 === 0 ? [tags[1]!.id] : [])],
    }
    const { status } = await ask(sales, `/api/customers/${id}/care`, { method: 'PATCH', payload })
    expect(status).toBe(200)
  }
  // Several share a day and an amount, so that only the id can tell them apart. The last ten never ordered.
  await within(async (tx) =>
    countOrders(
      tx,
      customers
        .slice(0, 30)
        .map((_, at) => order(at, 100 * (at % 6), Date.now() - (at % 10) * 20 * day))
        .concat([0, 4, 8, 12, 16, 20, 24, 28].map((at) => order(at, 1000, Date.now() - 400 * day))),
    ),
  )
})
afterAll(async () => server.close())

describe('owner and tags', () => {
  it('stand in the list and on the customer, by name', async () => {
    const [customer] = await all({ search: 'K100' })
    expect(customer).toMatchObject({ owner: { id: manager.id, name: 'Person 1' } })
    expect(customer!.tags.map(({ name }) => name)).toEqual(['VIP', 'Wholesale'])
  })
  it.each(sorts)('give their customers in the order of %s, page after page, as the whole list does', async (sort) => {
    for (const query of [{ ownerId: manager.id }, { tagId: tags[0]!.id }]) {
      const expected = (await all({ sort })).filter((customer) =>
        'ownerId' in query ? customer.owner?.id === query.ownerId : customer.tags.some(({ id }) => id === query.tagId),
      )
      expect((await all({ sort, ...query })).map(({ id }) => id)).toEqual(expected.map(({ id }) => id))
      expect(expected.length).toBeGreaterThan(7)
    }
  })
  it('are read in order from the index of the mark', async () => {
    const plan = await within(async (tx) => {
      const { pageQuery } = await import('../modules/customers/list/query.ts')
      await tx.rows({ text: 'set local enable_seqscan = off' })
      await tx.rows({ text: 'set local enable_sort = off' })
      const { text, values = [] } = pageQuery(tx.organisationId, { tagId: tags[0]!.id }, '-spent', undefined, 51)
      return (await tx.rows<Record<string, string>>({ text: `explain ${text}`, values })).map(
        (row) => row['QUERY PLAN'],
      )
    })
    expect(plan.join('\n')).toContain('customer_mark_by_spent')
    expect(plan.join('\n')).not.toContain('Seq Scan')
  })
  it('are counted without a scan', async () => {
    const everybody = await all()
    const { body } = await ask<{ items: (CustomerTag & { customers: number })[] }>(sales, '/api/customer-tags')
    for (const tag of body.items) {
      expect(tag.customers).toBe(everybody.filter(({ tags: marks }) => marks.some(({ id }) => id === tag.id)).length)
    }
    const owners = await ask<{ items: { id: string; customers: number }[] }>(sales, '/api/customer-owners')
    expect(owners.body.items.find(({ id }) => id === sales.id)?.customers).toBe(8)
  })
  it('are entries of the journal that name them', async () => {
    const timeline = await ask<{ items: { kind: string; body: unknown }[] }>(
      sales,
      `/api/customers/${customers[0]}/timeline`,
    )
    const [tagged, assigned] = timeline.body.items
    expect(assigned).toMatchObject({ kind: 'customer.assigned', body: { owner: { name: 'Person 1' } } })
    expect(tagged).toMatchObject({ kind: 'customer.tagged', body: { added: [{ name: 'VIP' }, { name: 'Wholesale' }] } })
  })
  it('are the same tag however the name is written', async () => {
    const { body } = await ask<CustomerTag>(sales, '/api/customer-tags', { payload: { name: ' ｖｉｐ ' } })
    expect(body.id).toBe(tags[0]!.id)
  })
  it('cannot be given that do not exist, or belong to another organisation', async () => {
    const change = async (payload: object, who = sales) =>
      (await ask(who, `/api/customers/${customers[1]}/care`, { method: 'PATCH', payload })).body.code
    expect(await change({ ownerId: stranger.id })).toBe('CUSTOMER_OWNER_UNKNOWN')
    expect(await change({ addTags: [customers[0]] })).toBe('CUSTOMER_TAG_NOT_FOUND')
    expect(await change({ ownerId: null }, stranger)).toBe('CUSTOMER_NOT_FOUND')
  })
  it('keeps a tag that somebody has, and asks for the right to manage lists', async () => {
    const url = `/api/customer-tags/${tags[0]!.id}`
    expect((await ask(manager, url, { method: 'DELETE' })).body.code).toBe('CUSTOMER_TAG_IN_USE')
    expect((await ask(sales, url, { method: 'DELETE' })).status).toBe(403)
    const renamed = await ask(manager, url, { method: 'PATCH', payload: { name: 'Wholesale' } })
    expect(renamed.body.code).toBe('CUSTOMER_TAG_NAME_TAKEN')
  })
})

describe('the filter', () => {
  const has = ({ is, values }: { is: string; values: readonly string[] }, own: string[]) => {
    if (is === 'allOf') return values.every((value) => own.includes(value))
    return own.some((value) => values.includes(value)) === (is !== 'noneOf')
  }
  /** What a condition means, said a second time over the shown customers. */
  const meets = (customer: CustomerSummary, filter: CustomerFilter): boolean => {
    if ('all' in filter) return filter.all.every((part) => meets(customer, part))
    if ('any' in filter) return filter.any.some((part) => meets(customer, part))
    return meetsOne(customer, filter)
  }
  const meetsOne = (customer: CustomerSummary, condition: CustomerCondition): boolean => {
    switch (condition.field) {
      case 'country':
      case 'owner':
      case 'tag': {
        const own = {
          country: customer.country === null ? [] : [customer.country],
          owner: customer.owner === null ? [] : [customer.owner.id],
          tag: customer.tags.map(({ id }) => id),
        }[condition.field]
        if (!('values' in condition)) return own.length > 0 === (condition.is === 'filled')
        const values = condition.values.map((value) => (value === 'me' ? manager.id : value))
        return has({ is: condition.is, values }, own)
      }
      case 'spent':
      case 'orders': {
        const value = Number(condition.field === 'spent' ? customer.spent : customer.orderCount)
        return (
          (!('from' in condition) || value >= Number(condition.from)) &&
          (!('to' in condition) || value <= Number(condition.to))
        )
      }
      case 'lastOrder': {
        const at = customer.lastOrderAt === null ? null : Date.parse(customer.lastOrderAt)
        if (condition.is === 'empty' || condition.is === 'filled') return (at !== null) === (condition.is === 'filled')
        if (condition.is === 'within' || condition.is === 'notWithin') {
          const recent = at !== null && at >= Date.now() - condition.last.count * day
          return recent === (condition.is === 'within')
        }
        return (
          at !== null &&
          (!('from' in condition) || at >= Date.parse(condition.from)) &&
          (!('until' in condition) || at < Date.parse(condition.until))
        )
      }
      case 'text':
        return plainText(customer.name).includes(plainText(condition.text))
      case 'created':
      case 'firstOrder':
      case 'merchant':
      case 'stage':
      case 'class':
      case 'returns':
      case 'custom':
      default:
        throw new Error(`the test does not know ${condition.field}`)
    }
  }
  const filters = (): [string, CustomerFilter][] => {
    const [vip, wholesale, old] = tags.map(({ id }) => id) as [string, string, string]
    const ago = (days: number): string => new Date(Date.now() - days * day).toISOString()
    return [
      ['a country of several', { field: 'country', is: 'anyOf', values: ['Germany', '中国'] }],
      ['not a country', { field: 'country', is: 'noneOf', values: ['Germany'] }],
      ['an unknown country', { field: 'country', is: 'empty' }],
      ['mine', { field: 'owner', is: 'anyOf', values: ['me'] }],
      ['nobody’s', { field: 'owner', is: 'empty' }],
      ['any of two tags', { field: 'tag', is: 'anyOf', values: [vip, wholesale] }],
      ['two tags at once', { field: 'tag', is: 'allOf', values: [vip, wholesale] }],
      ['none of the tags', { field: 'tag', is: 'noneOf', values: [vip, wholesale] }],
      ['a tag that nobody has', { field: 'tag', is: 'anyOf', values: [old] }],
      ['untagged', { field: 'tag', is: 'empty' }],
      ['spent between', { field: 'spent', is: 'between', from: '200', to: '400' }],
      ['two orders or more', { field: 'orders', is: 'atLeast', from: 2 }],
      ['ordered lately', { field: 'lastOrder', is: 'within', last: { count: 50, unit: 'day' } }],
      ['not lately, or never', { field: 'lastOrder', is: 'notWithin', last: { count: 50, unit: 'day' } }],
      ['never ordered', { field: 'lastOrder', is: 'empty' }],
      ['ordered between two days', { field: 'lastOrder', is: 'between', from: ago(130), until: ago(30) }],
      [
        'groups in groups',
        {
          all: [
            { field: 'tag', is: 'anyOf', values: [vip] },
            {
              any: [
                { field: 'country', is: 'anyOf', values: ['中国'] },
                {
                  all: [
                    { field: 'spent', is: 'atLeast', from: '300' },
                    { field: 'owner', is: 'filled' },
                  ],
                },
                {
                  any: [
                    { field: 'lastOrder', is: 'empty' },
                    { field: 'tag', is: 'anyOf', values: [wholesale] },
                  ],
                },
              ],
            },
          ],
        },
      ],
      [
        'text beside conditions',
        {
          all: [
            { field: 'text', is: 'contains', text: '王芳' },
            { field: 'owner', is: 'filled' },
          ],
        },
      ],
      [
        'an owner or a tag',
        {
          any: [
            { field: 'owner', is: 'anyOf', values: ['me'] },
            { field: 'tag', is: 'anyOf', values: [wholesale] },
          ],
        },
      ],
    ]
  }
  it('shows exactly whom it means, in every sort', async () => {
    const everybody = await all()
    for (const [name, filter] of filters()) {
      const expected = idsOf(everybody.filter((customer) => meets(customer, filter)))
      for (const sort of sorts) {
        const shown = await all({ sort, filter: JSON.stringify(filter) })
        expect([name, sort, idsOf(shown)]).toEqual([name, sort, expected])
      }
    }
  })
  it('means somebody else by “me” for somebody else', async () => {
    const mine: CustomerFilter = { field: 'owner', is: 'anyOf', values: ['me'] }
    expect(idsOf(await matching(mine, sales))).toEqual(idsOf(await all({ ownerId: sales.id })))
  })
  it.each([
    ['{', '/query/filter'],
    ['{"field":"colour","is":"empty"}', '/query/filter'],
    ['{"field":"spent","is":"atLeast","from":"1.5"}', '/query/filter'],
    [JSON.stringify({ all: Array.from({ length: 41 }, () => ({ field: 'country', is: 'empty' })) }), '/query/filter'],
    ['{"all":[{"any":[{"all":[{"any":[{"all":[{"field":"country","is":"empty"}]}]}]}]}]}', '/query/filter'],
  ])('is refused with the place where it is wrong: %s', async (filter, path) => {
    const { status, body } = await ask<{ errors?: { path: string }[] }>(
      sales,
      `/api/customers?${new URLSearchParams({ filter }).toString()}`,
    )
    expect(status).toBe(400)
    expect(body.errors?.[0]?.path).toContain(path)
  })
  it('says clearly where text cannot stand', async () => {
    const filter = JSON.stringify({
      any: [
        { field: 'text', is: 'contains', text: 'Anna' },
        { field: 'owner', is: 'empty' },
      ],
    })
    const { status, body } = await ask(sales, `/api/customers?${new URLSearchParams({ filter }).toString()}`)
    expect([status, body.code]).toEqual([422, 'CUSTOMER_FILTER_TEXT_INSIDE'])
  })
})

describe('saved views', () => {
  const content = {
    query: { search: 'Anna', filter: { field: 'owner', is: 'anyOf', values: ['me'] } },
    sort: '-spent',
    columns: ['name', 'spent'],
    density: 'compact',
    layout: 'table',
  }
  const list = async (who: SignedIn) =>
    (await ask<{ items: CustomerView[]; defaultId: string | null }>(who, '/api/customer-views')).body
  const keep = async (who: SignedIn, name: string, shared: boolean) =>
    ask<CustomerView>(who, '/api/customer-views', { payload: { name, shared, content } })

  it('are private, or shared by who may manage lists', async () => {
    expect((await keep(sales, 'Mine', false)).body).toMatchObject({ mine: true, shared: false, content })
    expect((await keep(sales, 'Ours', true)).status).toBe(403)
    expect((await keep(manager, 'Ours', true)).status).toBe(201)
    expect((await list(sales)).items.map(({ name, mine }) => [name, mine])).toEqual([
      ['Mine', true],
      ['Ours', false],
    ])
    expect((await list(manager)).items.map(({ name }) => name)).toEqual(['Ours'])
    expect((await list(stranger)).items).toEqual([])
  })
  it('do not show in the database what was searched for', async () => {
    const rows = await within(async (tx) =>
      tx.rows<{ content: Buffer }>({
        text: 'select content from customer_view where organisation_id = $1',
        values: [tx.organisationId],
      }),
    )
    expect(rows.every(({ content: stored }) => !stored.includes('Anna'))).toBe(true)
  })
  it('are changed by who may, and not over a change that somebody else made', async () => {
    const [mine, ours] = (await list(sales)).items as [CustomerView, CustomerView]
    const put = async (who: SignedIn, view: CustomerView, version = view.version) =>
      ask<CustomerView>(who, `/api/customer-views/${view.id}`, {
        method: 'PUT',
        payload: { name: `${view.name}!`, shared: view.shared, content, version },
      })
    expect((await put(sales, ours)).status).toBe(403)
    expect((await put(manager, mine)).body.code).toBe('CUSTOMER_VIEW_NOT_FOUND')
    expect((await put(sales, mine)).body).toMatchObject({ name: 'Mine!', version: 2 })
    expect((await put(sales, mine)).body).toMatchObject({
      code: 'CUSTOMER_VIEW_CHANGED_MEANWHILE',
      stored: { version: 2 },
    })
  })
  it('are what somebody begins with, until they are removed', async () => {
    const [, ours] = (await list(sales)).items as [CustomerView, CustomerView]
    const payload = { viewId: ours.id }
    expect((await ask(sales, '/api/customer-views/default', { method: 'PUT', payload })).status).toBe(200)
    expect((await list(sales)).defaultId).toBe(ours.id)
    expect((await list(manager)).defaultId).toBeNull()
    expect((await ask(manager, `/api/customer-views/${ours.id}`, { method: 'DELETE' })).status).toBe(200)
    expect(await list(sales)).toMatchObject({ defaultId: null, items: [{ name: 'Mine!' }] })
  })
})

describe('the bin', () => {
  it('takes a customer out of every list and count, and gives them back whole', async () => {
    const id = customers[0]!
    const before = (await ask<CustomerSummary>(sales, `/api/customers/${id}`)).body
    const overview = async () => (await ask<{ customers: number }>(sales, '/api/customers/overview')).body.customers
    expect((await ask(sales, `/api/customers/${id}/bin`, { payload: {} })).status).toBe(200)
    expect(await overview()).toBe(39)
    for (const query of [{}, { search: 'K100' }, { tagId: tags[0]!.id }, { ownerId: manager.id }]) {
      expect(idsOf(await all(query))).not.toContain(id)
    }
    const bin = await ask<{ items: { id: string; binnedAt: string }[] }>(sales, '/api/customer-bin')
    expect(bin.body.items.map((item) => item.id)).toEqual([id])
    const change = { method: 'PATCH', payload: { ownerId: null } } as const
    expect((await ask(sales, `/api/customers/${id}/care`, change)).body.code).toBe('CUSTOMER_IN_BIN')
    // An order that comes meanwhile is not lost.
    await within(async (tx) => countOrders(tx, [order(0, 5000, Date.now())]))
    expect((await ask(sales, `/api/customers/${id}/restore`, { payload: {} })).status).toBe(200)
    const [restored] = await all({ ownerId: manager.id, sort: '-spent' })
    expect(restored).toMatchObject({
      id,
      tags: before.tags,
      owner: before.owner,
      spent: String(Number(before.spent) + 5000),
    })
    expect(await overview()).toBe(40)
  })
})

describe('a change of many', () => {
  const finished = async (id: string): Promise<BulkSummary> =>
    eventually('the bulk change is over', async () => {
      const { body } = await ask<BulkSummary>(manager, `/api/customer-bulks/${id}`)
      return body.state !== 'running' && body.state !== 'cancelling' && body
    })
  const start = async (action: object, target: object, key?: string): Promise<string> => {
    const sent = { payload: { action, target }, ...(key !== undefined && { key }) }
    const { status, body } = await ask<{ id: string }>(manager, '/api/customer-bulks', sent)
    expect([status, body.code]).toEqual([202, undefined])
    return body.id
  }
  const undo = async (id: string) => ask<{ id: string }>(manager, `/api/customer-bulks/${id}/undo`, { payload: {} })

  it('is done once with all that match, reported row by row, and taken back as it was', async () => {
    const filter = { field: 'country', is: 'anyOf', values: ['Germany'] }
    const before = new Map((await all()).map((customer) => [customer.id, customer]))
    const germans = await all({ country: 'Germany' })
    const action = { do: 'tag', tagIds: [tags[0]!.id, tags[2]!.id] }
    const [id, again] = [
      await start(action, { matching: { filter } }, 'the-same-bulk-change'),
      await start(action, { matching: { filter } }, 'the-same-bulk-change'),
    ]
    expect(again).toBe(id)
    expect(await finished(id)).toMatchObject({ state: 'completed', changed: germans.length, skipped: 0 })
    expect(idsOf(await all({ tagId: tags[2]!.id }))).toEqual(idsOf(germans))
    const rows = await ask<{ items: { name: string; outcome: string }[] }>(manager, `/api/customer-bulks/${id}/rows`)
    expect(rows.body.items).toHaveLength(germans.length)
    expect(rows.body.items.every(({ outcome, name }) => outcome === 'changed' && name !== '')).toBe(true)

    // Somebody takes the tag off one of them by hand: that stays as it is.
    await ask(sales, `/api/customers/${germans[0]!.id}/care`, {
      method: 'PATCH',
      payload: { removeTags: [tags[2]!.id] },
    })
    const back = await undo(id)
    expect(await finished(back.body.id)).toMatchObject({ state: 'completed', undoes: id })
    for (const customer of await all()) expect(customer).toEqual(before.get(customer.id))
    expect((await undo(id)).body.code).toBe('CUSTOMER_BULK_UNDONE')
  })
  it('leaves alone who was changed since, and says so', async () => {
    const chosen = customers.slice(1, 5)
    const id = await start({ do: 'assign', ownerId: manager.id }, { ids: chosen })
    await finished(id)
    await ask(sales, `/api/customers/${chosen[0]}/care`, { method: 'PATCH', payload: { ownerId: sales.id } })
    const back = await finished((await undo(id)).body.id)
    expect(back).toMatchObject({ state: 'completed', skipped: 1 })
    const { body } = await ask<{ items: { customerId: string; reason: string }[] }>(
      manager,
      `/api/customer-bulks/${back.id}/rows?outcome=skipped`,
    )
    expect(body.items).toMatchObject([{ customerId: chosen[0], reason: 'changed-since' }])
  })
  it('moves to the bin with the right to, and back', async () => {
    const service = await server.signIn('service')
    const payload = { action: { do: 'bin' }, target: { matching: { search: 'Carl' } } }
    expect((await ask(service, '/api/customer-bulks', { payload })).status).toBe(403)
    const carls = await all({ search: 'Carl' })
    const id = await start(payload.action, payload.target)
    expect(await finished(id)).toMatchObject({ changed: carls.length })
    expect(await all({ search: 'Carl' })).toEqual([])
    await finished((await undo(id)).body.id)
    expect(await all({ search: 'Carl' })).toEqual(carls)
  })
  it('is another organisation’s business', async () => {
    const id = await start({ do: 'untag', tagIds: [tags[1]!.id] }, { ids: [customers[9]!] })
    await finished(id)
    for (const url of [`/api/customer-bulks/${id}`, `/api/customer-bulks/${id}/rows`]) {
      expect((await ask(stranger, url)).body.code).toBe('CUSTOMER_BULK_NOT_FOUND')
    }
    const payload = { action: { do: 'bin' }, target: { ids: [customers[9]!] } }
    const theirs = await ask<{ id: string }>(stranger, '/api/customer-bulks', { payload })
    await eventually('their bulk change is over', async () => {
      const { body } = await ask<BulkSummary>(stranger, `/api/customer-bulks/${theirs.body.id}`)
      return body.state === 'completed' && body.skipped === 1
    })
    expect(idsOf(await all())).toContain(customers[9])
  })
})

describe('an export', () => {
  const exported = async (body: object, who = manager) => {
    const started = await ask<{ id: string }>(who, '/api/customer-exports', { payload: body })
    if (started.status !== 201) return started.status
    const url = `/api/customer-exports/${started.body.id}/customers.csv`
    const response = await server.app.inject({ url, headers: who.headers })
    expect((await server.app.inject({ url, headers: stranger.headers })).statusCode).toBe(404)
    return response.body.replace('\ufeff', '').trimEnd().split('\r\n')
  }
  it('holds who matches, cells that a spreadsheet would run made harmless', async () => {
    await within(async (tx) =>
      server.customerSide.customers.createCustomers(
        tx,
        [{ reference: 'K999', profile: { name: '=HYPERLINK("http://example.com")', country: 'Chile' } }],
        { actor: 'system', purpose: 'test' },
      ),
    )
    const columns = ['name', 'country', 'spent', 'tags']
    expect(await exported({ target: { matching: { country: 'Chile' } }, columns })).toEqual([
      'reference,name,country,spent,currency,tags',
      `K999,"'=HYPERLINK(""http://example.com"")",Chile,0.00,GBP,`,
    ])
    expect(await exported({ target: { matching: {} }, columns })).toHaveLength(42)
    expect(await exported({ target: { matching: {} }, columns }, sales)).toBe(403)
  })
  it('leaves out everybody who does not allow the use, where they are asked', async () => {
    const consent = { purpose: 'news', categories: ['contact-details'], recipient: 'self', channel: 'email' }
    const columns = ['name']
    const willing = await consentPerson(server, manager.organisationId, 'W')
    expect(await exported({ target: { matching: {} }, columns, consent })).toEqual(['reference,name'])
    await inPortal(server, willing).decide('news', 'granted')
    const { reference, name } = (await all()).find(({ id }) => id === willing.id)!
    expect(await exported({ target: { matching: {} }, columns, consent })).toEqual([
      'reference,name',
      `${reference},${name}`,
    ])
    await inPortal(server, willing).decide('news', 'withdrawn')
    expect(await exported({ target: { matching: {} }, columns, consent })).toEqual(['reference,name'])
  })
})

describe('the audit of owners, tags and the bin', () => {
  it('has nothing to say of what the product did', async () => expect(await findings()).toEqual([]))
  it('names the customer whose owner, tags, place in lists or bin somebody changed behind its back', async () => {
    const spoil = async (text: string, undoing: string) => {
      await server.db.owner.query(text)
      const found = await findings()
      await server.db.owner.query(undoing)
      return found
    }
    const where = `where customer_id = '${customers[0]}'`
    expect(
      await spoil(
        `update customer_care set owner_id = '${sales.id}' ${where}`,
        `update customer_care set owner_id = '${manager.id}' ${where}`,
      ),
    ).toEqual(expect.arrayContaining([`CUSTOMER_CARE_CHANGED customer ${customers[0]}`]))
    expect(
      await spoil(
        `update customer_figures set binned_at = now() ${where}`,
        `update customer_figures set binned_at = null ${where}`,
      ),
    ).toContain(`CUSTOMER_MARKS_CHANGED customer ${customers[0]}`)
    expect(
      await spoil(
        `update customer_mark set spent = spent + 1 ${where}`,
        `update customer_mark set spent = spent - 1 ${where}`,
      ),
    ).toEqual([`CUSTOMER_MARKS_CHANGED customer ${customers[0]}`])
    expect(await findings()).toEqual([])
  })
})
