import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify'
import type { App } from '../../platform/platform.ts'
import {
  createAnswers,
  failed,
  largestRequest,
  requestLimit,
  rpcCodes,
  type RpcAnswers,
  type RpcProvider,
} from './rpc-answers.ts'
import { BlockFeed } from './rpc-feed.ts'
import { registerRpcSocket, type SocketLimits } from './rpc-socket.ts'

export type { RpcProvider } from './rpc-answers.ts'

/** What may differ in tests. */
export type RpcOptions = {
  readonly socket?: Partial<SocketLimits>
  /** Milliseconds between two looks for a block, where the ledger does not tell. */
  readonly pollEvery?: number
}

const registerHttp = (app: App, answers: RpcAnswers): void => {
  app.post(
    '/rpc',
    {
      config: { access: 'public', rateLimit: { max: requestLimit, timeWindow: 60_000 } },
      schema: { hide: true },
      bodyLimit: largestRequest,
      errorHandler: (error: FastifyError, _request: FastifyRequest, reply: FastifyReply) => {
        const status = error.statusCode ?? 500
        const parse = error.code === 'FST_ERR_CTP_INVALID_JSON_BODY' || error.code === 'FST_ERR_CTP_EMPTY_JSON_BODY'
        const known =
          status < 500
            ? { code: status === 429 ? rpcCodes.limit : rpcCodes.invalid, message: error.message }
            : undefined
        const failure = parse ? { code: rpcCodes.parse, message: 'parse error: the body is not JSON' } : known
        void reply
          .code(parse ? 200 : status)
          .send(failed(null, failure ?? { code: rpcCodes.internal, message: 'internal error' }))
      },
    },
    async ({ body, ip }, reply) => {
      void reply.header('access-control-allow-origin', '*')
      const answered = await answers.answer(body, ip)
      if (answered === undefined) void reply.code(204)
      return answered
    },
  )

  // Pages of other companies may check a record against this ledger: it is public, and no cookie counts here.
  app.options('/rpc', { config: { access: 'public' }, schema: { hide: true } }, async (_request, reply) => {
    void reply.code(204).headers({
      'access-control-allow-origin': '*',
      'access-control-allow-methods': 'POST',
      'access-control-allow-headers': 'content-type',
      'access-control-max-age': '86400',
    })
  })
}

/**
 * Puts standard JSON-RPC at `/rpc`, by HTTP and by WebSocket, so that any Ethereum tool can check the ledger, follow it
 * and send signed transactions to it.
 *
 * @param provider what answers: its own limits apply besides those made here
 */
export const registerRpc = (app: App, provider: RpcProvider, { socket, pollEvery }: RpcOptions = {}): void => {
  const answers = createAnswers(provider, app.log)
  registerHttp(app, answers)
  registerRpcSocket(app, answers, new BlockFeed(provider, app.log, pollEvery), socket)
}
