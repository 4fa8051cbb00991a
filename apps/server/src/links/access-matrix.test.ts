import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Access } from '../platform/http/access.ts'
import { uuidv7 } from '../platform/ids.ts'
import { eventually, testServer, type TestServer } from '../testing/index.ts'
import { routeClasses, type RouteClass } from './access-classes.ts'
import { disclosures } from './disclosures.ts'
import { callersOf, isAllowed, makeThings, type Caller, type Things } from './access-testing.ts'

let server: TestServer
let folder: string
const things = new Map<string, Things>()
const callers: Caller[] = []

beforeAll(async () => {
  // Reached from elsewhere, so that the mailbox is not open to everybody on this machine; and a witness for others, so that
  // it serves what it serves only then.
  folder = mkdtempSync(join(tmpdir(), 'candor-matrix-'))
  const logs = join(folder, 'logs')
  writeFileSync(logs, '')
  server = await testServer({ env: { CANDOR_HOST: '0.0.0.0', CANDOR_WITNESS_LOGS: logs } })
  await Promise.all(
    server.organisations.map(async (organisationId) => {
      const made = await makeThings(server, await server.signIn('owner', organisationId))
      things.set(organisationId, made)
      callers.push(...(await callersOf(server, organisationId, made.customers)))
    }),
  )
  callers.push({ name: 'nobody', headers: {}, organisationId: undefined, kind: undefined, rights: new Set() })
})
afterAll(async () => {
  await server.close()
  rmSync(folder, { recursive: true, force: true })
})

type Route = { readonly method: string; readonly url: string; readonly needed: RouteClass }

const routes: readonly Route[] = Object.entries(routeClasses).map(([key, needed]) => {
  const [method = '', url = ''] = key.split(' ')
  return { method, url, needed }
})

/** Streams answer until somebody hangs up. */
const streams = new Set(['/api/events', '/api/portal/events'])

/** What routes have to be asked, where an address alone asks nothing. */
const queries: Readonly<Record<string, string>> = {
  '/api/customers/:id/consents/may-use': 'purpose=news&category=contact&recipient=own',
  '/api/calendar/holidays': 'country=GB&year=2026',
  '/api/object-records': 'search=parcel',
}

/** The address of a route for a thing; what is not known by an id of ours gets one that nothing has. */
const addressOf = (url: string, of: Things | undefined): string => {
  const kind = url.replace('/api/portal/', '/api/').split('/')[2] ?? ''
  const named = ({ entries: 'journal', 'custom-values': 'customers' } as Record<string, string>)[kind] ?? kind
  const id = of?.[named as keyof Things] ?? uuidv7()
  const query = queries[url]
  const path = query === undefined ? url : `${url}?${query}`
  return path
    .replace(':id', url.includes('invitations') ? uuidv7() : id)
    .replace(':object', url.includes('/objects/') ? 'parcel' : 'customer')
    .replace(':entryId', uuidv7())
    .replace(':page', uuidv7())
    .replace(':organisationId', uuidv7())
    .replace(':number', '0')
    .replace(':name', 'Points')
    .replace(':token', 'x'.repeat(86))
    .replace('*', 'x')
}

/** Calls with a body that no route takes: who is let in is told by the answer, and nothing is done. */
const call = async ({ method, url }: Pick<Route, 'method' | 'url'>, caller: Caller, of: Things | undefined) => {
  const response = await server.app.inject({
    method: method as 'GET',
    url: addressOf(url, of),
    headers: caller.headers,
    payloadAsStream: true,
    ...(method !== 'GET' && method !== 'DELETE' && method !== 'OPTIONS' && { payload: { 'no such field': true } }),
  })
  const stream = response.stream()
  if (streams.has(url) && response.statusCode === 200) {
    stream.destroy()
    return { status: 200, text: '' }
  }
  let text = ''
  for await (const chunk of stream) text += String(chunk)
  return { status: response.statusCode, text }
}

const classOf = (access: Access): RouteClass => (typeof access === 'object' ? access.right : access)

/** Tables that no request writes: how far the chain was read goes on by itself. */
const movedByItself = new Set(['ledger_cursor'])

/** A digest of every table that requests can change, by name. */
const digests = async (): Promise<Map<string, string>> => {
  const { owner } = server.db
  const { rows: tables } = await owner.query<{ name: string; place: string }>(
    `select case n.nspname when 'public' then c.relname else n.nspname || '.' || c.relname end as name,
            format('%I.%I', n.nspname, c.relname) as place
       from pg_class c join pg_namespace n on n.oid = c.relnamespace
      where c.relkind = 'r' and n.nspname not in ('pg_catalog', 'information_schema') order by 1`,
  )
  const found = new Map<string, string>()
  for (const { name, place } of tables.filter((table) => !movedByItself.has(table.name))) {
    const { rows } = await owner.query<{ digest: string }>(
      `select coalesce(md5(string_agg(line, '' order by line)), '') as digest from (select md5(t::text) as line from ${place} t) l`,
    )
    found.set(name, rows[0]?.digest ?? '')
  }
  return found
}

