import swagger from '@fastify/swagger'
import swaggerUi from '@fastify/swagger-ui'
import type { FastifyInstance } from 'fastify'
import { jsonSchemaTransform } from 'fastify-type-provider-zod'
import type { Access } from './access.ts'

const securityOf = (access: Access | undefined): Record<string, string[]>[] => {
  if (access === undefined || access === 'public') return []
  return access === 'customer' ? [{ customer: [] }] : [{ staff: [] }, { key: [] }]
}

/** The right that a route needs, for readers of the description and for programs. */
const rightOf = (access: Access | undefined) =>
  typeof access === 'object' ? { 'x-right': access.right, description: `Needs the right \`${access.right}\`.` } : {}

const description = `Candor keeps customer records that customers and partners can verify for themselves.

Errors are problem+json (RFC 9457) with a stable \`code\`. Lists take \`cursor\` and \`limit\` and answer with
\`nextCursor\`. Writes that say so accept an \`Idempotency-Key\`: a repeated request has one effect and one answer.
Programs send \`Authorization: Bearer <key>\`; keys are made under Settings and have rights, an expiry and a limit of their own.
Each answer of a limited route states the limit; a 429 says in \`retry-after\` when to come back.`

/** The reference page writes some of its styles inline; everything else comes from here. */
const pagePolicy =
  "default-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; object-src 'none'; base-uri 'none'; frame-ancestors 'none'"

/** Describes the API from its routes: OpenAPI 3.1 at /api/openapi.json, a page to read it at /api/docs. */
export const registerOpenApi = async (app: FastifyInstance, version: string): Promise<void> => {
  await app.register(swagger, {
    openapi: {
      openapi: '3.1.0',
      info: { title: 'Candor', version, description, license: { name: 'Apache-2.0', identifier: 'Apache-2.0' } },
      components: {
        securitySchemes: {
          staff: { type: 'apiKey', in: 'cookie', name: 'candor-staff.session_token' },
          customer: { type: 'apiKey', in: 'cookie', name: 'candor-customer' },
          key: {
            type: 'http',
            scheme: 'bearer',
            description: 'A key for a program, made under Settings. It can do what its rights say, until it expires.',
          },
        },
      },
    },
    transform: (document) => {
      const { schema, url } = jsonSchemaTransform(document)
      if (document.schema?.hide === true || !url.startsWith('/api/')) return { schema: { hide: true }, url }
      const access = (document.route.config as { access?: Access } | undefined)?.access
      return { schema: { ...schema, ...rightOf(access), security: securityOf(access) }, url }
    },
  })
  app.get('/api/openapi.json', { config: { access: 'public' }, schema: { hide: true } }, async () => app.swagger())
  await app.register(swaggerUi, {
    routePrefix: '/api/docs',
    staticCSP: true,
    transformStaticCSP: () => pagePolicy,
    uiConfig: { deepLinking: true, tryItOutEnabled: false },
  })
}
