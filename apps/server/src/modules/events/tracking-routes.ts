import type { FastifyReply, FastifyRequest } from 'fastify'
import type { App } from '../../platform/platform.ts'
import { eventErrors } from './errors.ts'
import { largestBatch, readBody, writeKeyOf } from './ingest/body.ts'
import type { Collector } from './ingest/collector.ts'
import type { EventType } from './ingest/incoming.ts'
import { takeEvents } from './ingest/take.ts'
import type { SchemaRegistry } from './schema-registry/registry.ts'
import type { KnownKeys, OpenSource } from './sources/known-keys.ts'
import { mayOriginSend } from './sources/origin.ts'

/** What the endpoint works with. */
export type TrackingParts = {
  readonly keys: KnownKeys
  readonly schemas: SchemaRegistry
  readonly collector: Collector
}

type Call = EventType | 'batch' | 'import'

/** The calls of the API, and the short names that the browser library uses. */
const calls: Readonly<Record<string, Call>> = {
  identify: 'identify',
  i: 'identify',
  track: 'track',
  t: 'track',
  page: 'page',
  p: 'page',
  screen: 'screen',
  s: 'screen',
  group: 'group',
  g: 'group',
  alias: 'alias',
  a: 'alias',
  batch: 'batch',
  b: 'batch',
  import: 'import',
}

/** Requests a minute from one address: a server sends for all of its users. */
const config = { access: 'public', rateLimit: { max: 120_000, timeWindow: 60_000 } } as const

const allowPage = (reply: FastifyReply, origin: string): void => {
  void reply.header('access-control-allow-origin', origin).header('vary', 'origin')
}

/**
 * Lets a page read the answer, if its origin may send to the source. Programs that are no browsers name no origin.
 * @throws EVENT_ORIGIN_NOT_ALLOWED
 */
const checkOrigin = ({ headers: { origin } }: FastifyRequest, reply: FastifyReply, { origins }: OpenSource): void => {
  if (origin === undefined) return
  if (!mayOriginSend(origin, origins)) {
    throw eventErrors.EVENT_ORIGIN_NOT_ALLOWED(`pages of ${origin} may not send to this source`)
  }
  allowPage(reply, origin)
}

/** Puts one call on the server. */
const track = (scope: App, path: string, call: Call, { keys, schemas, collector }: TrackingParts): void => {
  const schema =
    path === call
      ? { operationId: `track-${call}`, tags: ['Tracking'], summary: `Take ${call} calls (Segment HTTP tracking API)` }
      : { hide: true }
  scope.post(`/v1/${path}`, { config, schema }, async (request, reply) => {
    const now = Date.now()
    const body = await readBody(request.body, request.headers['content-encoding'])
    const source = await keys.sourceOf(writeKeyOf(request.headers.authorization, body))
    checkOrigin(request, reply, source)
    const { organisationId } = source
    const { arrived, notTaken } = takeEvents({ type: call, body, now }, source, await schemas.of(organisationId))
    await collector.store(organisationId, arrived)
    const refused = notTaken.filter(({ errors }) => errors.length > 0)
    if (call === 'batch' || call === 'import') {
      return { success: true, ...(refused.length > 0 && { refused }) }
    }
    if (refused.length === 0) return { success: true }
    throw eventErrors.EVENT_REFUSED_BY_SCHEMA('the event does not fit the schema that was declared', {
      errors: refused.flatMap(({ errors }) =>
        errors.map(({ path: place, message }) => ({ path: `/body/${place}`, message })),
      ),
    })
  })
  // Browsers ask beforehand without saying for which source; whether the page may send is decided when it does.
  scope.options(`/v1/${path}`, { config, schema: { hide: true } }, async ({ headers: { origin } }, reply) => {
    if (origin !== undefined) allowPage(reply, origin)
    return reply
      .header('access-control-allow-methods', 'POST')
      .header('access-control-allow-headers', 'authorization, content-type, content-encoding, x-retry-count')
      .header('access-control-max-age', '7200')
      .code(204)
      .send()
  })
}

/** The settings that the browser library asks for when it is loaded: which host takes its events. */
const settings = (scope: App, { keys }: TrackingParts): void => {
  scope.get<{ Params: { writeKey: string } }>(
    '/v1/projects/:writeKey/settings',
    { config, schema: { hide: true } },
    async (request, reply) => {
      const source = await keys.sourceOf(request.params.writeKey)
      checkOrigin(request, reply, source)
      void reply.header('cache-control', 'public, max-age=300')
      return {
        integrations: {
          'Segment.io': {
            apiKey: request.params.writeKey,
            apiHost: `${request.host}/v1`,
            protocol: request.protocol,
            unbundledIntegrations: [],
            addBundledMetadata: true,
            maybeBundledConfigIds: {},
            versionSettings: { version: '4.4.7', componentTypes: ['browser'] },
          },
        },
        edgeFunction: {},
        analyticsNextEnabled: true,
        middlewareSettings: {},
        enabledMiddleware: {},
        metrics: { sampleRate: 0 },
        legacyVideoPluginsEnabled: false,
        remotePlugins: [],
      }
    },
  )
}

/**
 * Takes events the way Segment's HTTP tracking API does, so that its libraries work with another host as they are.
 * An answer of success means that the events are on the disk.
 */
export const registerTracking = (app: App, parts: TrackingParts): void => {
  void app.register(async (scope) => {
    // Libraries send JSON as text too, so that browsers need not ask beforehand; and packed.
    scope.removeAllContentTypeParsers()
    scope.addContentTypeParser('*', { parseAs: 'buffer', bodyLimit: largestBatch }, (_request, body, done) =>
      done(null, body),
    )
    for (const [path, call] of Object.entries(calls)) track(scope, path, call, parts)
    settings(scope, parts)
  })
}