describe('who may call which route', () => {
  it('is written down for every route that is served, and for none that is not', () => {
    const served = new Map(
      server.app.declaredRoutes
        .filter(({ method, url }) => method !== 'HEAD' && !url.startsWith('/api/docs'))
        .map(({ method, url, access }) => [`${method} ${url}`, classOf(access)]),
    )
    const isPage = (key: string): boolean => /^GET \/(portal\/?\*?|\*)?$/.test(key)
    const missing = [...served.keys()].filter((key) => !(key in routeClasses))
    expect(missing, 'new routes: say in access-classes.ts who may call them').toEqual([])
    const gone = Object.keys(routeClasses).filter((key) => !served.has(key) && !isPage(key))
    expect(gone, 'routes in access-classes.ts that are not served').toEqual([])
    for (const [key, needed] of served) expect([key, needed]).toEqual([key, routeClasses[key]])
  })

  it('says of every route for staff what it gives out of people’s data', () => {
    const forStaff = Object.entries(routeClasses)
      .filter(([, needed]) => needed !== 'public' && needed !== 'customer')
      .map(([key]) => key)
    expect(
      forStaff.filter((key) => !(key in disclosures)),
      'new routes: say in disclosures.ts whose data they give out',
    ).toEqual([])
    expect(Object.keys(disclosures).filter((key) => !forStaff.includes(key))).toEqual([])
  })

  it('covers every route of the OpenAPI description', async () => {
    const document = (await server.app.inject('/api/openapi.json')).json<{ paths: Record<string, object> }>()
    const described = Object.entries(document.paths).flatMap(([path, operations]) =>
      Object.keys(operations).map((method) => `${method.toUpperCase()} ${path.replaceAll(/\{(\w+)\}/g, ':$1')}`),
    )
    expect(described.length).toBeGreaterThan(50)
    expect(described.filter((key) => !(key in routeClasses))).toEqual([])
  })

  it('is obeyed for every caller of both organisations, and a refusal changes nothing', async () => {
    const before = await eventually('what was made before is sealed and published', async () => {
      const first = await digests()
      await new Promise((resolve) => setTimeout(resolve, 300))
      const second = await digests()
      return [...first].every(([name, digest]) => second.get(name) === digest) && second
    })
    let refused = 0
    for (const caller of callers) {
      for (const route of routes.filter(({ needed }) => !isAllowed(caller, needed))) {
        const own = caller.organisationId === undefined ? undefined : things.get(caller.organisationId)
        const { status } = await call(route, caller, own)
        const expected = caller.kind === 'staff' && route.needed !== 'customer' ? 403 : 401
        expect([caller.name, route.method, route.url, status]).toEqual([caller.name, route.method, route.url, expected])
        refused += 1
      }
    }
    expect(refused).toBeGreaterThan(500)
    const after = await digests()
    const changed = [...before].filter(([name, digest]) => after.get(name) !== digest)
    expect(changed.map(([name]) => name)).toEqual([])
  })

  it('lets everybody in whose role has the right', async () => {
    // Roles are the same in every organisation: one is enough.
    for (const caller of callers.filter(({ organisationId }) => organisationId !== server.organisations[1])) {
      for (const route of routes.filter(({ needed }) => needed !== 'public' && isAllowed(caller, needed))) {
        const { status, text } = await call(route, caller, things.get(caller.organisationId ?? ''))
        const said = [caller.name, route.method, route.url, status, text.slice(0, 200)]
        expect([401, 403], said.join(' ')).not.toContain(status)
        expect(status, said.join(' ')).toBeLessThan(500)
      }
    }
  })

  it('shows nobody anything of the other organisation', async () => {
    const named = routes.filter(
      ({ method, url, needed }) => method === 'GET' && needed !== 'public' && /:id\b/.test(url),
    )
    const listed = routes.filter(
      ({ method, url, needed }) => method === 'GET' && needed !== 'public' && !url.includes(':'),
    )
    for (const caller of callers.filter(({ kind }) => kind !== undefined)) {
      const [, other] = [...things].find(([organisationId]) => organisationId !== caller.organisationId) ?? []
      if (other === undefined) throw new Error('there is no other organisation')
      const foreign = Object.values(other)
      for (const route of named.filter(({ needed }) => isAllowed(caller, needed))) {
        const { status } = await call(route, caller, other)
        expect([caller.name, route.url, status]).toEqual([caller.name, route.url, 404])
      }
      for (const route of listed.filter(({ needed }) => isAllowed(caller, needed))) {
        const { text } = await call(route, caller, undefined)
        expect(
          foreign.filter((id) => text.includes(id)),
          `${caller.name} ${route.url}`,
        ).toEqual([])
      }
    }
  })
})
