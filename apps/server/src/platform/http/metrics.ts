import { timingSafeEqual } from 'node:crypto'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { collectDefaultMetrics, Histogram, Registry } from 'prom-client'
import type { Config } from '../config.ts'
import { httpErrors } from './errors.ts'

const loopback = /^(127\.|::1$|::ffff:127\.)/

const mayRead = (request: FastifyRequest, token: string | undefined): boolean => {
  const given = request.headers.authorization
  if (token !== undefined && given !== undefined) {
    const wanted = Buffer.from(`Bearer ${token}`)
    const sent = Buffer.from(given)
    return wanted.length === sent.length && timingSafeEqual(wanted, sent)
  }
  return loopback.test(request.ip)
}

/**
 * Measures every request and serves the figures in the Prometheus text format at `/metrics`, to this machine
 * or to whoever has the token.
 * @returns the registry, for figures of other parts
 */
export const registerMetrics = (app: FastifyInstance, config: Pick<Config, 'metricsToken'>): Registry => {
  const registry = new Registry()
  collectDefaultMetrics({ register: registry })
  const duration = new Histogram({
    name: 'candor_http_request_seconds',
    help: 'Time to answer a request',
    labelNames: ['method', 'route', 'status'] as const,
    buckets: [0.001, 0.003, 0.01, 0.03, 0.1, 0.3, 1, 3, 10],
    registers: [registry],
  })
  app.addHook('onResponse', async (request, reply) => {
    const route = request.routeOptions.url ?? 'none'
    duration.observe({ method: request.method, route, status: reply.statusCode }, reply.elapsedTime / 1000)
  })
  app.get('/metrics', { config: { access: 'public' }, schema: { hide: true } }, async (request, reply) => {
    if (!mayRead(request, config.metricsToken))
      throw httpErrors.HTTP_FORBIDDEN('metrics are for this machine or a token')
    void reply.type(registry.contentType)
    return registry.metrics()
  })
  return registry
}
