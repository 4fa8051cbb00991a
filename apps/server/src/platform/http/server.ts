import { randomUUID } from 'node:crypto'
import cookie from '@fastify/cookie'
import rateLimit from '@fastify/rate-limit'
import fastify, { LogController, type FastifyInstance } from 'fastify'
import type { Registry } from 'prom-client'
import { serializerCompiler, validatorCompiler } from 'fastify-type-provider-zod'
import type { Platform } from '../platform.ts'
import { accessHook, mayHear, requireAccess, staffOf, type Sessions } from './access.ts'
import { prepareAccessLog } from './disclosure.ts'
import { registerMetrics } from './metrics.ts'
import { registerOpenApi } from './openapi.ts'
import { handleError } from './problem.ts'
import { securityHeaders } from './security-headers.ts'

declare module 'fastify' {
  interface FastifyInstance {
    platform: Platform
    /** Figures for `/metrics`: parts add their own. */
    metrics: Registry
  }
}

/** Requests a minute: for callers who are not signed in, by address; and for each session. */
const publicLimit = 1200
const sessionLimit = 300_000
const bodyLimit = 1024 * 1024
const slow = 1000

const safeRequestId = /^[\w.-]{8,64}$/

const limitByAccess = (app: FastifyInstance): void => {
  app.addHook('onRoute', (route) => {
    if (route.config === undefined || route.config.rateLimit !== undefined) return
    const signedIn = route.config.access !== 'public'
    route.config.rateLimit = {
      max: route.config.requestsAMinute ?? (signedIn ? sessionLimit : publicLimit),
      timeWindow: 60_000,
      // Signed-in callers are counted once it is known who they are.
      hook: signedIn ? 'preHandler' : 'onRequest',
      keyGenerator: (request) => (request.staff ?? request.customer)?.sessionId ?? request.ip,
    }
  })
}

const watch = (app: FastifyInstance): void => {
  app.addHook('onResponse', async (request, reply) => {
    const { method, routeOptions } = request
    const line = { method, route: routeOptions.url, status: reply.statusCode, ms: Math.round(reply.elapsedTime) }
    if (reply.statusCode >= 500 || line.ms > slow) request.log.warn(line, 'request')
    else request.log.debug(line, 'request')
  })
}

/**
 * Makes the HTTP server that modules put their routes on: validation from zod schemas, access denied unless
 * declared, problem+json for every failure, limits, security headers, OpenAPI, metrics and health.
 * @param sessions finds out who sends a request
 * @param version of the product, for the API description
 */
export const createHttp = async (platform: Platform, sessions: Sessions, version: string): Promise<FastifyInstance> => {
  const fixedHeaders = securityHeaders(platform.config.publicUrl.startsWith('https:'))
  const app: FastifyInstance = fastify({
    loggerInstance: platform.log,
    // Each request is logged once, by `watch`, and without its address, which may hold personal data.
    logController: new LogController({ disableRequestLogging: true }),
    // A reverse proxy on this machine may say for whom it asks; nobody else is believed.
    trustProxy: 'loopback',
    bodyLimit,
    requestIdHeader: false,
    frameworkErrors: handleError,
    genReqId: (request) => {
      const given = request.headers['x-request-id']
      return typeof given === 'string' && safeRequestId.test(given) ? given : randomUUID()
    },
    routerOptions: { maxParamLength: 512, ignoreTrailingSlash: true },
    forceCloseConnections: 'idle',
    // Clients that offer HTTP/2 by an upgrade, as some do with every request, are answered as they asked.
    http: { shouldUpgradeCallback: ({ headers }) => headers.upgrade?.toLowerCase() === 'websocket' },
  })
  app.decorate('platform', platform)
  app.decorateRequest('staff', null)
  app.decorateRequest('customer', null)
  app.decorateRequest('emergency', null)
  app.decorate('emergencies', { find: async () => undefined })
  app.decorateRequest('replayed', false)
  prepareAccessLog(app)
  app.setValidatorCompiler(validatorCompiler)
  app.setSerializerCompiler(serializerCompiler)
  app.setErrorHandler(handleError)
  requireAccess(app)
  limitByAccess(app)
  await app.register(cookie)
  await app.register(rateLimit, { global: false })
  app.addHook('onRequest', async (request, reply) => {
    void reply.headers(fixedHeaders).header('x-request-id', request.id)
  })
  app.addHook('onRequest', accessHook(sessions))
  app.addHook('onSend', async (request, reply) => {
    if (request.replayed) void reply.header('idempotency-replayed', 'true')
    if (request.url.startsWith('/api/') && !reply.hasHeader('cache-control'))
      void reply.header('cache-control', 'no-store')
  })
  watch(app)
  app.decorate('metrics', registerMetrics(app, platform.config))
  await registerOpenApi(app, version)
  app.get('/health', { config: { access: 'public' }, schema: { hide: true } }, async (_request, reply) => {
    const report = await platform.health.report()
    void reply.code(report.status === 'ok' ? 200 : 503).header('cache-control', 'no-store')
    return report
  })
  app.get('/api/events', { config: { access: 'staff' }, schema: { hide: true } }, (request, reply) => {
    const staff = staffOf(request)
    platform.events.stream(
      request,
      reply,
      staff.organisationId,
      ({ topic, staffId }) =>
        (staffId === undefined || staffId === staff.userId) && sessions.staffHolds(staff) && mayHear(staff, topic),
    )
  })
  app.get('/api/portal/events', { config: { access: 'customer' }, schema: { hide: true } }, (request, reply) => {
    const { organisationId = '', customerId } = request.customer ?? {}
    platform.events.stream(
      request,
      reply,
      organisationId,
      (event) => event.customerId !== undefined && event.customerId === customerId,
    )
  })
  app.addHook('preClose', async () => platform.events.close())
  return app
}
