import type { Access, Role } from '@candor/api'
import type { FastifyRequest, onRequestAsyncHookHandler, RouteOptions } from 'fastify'
import { httpErrors } from './errors.ts'

export type { Access, Role } from '@candor/api'

/** A signed-in member of staff. */
export type StaffSession = {
  readonly sessionId: string
  readonly userId: string
  readonly organisationId: string
  readonly role: Role
}

/** A signed-in customer. Never to be confused with staff: other cookie, other table, other type. */
export type CustomerSession = {
  readonly sessionId: string
  readonly customerId: string
  readonly organisationId: string
}

/** Finds out who sends a request; given by the module that keeps the sessions. */
export type Sessions = {
  readonly staff: (request: FastifyRequest) => Promise<StaffSession | undefined>
  readonly customer: (request: FastifyRequest) => Promise<CustomerSession | undefined>
}

declare module 'fastify' {
  interface FastifyContextConfig {
    /** Who may call the route. A route that does not say is not served. */
    access: Access
    /** Whether the route takes an `Idempotency-Key`. */
    idempotent?: boolean
  }
  interface FastifyRequest {
    staff: StaffSession | null
    customer: CustomerSession | null
  }
}

/** Routes that plugins of others register and that are open to everybody: the web apps and the API reference. */
const openRoutes = /^\/(\*|portal|portal\/\*?|api\/docs.*)$/

/** Refuses, while the server starts, a route that does not say who may call it. */
export const requireDeclaredAccess = (route: RouteOptions): void => {
  if (route.config?.access !== undefined) return
  if (!openRoutes.test(route.url)) {
    throw new Error(`the route ${String(route.method)} ${route.url} does not declare its access`)
  }
  route.config = { ...route.config, access: 'public', rateLimit: false }
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
    if (!access.staff.includes(request.staff.role)) {
      throw httpErrors.HTTP_FORBIDDEN(
        `the role ${request.staff.role} may not do this; needed: ${access.staff.join(' or ')}`,
      )
    }
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

/** Who acts, as the journal writes it: `staff:<id>` or `customer:<id>`. */
export const actorOf = (request: FastifyRequest): string =>
  request.customer === null ? `staff:${staffOf(request).userId}` : `customer:${request.customer.customerId}`
