import { isRight, type Access, type Right } from '@candor/api'
import type { FastifyInstance, FastifyRequest, onRequestAsyncHookHandler, RouteOptions } from 'fastify'
import { httpErrors } from './errors.ts'

export type { Access, Right, Role } from '@candor/api'

/** A signed-in member of staff. */
export type StaffSession = {
  readonly sessionId: string
  /** Of the person, or of the key of a program. */
  readonly userId: string
  /** As the journal writes it: `staff:<id>`, or `key:<id>` for a program. */
  readonly actor: string
  readonly organisationId: string
  /** One of the roles that every organisation has, or the id of a role that this one made. */
  readonly role: string
  readonly rights: ReadonlySet<Right>
  /** What the role would also give, were it not switched off for the whole organisation. */
  readonly withheld: ReadonlySet<Right>
}

/** A signed-in customer. Never to be confused with staff: other cookie, other table, other type. */
export type CustomerSession = {
  readonly sessionId: string
  readonly customerId: string
  readonly organisationId: string
}

/** A route as it was put on the server. */
export type DeclaredRoute = { readonly method: string; readonly url: string; readonly access: Access }

/** Finds the emergency opening by which a request may read what the right for it would be needed for. */
export type FindEmergency = (request: FastifyRequest) => Promise<string | undefined>

/** Finds out who sends a request; given by the module that keeps the sessions. */
export type Sessions = {
  readonly staff: (request: FastifyRequest) => Promise<StaffSession | undefined>
  readonly customer: (request: FastifyRequest) => Promise<CustomerSession | undefined>
  /** Whether a session found before still holds: it was not ended, and its rights are what they were. */
  readonly staffHolds: (session: StaffSession) => boolean
}

declare module 'fastify' {
  interface FastifyContextConfig {
    /** Who may call the route. A route that does not say is not served. */
    access: Access
    /** Whether the route takes an `Idempotency-Key`. */
    idempotent?: boolean
    /** Requests a minute of one session or, where nobody is signed in, of one address; of dear routes fewer than of others. */
    requestsAMinute?: number
  }
  interface FastifyInstance {
    /** Lets somebody into a record that their rights do not reach. Given by the module that keeps such openings. */
    emergencies: { find: FindEmergency }
    /** Every route that is served, with who may call it. */
    declaredRoutes: DeclaredRoute[]
  }
  interface FastifyRequest {
    staff: StaffSession | null
    /** The emergency opening without which the request would be refused. */
    emergency: string | null
    customer: CustomerSession | null
  }
}

/** Routes that plugins of others register and that are open to everybody: the web apps and the API reference. */
const openRoutes = /^\/(\*|portal|portal\/\*?|api\/docs.*)$/

/** Whether it is one of the four kinds of access, and a right in it is one that exists. */
const isAccess = (access: Access): boolean =>
  typeof access === 'object' ? isRight(access.right) : ['public', 'customer', 'staff'].includes(access)

/** Refuses, while the server starts, a route that does not say who may call it, or names a right that does not exist. */
export const requireDeclaredAccess = (route: RouteOptions): void => {
  const access = route.config?.access
  if (access !== undefined) {
    if (isAccess(access)) return
    throw new Error(`the route ${String(route.method)} ${route.url} names an access that does not exist`)
  }
  if (!openRoutes.test(route.url)) {
    throw new Error(`the route ${String(route.method)} ${route.url} does not declare its access`)
  }
  route.config = { ...route.config, access: 'public', rateLimit: false }
}

/** From now on every route of the server has to declare its access, and is kept in `app.declaredRoutes`. */
export const requireAccess = (app: FastifyInstance): void => {
  app.decorate('declaredRoutes', [])
  app.addHook('onRoute', (route) => {
    requireDeclaredAccess(route)
    const access = route.config?.access ?? 'public'
    for (const method of [route.method].flat()) app.declaredRoutes.push({ method, url: route.url, access })
  })
}

/** @throws HTTP_FORBIDDEN when a member of staff lacks a right, HTTP_SWITCHED_OFF when the organisation does without it */
export const requireRight = ({ role, rights, withheld }: StaffSession, right: Right): void => {
  if (rights.has(right)) return
  if (withheld.has(right))
    throw httpErrors.HTTP_SWITCHED_OFF(`what ${right} is for is switched off in this organisation`)
  throw httpErrors.HTTP_FORBIDDEN(`this needs the right ${right}, which the role ${role} does not have`)
}

