import { lifecycleRoutes, type LifecycleChange, type LifecycleRules, type LifecycleSimulation } from '@candor/api'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { rulesForSample } from '../modules/lifecycle/index.ts'
import { ensureMerchant } from '../modules/orders/index.ts'
import { eventually, testServer, type SignedIn, type TestServer } from '../testing/index.ts'
import { auditFindings } from './audit-testing.ts'
import { newCustomer } from './events-testing.ts'

let server: TestServer
let owner: SignedIn
let organisation: string
let merchantId: string
const heard: string[] = []

const day = 86_400_000
const rules: LifecycleRules = {
  ...rulesForSample,
  clock: 'now',
  classes: { by: 'spent', atLeast: [50_000, 10_000] },
}

beforeAll(async () => {
  server = await testServer()
  organisation = server.organisations[0]!
  owner = await server.signIn('owner')
  merchantId = await server.db.inOrganisation(organisation, async (tx) =>
    ensureMerchant(tx, { slug: 'shop', name: 'Shop', nameZh: '商店' }),
  )
  server.lifecycle.onChange(async (tx, changes) => {
    if (tx.organisationId === organisation) heard.push(...changes.map(({ id }) => id))
  })
})
afterAll(async () => server.close())

type Answered<Body> = { status: number; body: Body }

const ask = async <Answer>(
  method: 'GET' | 'POST',
  url: string,
  payload?: object,
  who = owner,
): Promise<Answered<Answer>> => {
  const response = await server.app.inject({ method, url, headers: who.headers, ...(payload && { payload }) })
  return { status: response.statusCode, body: response.json() }
}

let orders = 0
/** A customer bought something so many days ago. */
const buy = async (customerId: string, daysAgo: number, pence = 1_000): Promise<void> => {
  orders += 1
  const order = {
    merchantId,
    customerId,
    number: `L-${orders}`,
    kind: 'purchase' as const,
    placedAt: Date.now() - daysAgo * day,
    currency: 'GBP',
    country: null,
    lines: [{ productCode: 'P', description: 'Tea', quantity: 1, unitPrice: pence }],
    importId: null,
  }
  await server.db.inOrganisation(organisation, async (tx) =>
    server.customerSide.orders.placeOrders(tx, [order], { actor: 'system', purpose: 'service-contract' }),
  )
}

type OfCustomer = { stage: string | null; class: string; items: LifecycleChange[] }
const standing = async (id: string) => (await ask<OfCustomer>('GET', `/api/customers/${id}/lifecycle`)).body
const reaches = async (id: string, stage: string, valueClass?: string) =>
  eventually(`the customer is ${stage} ${valueClass ?? ''}`, async () => {
    const found = await standing(id)
    return found.stage === stage && (valueClass === undefined || found.class === valueClass) && found
  })

const person = async (reference: string) => (await newCustomer(server, organisation, reference)).id
const overview = async () =>
  (
    await ask<{ version: number | null; counts: { stage: string; customers: number }[]; days: object[] }>(
      'GET',
      lifecycleRoutes.overview.path,
    )
  ).body

/** What is said of the orders is another matter: they were moved in time above. */
const audit = async () =>
  (await auditFindings(server.db, organisation))
    .filter(({ code }) => code.startsWith('LIFECYCLE'))
    .map(({ code, key }) => ({ code, key }))

