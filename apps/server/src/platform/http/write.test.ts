import { defineRoute } from '@candor/api'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { testServer, type SignedIn, type TestServer } from '../../testing/index.ts'
import { uuidv7 } from '../ids.ts'
import { platformErrors } from '../platform-errors.ts'
import type { App } from '../platform.ts'
import { route } from './route.ts'
import { read, write } from './write.ts'

const body = z.strictObject({ kind: z.string(), id: z.uuid().optional(), fail: z.boolean().optional() })
const response = z.object({ id: z.uuid() })
const common = {
  method: 'POST',
  access: { right: 'customer.write' },
  tag: 'Test',
  summary: 'Test',
  body,
  response,
} as const
const once = defineRoute({ ...common, id: 'testOnce', path: '/api/test/once', status: 201, idempotent: true })
const always = defineRoute({ ...common, id: 'testAlways', path: '/api/test/always' })
const seen = defineRoute({
  id: 'testSeen',
  method: 'GET',
  path: '/api/test/seen',
  access: { right: 'customer.write' },
  tag: 'Test',
  summary: 'Test',
  response: z.object({ kinds: z.array(z.string()) }),
})

let hold: Promise<void> | undefined

const extend = (app: App): void => {
  for (const contract of [once, always]) {
    route(app, contract, async ({ body: { kind, id = uuidv7(), fail }, request }) =>
      write(request, async (tx) => {
        await tx.rows({
          text: `insert into job (organisation_id, id, kind, input, created_by) values ($1, $2, $3, '{}', 'system')`,
          values: [tx.organisationId, id, kind],
        })
        await hold
        if (fail === true) throw platformErrors.CONFLICT('as asked')
        return { id }
      }),
    )
  }
  route(app, seen, async ({ request }) =>
    read(request, async (tx) => {
      const rows = await tx.rows<{ kind: string }>({ text: 'select kind from job' })
      return { kinds: rows.map(({ kind }) => kind) }
    }),
  )
}

let server: TestServer
let agent: SignedIn
beforeAll(async () => {
  server = await testServer({ extend })
  agent = await server.signIn('sales')
})
afterAll(async () => server.close())

const send = async (key: string | undefined, payload: object, { headers } = agent, url: string = once.path) =>
  server.app.inject({
    method: 'POST',
    url,
    headers: { ...headers, ...(key !== undefined && { 'idempotency-key': key }) },
    payload,
  })
const count = async (kind: string): Promise<number> => {
  const { rows } = await server.db.owner.query<{ n: number }>('select count(*) as n from job where kind = $1', [kind])
  return rows[0]?.n ?? 0
}

describe('a write with an Idempotency-Key', () => {
  it('has one effect and one answer, however often it is sent', async () => {
    const key = uuidv7()
    const first = await send(key, { kind: 'one' })
    const second = await send(key, { kind: 'one' })
    expect([first.statusCode, second.statusCode]).toEqual([201, 201])
    expect(second.json()).toEqual(first.json())
    expect(first.headers['idempotency-replayed']).toBeUndefined()
    expect(second.headers['idempotency-replayed']).toBe('true')
    expect(await count('one')).toBe(1)
  })

  it('has one effect when the same request arrives many times at once', async () => {
    const key = uuidv7()
    const release = Promise.withResolvers<void>()
    hold = release.promise
    const sent = Array.from({ length: 8 }, async () => send(key, { kind: 'many' }))
    setTimeout(release.resolve, 200)
    const answers = await Promise.all(sent)
    hold = undefined
    expect(new Set(answers.map((answer) => answer.body)).size).toBe(1)
    expect(answers.map(({ statusCode }) => statusCode)).toEqual(Array.from({ length: 8 }, () => 201))
    expect(await count('many')).toBe(1)
  })

  it('gets the first answer although what the first one made is in its way', async () => {
    const [key, id] = [uuidv7(), uuidv7()]
    const release = Promise.withResolvers<void>()
    hold = release.promise
    const sent = Array.from({ length: 4 }, async () => send(key, { kind: 'taken', id }))
    setTimeout(release.resolve, 200)
    const answers = await Promise.all(sent)
    hold = undefined
    expect(answers.map(({ statusCode }) => statusCode)).toEqual([201, 201, 201, 201])
    expect((await send(uuidv7(), { kind: 'taken', id })).statusCode).toBeGreaterThanOrEqual(400)
    expect(await count('taken')).toBe(1)
  })

  it('is refused when the key was used for something else', async () => {
    const key = uuidv7()
    await send(key, { kind: 'two' })
    expect((await send(key, { kind: 'three' })).json()).toMatchObject({
      status: 422,
      code: 'HTTP_IDEMPOTENCY_KEY_REUSED',
    })
    expect(await count('three')).toBe(0)
  })

  it('may be tried again with the same key after a failure, which leaves nothing behind', async () => {
    const key = uuidv7()
    expect((await send(key, { kind: 'four', fail: true })).statusCode).toBe(409)
    expect(await count('four')).toBe(0)
    expect((await send(key, { kind: 'four' })).statusCode).toBe(201)
    expect(await count('four')).toBe(1)
  })

  it('is told apart from the same key of another person or organisation', async () => {
    const key = uuidv7()
    const other = await server.signIn('sales')
    const elsewhere = await server.signIn('sales', server.organisations[1])
    const bodies = [
      await send(key, { kind: 'five' }),
      await send(key, { kind: 'five' }, other),
      await send(key, { kind: 'five' }, elsewhere),
    ]
    expect(new Set(bodies.map((answer) => answer.body)).size).toBe(3)
  })

  it.each(['short', 'with a space in it', 'x'.repeat(256)])('refuses the key %j', async (key) => {
    expect((await send(key, { kind: 'six' })).json()).toMatchObject({
      status: 400,
      code: 'HTTP_IDEMPOTENCY_KEY_INVALID',
    })
  })

  it('keeps neither key nor answer in clear', async () => {
    const key = `planted-${uuidv7()}`
    const { id } = (await send(key, { kind: 'seven' })).json<{ id: string }>()
    const { rows } = await server.db.owner.query<{ row: string }>(
      'select k::text || encode(answer, $1) as row from idempotency_key k',
      ['escape'],
    )
    expect(rows.length).toBeGreaterThan(0)
    expect(rows.filter(({ row }) => row.includes(key) || row.includes(id))).toEqual([])
  })
})

describe('a write without one', () => {
  it('has its effect each time', async () => {
    await send(undefined, { kind: 'eight' })
    await send(undefined, { kind: 'eight' })
    expect(await count('eight')).toBe(2)
  })

  it('is what a route gets that takes no keys, whatever is sent', async () => {
    const key = uuidv7()
    await send(key, { kind: 'nine' }, agent, always.path)
    await send(key, { kind: 'nine' }, agent, always.path)
    expect(await count('nine')).toBe(2)
  })
})

describe('a read', () => {
  it('sees the caller’s organisation', async () => {
    const elsewhere = await server.signIn('sales', server.organisations[1])
    await send(undefined, { kind: 'hidden' })
    const response = await server.app.inject({ url: seen.path, headers: elsewhere.headers })
    expect(response.json().kinds).not.toContain('hidden')
  })
})