/** What a live event tells of, as the right to read it; an event of another topic is for all staff. */
const rightOfTopic: Readonly<Record<string, Right>> = {
  deal: 'deal.read',
  duplicates: 'customer.merge',
  event: 'event.read',
  import: 'import.read',
  viewing: 'customer.read',
  points: 'points.read',
  reward: 'points.read',
  privacy: 'privacy.manage',
  sales: 'sales.read',
  ticket: 'ticket.read',
  journal: 'journal.read',
  ledger: 'ledger.read',
  lifecycle: 'figures.read',
}

/** Whether a member of staff may hear a live event of this topic. */
export const mayHear = ({ rights }: StaffSession, topic: string): boolean => {
  const right = rightOfTopic[topic]
  return right === undefined || rights.has(right)
}

const safeMethods = new Set(['GET', 'HEAD', 'OPTIONS'])

/**
 * A page of another site can make a browser send our cookies, but not hide that it did: `Origin` and
 * `Sec-Fetch-Site` are written by the browser. Programs send neither.
 * @throws HTTP_CROSS_SITE
 */
export const refuseCrossSite = (request: FastifyRequest): void => {
  if (safeMethods.has(request.method)) return
  const { origin } = request.headers
  const site = request.headers['sec-fetch-site']
  const foreignOrigin = origin !== undefined && (!URL.canParse(origin) || new URL(origin).host !== request.host)
  const foreignSite = site !== undefined && site !== 'same-origin' && site !== 'none'
  if (foreignOrigin || foreignSite) throw httpErrors.HTTP_CROSS_SITE('the request comes from a page of another site')
}

/** Addresses of what concerns a person at work and nobody else: one's account, choices, notifications. */
const ownAddress = /^\/api\/(?:account|auth|events|following|notifications|preferences|session)\b/

/** @throws HTTP_FORBIDDEN where a program asks for what is a person's own */
const refuseProgram = ({ staff, routeOptions }: FastifyRequest): void => {
  if (staff?.actor.startsWith('key:') === true && ownAddress.test(routeOptions.url ?? ''))
    throw httpErrors.HTTP_FORBIDDEN('this belongs to a person; a program with a key has none of it')
}

/** The hook that lets a request in or not. Runs before the body is read. */
export const accessHook =
  (sessions: Sessions): onRequestAsyncHookHandler =>
  async (request) => {
    // A request that meets no route has no access to check; it is answered with 404.
    if (request.is404) return
    const { access } = request.routeOptions.config
    if (access === 'public') return
    refuseCrossSite(request)
    if (access === 'customer') {
      request.customer = (await sessions.customer(request)) ?? null
      if (request.customer === null) throw httpErrors.HTTP_NOT_SIGNED_IN('a customer must sign in for this')
      return
    }
    request.staff = (await sessions.staff(request)) ?? null
    if (request.staff === null) throw httpErrors.HTTP_NOT_SIGNED_IN('a member of staff must sign in for this')
    refuseProgram(request)
    if (access === 'staff' || request.staff.rights.has(access.right)) return
    request.emergency = (await request.server.emergencies.find(request)) ?? null
    if (request.emergency === null) requireRight(request.staff, access.right)
  }

/** Who of the staff calls. Only for routes with staff access. */
export const staffOf = (request: FastifyRequest): StaffSession => {
  if (request.staff === null) throw new Error('this route has no staff access')
  return request.staff
}

/** Which customer calls. Only for routes with customer access. */
export const customerOf = (request: FastifyRequest): CustomerSession => {
  if (request.customer === null) throw new Error('this route has no customer access')
  return request.customer
}

/** The organisation of whoever is signed in. */
export const organisationOf = (request: FastifyRequest): string =>
  (request.staff ?? request.customer ?? staffOf(request)).organisationId

/** Who acts, as the journal writes it: `staff:<id>`, `key:<id>` or `customer:<id>`. */
export const actorOf = (request: FastifyRequest): string =>
  request.customer === null ? staffOf(request).actor : `customer:${request.customer.customerId}`