describe('customers of a company', () => {
  it('have no stage while there are no rules, and each has one soon after', async () => {
    const early = await person('L-early')
    expect(await standing(early)).toMatchObject({ stage: null, items: [] })
    expect(await overview()).toMatchObject({ version: null, counts: [] })
    const made = await ask('POST', lifecycleRoutes.save.path, { version: 0, rules })
    expect(made).toEqual({ status: 200, body: { version: 1 } })
    const { items } = await reaches(early, 'prospect', '')
    expect(items).toMatchObject([{ fromStage: null, toStage: 'prospect', facts: { orders: 0, lastOrderAt: null } }])
  })

  it('move with what they buy, and each move says by what it was decided', async () => {
    const id = await person('L-1')
    await reaches(id, 'prospect')
    await buy(id, 200)
    await reaches(id, 'developing', 'C')
    await buy(id, 120)
    await buy(id, 50, 60_000)
    await reaches(id, 'growing', 'A')
    for (const daysAgo of [45, 40, 35, 30, 25]) await buy(id, daysAgo)
    const { items } = await reaches(id, 'mature', 'A')
    expect(items.map(({ toStage }) => toStage).slice(0, 1)).toEqual(['mature'])
    expect(items[0]).toMatchObject({
      fromStage: 'growing',
      version: 1,
      facts: { orders: 8, spent: '67000' },
      conditions: [
        { measure: 'orders', is: 'atLeast', value: 8 },
        { measure: 'daysSinceFirst', is: 'atLeast', value: 180 },
      ],
    })
    const timeline = await ask<{ items: { kind: string }[] }>('GET', `/api/customers/${id}/timeline`)
    expect(timeline.body.items.some(({ kind }) => kind === 'lifecycle.changed')).toBe(true)
    expect(items.every((item) => heard.includes(item.id))).toBe(true)
  })

  it('decline and are lost because time goes by, and can be won back', async () => {
    const [late, gone] = [await person('L-late'), await person('L-gone')]
    for (const daysAgo of [100, 90, 80]) await buy(late, daysAgo)
    const declining = await reaches(late, 'declining')
    expect(declining.items[0]?.conditions.map(({ measure }) => measure)).toEqual([
      'orders',
      'lateness',
      'daysSinceLast',
    ])
    await buy(gone, 364)
    await reaches(gone, 'developing')
    const { rows } = await server.db.owner.query<{ due: number }>(
      `select extract(epoch from due_at - now()) / 86400 as due from customer_lifecycle where customer_id = $1`,
      [gone],
    )
    expect(Math.round(Number(rows[0]?.due))).toBe(1)
    // Two days go by for this customer: nothing happens but that the time has come.
    for (const table of ['"order"', 'customer_figures', 'customer_lifecycle']) {
      const columns = {
        '"order"': ['placed_at'],
        customer_figures: ['first_order_at', 'last_order_at'],
        customer_lifecycle: ['ordered_at', 'due_at'],
      }[table]!
      const set = columns.map((column) => `${column} = ${column} - interval '2 days'`).join(', ')
      await server.db.owner.query(`update ${table} set ${set} where customer_id = $1`, [gone])
    }
    await reaches(gone, 'lost')
    await buy(gone, 0)
    const { items } = await reaches(gone, 'won-back')
    expect(items.map(({ toStage }) => toStage)).toEqual([
      'won-back',
      'lost',
      'developing',
      ...items.slice(3).map(({ toStage }) => toStage),
    ])
    expect(items[0]?.facts.returnedAt).not.toBeNull()
  })

  it('can be listed by stage and class', async () => {
    const listed = async (field: string, value: string): Promise<number> => {
      const filter = JSON.stringify({ field, is: 'anyOf', values: [value] })
      const { body } = await ask<{ items: object[] }>('GET', `/api/customers?filter=${encodeURIComponent(filter)}`)
      return body.items.length
    }
    expect(await listed('stage', 'mature')).toBe(1)
    expect(await listed('class', 'A')).toBe(1)
    expect(await listed('class', 'Z')).toBe(0)
  })

  it('are counted by stage for today', async () => {
    const { counts, days } = await overview()
    const { rows } = await server.db.owner.query<{ stage: string; customers: number }>(
      `select stage, count(*)::int as customers from customer_lifecycle where organisation_id = $1 group by 1 order by 1`,
      [organisation],
    )
    const sums = new Map<string, number>()
    for (const { stage, customers } of counts) sums.set(stage, (sums.get(stage) ?? 0) + customers)
    expect([...sums].toSorted(([a], [b]) => (a < b ? -1 : 1))).toEqual(
      rows.map(({ stage, customers }) => [stage, customers]),
    )
    expect(days).toContainEqual({ day: new Date().toISOString().slice(0, 10), stage: 'declining', customers: 1 })
  })
})

