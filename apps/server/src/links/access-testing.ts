import { rights, rightsOfRole, roles, type Right } from '@candor/api'
import type { Role } from '../platform/http/access.ts'
import type { SignedIn, TestServer } from '../testing/index.ts'
import type { RouteClass } from './access-classes.ts'
import { fileOf, importer, openShops, row } from './imports-testing.ts'

/** Somebody who calls, and what they may do. */
export type Caller = {
  readonly name: string
  readonly headers: Record<string, string>
  readonly organisationId: string | undefined
  /** undefined for nobody. */
  readonly kind: 'staff' | 'customer' | undefined
  readonly rights: ReadonlySet<Right>
}

/** Whether a caller may call routes of a class. */
export const isAllowed = ({ kind, rights: own }: Caller, needed: RouteClass): boolean => {
  if (needed === 'public') return true
  if (needed === 'customer' || needed === 'staff') return kind === needed
  return kind === 'staff' && own.has(needed)
}

/** Things that an organisation has, by the first part of the addresses that name them. */
export type Things = Readonly<
  Record<
    | 'customers'
    | 'companies'
    | 'fields'
    | 'orders'
    | 'imports'
    | 'journal'
    | 'staff'
    | 'roles'
    | 'tasks'
    | 'deals'
    | 'products'
    | 'sales-documents'
    | 'tickets'
    | 'objects'
    | 'notifications',
    string
  >
>

const json = async <Body>(server: TestServer, who: SignedIn, url: string, payload?: object): Promise<Body> => {
  const method = payload === undefined ? 'GET' : 'POST'
  const response = await server.app.inject({ method, url, headers: who.headers, ...(payload && { payload }) })
  if (response.statusCode >= 300) throw new Error(`${method} ${url}: ${response.body}`)
  return response.json()
}

/** Makes one of everything in an organisation. */
export const makeThings = async (server: TestServer, owner: SignedIn): Promise<Things> => {
  await openShops(server, owner.organisationId)
  await importer(server).run(owner, fileOf(row()))
  const { items: customers } = await json<{ items: { id: string }[] }>(server, owner, '/api/customers')
  const customer = customers[0]?.id ?? ''
  const { items: orders } = await json<{ items: { id: string }[] }>(server, owner, `/api/customers/${customer}/orders`)
  const { items: imports } = await json<{ items: { id: string }[] }>(server, owner, '/api/imports')
  const { items: entries } = await json<{ items: { id: string }[] }>(
    server,
    owner,
    `/api/customers/${customer}/timeline`,
  )
  const body = { name: 'Night shift', nameZh: '夜班', rights: ['customer.read'] }
  const role = await json<{ id: string }>(server, owner, '/api/roles', body)
  const invitation = { email: `somebody-${owner.organisationId}@example.com`, role: 'sales' }
  await json(server, owner, '/api/staff/invitations', invitation)
  const about = { title: 'Ring back', subject: { kind: 'customer', id: customer } }
  const task = await json<{ id: string }>(server, owner, '/api/tasks', about)
  const deal = await json<{ id: string }>(server, owner, '/api/deals', { title: 'Kettles', customer })
  const tea = { code: 'T1', name: 'Tea', nameZh: '茶', unit: 'tin', taxRate: '20', prices: [] }
  const product = await json<{ id: string }>(server, owner, '/api/products', tea)
  const quote = await json<{ id: string }>(server, owner, '/api/sales-documents', { kind: 'quote', customer })
  const wanted = { customerId: customer, subject: 'Parcel', text: 'Where is it?' }
  const ticket = await json<{ id: string }>(server, owner, '/api/tickets', wanted)
  const { items: told } = await json<{ items: { id: string }[] }>(server, owner, '/api/notifications')
  const company = await json<{ id: string }>(server, owner, '/api/companies', { profile: { name: 'Works' } })
  const field = await json<{ id: string }>(server, owner, '/api/fields/customer', {
    key: 'level',
    label: { en: 'Level', zh: '级别' },
    settings: { type: 'number' },
  })
  const name = { en: 'Parcel', zh: '包裹' }
  await json(server, owner, '/api/objects', { key: 'parcel', name, plural: name })
  const values = { title: 'The first parcel' }
  const record = await json<{ id: string }>(server, owner, '/api/objects/parcel/records', { values })
  return {
    objects: record.id,
    customers: customer,
    fields: field.id,
    companies: company.id,
    orders: orders[0]?.id ?? '',
    imports: imports[0]?.id ?? '',
    journal: entries[0]?.id ?? '',
    staff: owner.id,
    roles: role.id,
    tasks: task.id,
    deals: deal.id,
    products: product.id,
    'sales-documents': quote.id,
    tickets: ticket.id,
    // The owner is told that the import above has ended.
    notifications: told[0]?.id ?? '',
  }
}

const onOwnRole = async (server: TestServer, who: SignedIn, given: readonly Right[]): Promise<SignedIn> => {
  const { rows } = await server.db.owner.query<{ id: string }>(
    `insert into staff_role (organisation_id, name, name_zh, rights) values ($1, 'Own', '自定义', $2) returning id`,
    [who.organisationId, given],
  )
  await server.db.owner.query('update auth.membership set role = null, role_id = $2 where user_id = $1', [
    who.id,
    rows[0]?.id,
  ])
  return who
}

/** One caller of every role in an organisation, two with roles of its own, one who is kept out, and a customer. */
export const callersOf = async (server: TestServer, organisationId: string, customerId: string): Promise<Caller[]> => {
  const staff = async (name: string, given: readonly Right[], who: SignedIn): Promise<Caller> => {
    return { name, headers: who.headers, organisationId, kind: 'staff', rights: new Set(given) }
  }
  const callers = await Promise.all(
    roles.map(async (role) => staff(role, rightsOfRole[role], await server.signIn(role, organisationId))),
  )
  for (const given of [[], ['import.read', 'ledger.read']] as const) {
    const who = await onOwnRole(server, await server.signIn('partner' satisfies Role, organisationId), given)
    callers.push(await staff(`own role with ${given.length} rights`, given, who))
  }
  const out = await server.signIn('owner', organisationId)
  await server.db.owner.query('update auth.membership set deactivated_at = now() where user_id = $1', [out.id])
  callers.push({ name: 'kept out', headers: out.headers, organisationId, kind: undefined, rights: new Set(rights) })
  const { headers } = await server.signInCustomer(customerId, organisationId)
  callers.push({ name: 'customer', headers, organisationId, kind: 'customer', rights: new Set() })
  return callers
}
