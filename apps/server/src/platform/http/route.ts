import { problem } from '@candor/api'
import type { RouteContract } from '@candor/api'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { z } from 'zod'

type Parsed<Part> = Part extends z.ZodType ? z.output<Part> : undefined
type PartOf<Contract, Name extends string> = Contract extends Record<Name, infer Part> ? Parsed<Part> : undefined

/** What a handler receives: the parts of the request that the contract names, parsed and typed. */
export interface RouteRequest<Contract extends RouteContract> {
  readonly params: PartOf<Contract, 'params'>
  readonly query: PartOf<Contract, 'query'>
  readonly body: PartOf<Contract, 'body'>
  readonly request: FastifyRequest
  readonly reply: FastifyReply
}

/** The answer before it is written out: what the response schema accepts. */
export type RouteAnswer<Contract extends RouteContract> = z.input<Contract['response']>

export type RouteHandler<Contract extends RouteContract> = (
  request: RouteRequest<Contract>,
) => Promise<RouteAnswer<Contract>>

/**
 * Registers one route of the API from its contract: validation, access, documentation and status all come from
 * there, so that a route cannot be served differently from how it is described.
 */
export const route = <const Contract extends RouteContract>(
  app: FastifyInstance,
  contract: Contract,
  handler: RouteHandler<Contract>,
): void => {
  const status = contract.status ?? 200
  app.route({
    method: contract.method,
    url: contract.path,
    config: {
      access: contract.access,
      idempotent: contract.idempotent ?? false,
      ...(contract.requestsAMinute !== undefined && { requestsAMinute: contract.requestsAMinute }),
    },
    schema: {
      operationId: contract.id,
      summary: contract.summary,
      tags: [contract.tag],
      ...(contract.params && { params: contract.params }),
      ...(contract.query && { querystring: contract.query }),
      ...(contract.body && { body: contract.body }),
      response: { [status]: contract.response, default: problem },
    },
    handler: async (request, reply) => {
      reply.code(status)
      const { params, query, body } = request as unknown as RouteRequest<Contract>
      return handler({ params, query, body, request, reply })
    },
  })
}