describe('rules', () => {
  const strict: LifecycleRules = {
    ...rules,
    stages: [{ stage: 'lost', all: [{ measure: 'daysSinceLast', is: 'atLeast', value: 20 }] }, ...rules.stages],
    classes: { by: 'share', shares: [50] },
  }

  it('can be tried out before they count, and do then what was foretold', async () => {
    const tried = await ask<LifecycleSimulation>('POST', lifecycleRoutes.simulate.path, strict)
    expect(tried.status).toBe(200)
    expect(tried.body.stages).toContainEqual({ from: 'mature', to: 'lost', customers: 1 })
    expect(tried.body.stages).toContainEqual({ from: 'declining', to: 'lost', customers: 1 })
    expect((await overview()).version).toBe(1)
    expect((await ask('POST', lifecycleRoutes.save.path, { version: 1, rules: strict })).body).toEqual({ version: 2 })
    await eventually('everybody was looked at', async () => {
      const { body } = await ask<LifecycleSimulation>('POST', lifecycleRoutes.simulate.path, strict)
      return body.changing === 0
    })
    const lost = (await overview()).counts
      .filter(({ stage }) => stage === 'lost')
      .reduce((sum, { customers }) => sum + customers, 0)
    expect(lost).toBe(
      tried.body.stages.filter(({ to }) => to === 'lost').reduce((sum, { customers }) => sum + customers, 0),
    )
  })

  it('by share follow what is spent', async () => {
    const found = async () =>
      (
        await ask<{ boundaries: string[]; counts: { class: string; customers: number }[] }>(
          'GET',
          lifecycleRoutes.overview.path,
        )
      ).body
    const before = await found()
    expect(before.boundaries).toHaveLength(1)
    const rich = await person('L-rich')
    await buy(rich, 1, 900_000)
    await reaches(rich, 'developing', 'A')
    const { rows } = await server.db.owner.query<{ spent: string }>(
      `select f.spent::text from customer_figures f where f.organisation_id = $1 and f.order_count > 0 order by f.spent desc`,
      [organisation],
    )
    await eventually('the better half is class A', async () => {
      const { boundaries } = await found()
      return boundaries[0] === rows[Math.ceil(rows.length / 2) - 1]?.spent
    })
  })

  it('have versions: nobody overwrites another’s, and who set them is known', async () => {
    const stale = await ask('POST', lifecycleRoutes.save.path, { version: 1, rules })
    expect([stale.status, stale.body]).toMatchObject([409, { code: 'LIFECYCLE_RULES_CHANGED', stored: { version: 2 } }])
    const { body } = await ask<{ items: { version: number; createdByName: string | null }[] }>(
      'GET',
      lifecycleRoutes.versions.path,
    )
    expect(body.items.map(({ version }) => version)).toEqual([2, 1])
    expect(body.items[0]?.createdByName).toMatch(/^Person/)
  })

  it('that could leave somebody without a stage or a class are refused', async () => {
    const bad: object[] = [
      { ...rules, stages: rules.stages.slice(0, -1) },
      { ...rules, stages: [...rules.stages, { stage: 'lost', all: [] }] },
      { ...rules, stages: [{ stage: 'rich', all: [] }] },
      {
        ...rules,
        stages: [
          { stage: 'lost', all: [{ measure: 'orders; drop table customer', is: 'atLeast', value: 1 }] },
          { stage: 'growing', all: [] },
        ],
      },
      {
        ...rules,
        stages: [
          { stage: 'lost', all: [{ measure: 'orders', is: 'atLeast', value: 1.5 }] },
          { stage: 'growing', all: [] },
        ],
      },
      { ...rules, classes: { by: 'spent', atLeast: [10, 20] } },
      { ...rules, classes: { by: 'share', shares: [60, 40] } },
    ]
    for (const each of bad) expect((await ask('POST', lifecycleRoutes.simulate.path, each)).status).toBe(400)
  })

  it('belong to one organisation', async () => {
    const other = await server.signIn('owner', server.organisations[1])
    const { rows } = await server.db.owner.query<{ id: string }>(
      'select customer_id as id from customer_lifecycle limit 1',
    )
    expect((await ask('GET', `/api/customers/${rows[0]!.id}/lifecycle`, undefined, other)).status).toBe(404)
    expect((await ask('GET', lifecycleRoutes.overview.path, undefined, other)).body).toMatchObject({
      version: null,
      counts: [],
    })
  })
})

describe('what was decided', () => {
  it('cannot be changed unnoticed', async () => {
    const sealed = await eventually('everything is sealed', async () => (await audit()).length === 0)
    expect(sealed).toBe(true)
    const { rows } = await server.db.owner.query<{ id: string; entry: string }>(
      `select id, entry_id as entry from lifecycle_change where organisation_id = $1 order by id desc limit 1`,
      [organisation],
    )
    const { id, entry } = rows[0]!
    await server.db.owner.query(`update lifecycle_change set to_class = 'Z' where id = $1`, [id])
    const findings = await eventually('the audit reads the entry', async () => {
      const found = await audit()
      return found.some(({ code }) => code === 'LIFECYCLE_CHANGE_CHANGED') && found
    })
    expect(findings).toContainEqual({ code: 'LIFECYCLE_CHANGE_CHANGED', key: `entry ${entry}` })
    expect(findings.map(({ code }) => code)).toContain('LIFECYCLE_STANDING_CHANGED')
  })
})
