import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify'
import type { App } from '../../platform/platform.ts'
import { createAllowance } from './rpc-allowance.ts'
import { capGas, isForwarded, runsCode, sendMethod } from './rpc-methods.ts'

/** A ledger that answers JSON-RPC (EIP-1193): the embedded chain, or a client of another network. */
export interface RpcProvider {
  /** Rejects with an error that has a numeric `code` and a `message`, and for a revert `data`. */
  request(args: { readonly method: string; readonly params?: readonly unknown[] }): Promise<unknown>
}

type Id = string | number | null
type RpcFailure = { readonly code: number; readonly message: string; readonly data?: unknown }
type Answer = { readonly jsonrpc: '2.0'; readonly id: Id } & (
  | { readonly result: unknown }
  | { readonly error: RpcFailure }
)
type Call = { readonly id: Id | undefined; readonly method: string; readonly params: readonly unknown[] }

const bodyLimit = 1024 * 1024
/** Calls in one request. */
const batchLimit = 100
/** Requests a minute from one address, and transactions sent in them. */
const requestLimit = 1_200
const sendLimit = 120
/** Calls of a minute that run code, counted one by one also inside a batch. */
const runLimit = 1_200

/** Codes of JSON-RPC 2.0 and EIP-1474. */
const code = {
  parse: -32_700,
  invalid: -32_600,
  unknownMethod: -32_601,
  params: -32_602,
  limit: -32_005,
  internal: -32_603,
}

const failed = (id: Id, error: RpcFailure): Answer => ({ jsonrpc: '2.0', id, error })

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const idOf = (value: unknown): Id => (typeof value === 'string' || typeof value === 'number' ? value : null)

/** Reads one call, or says what is wrong with it. */
const readCall = (value: unknown): Call | Answer => {
  if (!isObject(value)) return failed(null, { code: code.invalid, message: 'invalid request: expected an object' })
  const { jsonrpc, id, method, params = [] } = value
  if (jsonrpc !== '2.0' || typeof method !== 'string') {
    return failed(idOf(id), { code: code.invalid, message: 'invalid request: expected jsonrpc "2.0" and a method' })
  }
  if (!Array.isArray(params)) {
    return failed(idOf(id), { code: code.params, message: 'invalid params: expected a list' })
  }
  return { id: id === undefined ? undefined : idOf(id), method, params }
}

/** What the ledger said, without anything that only concerns this server. */
const failureOf = (error: unknown): RpcFailure => {
  if (!isObject(error) || typeof error['code'] !== 'number' || typeof error['message'] !== 'string') {
    return { code: code.internal, message: 'internal error' }
  }
  const { code: number, message, data } = error
  return { code: number, message, ...(data === undefined ? {} : { data }) }
}

/**
 * Puts standard JSON-RPC at `/rpc`, so that any Ethereum tool can check the ledger and send signed transactions to it.
 * Methods that are not listed in `rpc-methods.ts` do not exist here.
 *
 * @param provider what answers: its own limits apply besides those of the route
 */
export const registerRpc = (app: App, provider: RpcProvider): void => {
  const maySend = createAllowance(sendLimit, 60_000)
  const mayRun = createAllowance(runLimit, 60_000)

  const answer = async (call: Call, from: string): Promise<Answer> => {
    const id = call.id ?? null
    if (!isForwarded(call.method)) {
      const message = `the method ${call.method.slice(0, 100)} does not exist/is not available`
      return failed(id, { code: code.unknownMethod, message })
    }
    if (call.method === sendMethod && !maySend(from)) {
      return failed(id, {
        code: code.limit,
        message: `more than ${sendLimit} transactions in a minute, try again later`,
      })
    }
    if (runsCode(call.method) && !mayRun(from)) {
      return failed(id, { code: code.limit, message: `more than ${runLimit} calls in a minute, try again later` })
    }
    try {
      const result = await provider.request({ method: call.method, params: capGas(call.method, call.params) })
      return { jsonrpc: '2.0', id, result: result ?? null }
    } catch (error) {
      app.log.debug({ err: error, method: call.method }, 'json-rpc call failed')
      return failed(id, failureOf(error))
    }
  }

  const answerOne = async (value: unknown, from: string): Promise<Answer | undefined> => {
    const call = readCall(value)
    if ('jsonrpc' in call) return call
    const answered = await answer(call, from)
    // A call without an id is a notification: it is carried out and not answered.
    return call.id === undefined ? undefined : answered
  }

  const answerBatch = async (calls: readonly unknown[], from: string): Promise<Answer | Answer[] | undefined> => {
    if (calls.length === 0) return failed(null, { code: code.invalid, message: 'invalid request: empty batch' })
    if (calls.length > batchLimit) {
      return failed(null, { code: code.limit, message: `batch of ${calls.length} calls, at most ${batchLimit}` })
    }
    const answers: Answer[] = []
    for (const call of calls) {
      const answered = await answerOne(call, from)
      if (answered !== undefined) answers.push(answered)
    }
    return answers.length === 0 ? undefined : answers
  }

  app.post(
    '/rpc',
    {
      config: { access: 'public', rateLimit: { max: requestLimit, timeWindow: 60_000 } },
      schema: { hide: true },
      bodyLimit,
      errorHandler: (error: FastifyError, _request: FastifyRequest, reply: FastifyReply) => {
        const status = error.statusCode ?? 500
        const parse = error.code === 'FST_ERR_CTP_INVALID_JSON_BODY' || error.code === 'FST_ERR_CTP_EMPTY_JSON_BODY'
        const known =
          status < 500 ? { code: status === 429 ? code.limit : code.invalid, message: error.message } : undefined
        const failure = parse ? { code: code.parse, message: 'parse error: the body is not JSON' } : known
        void reply
          .code(parse ? 200 : status)
          .send(failed(null, failure ?? { code: code.internal, message: 'internal error' }))
      },
    },
    async ({ body, ip }, reply) => {
      void reply.header('access-control-allow-origin', '*')
      const answered = Array.isArray(body) ? await answerBatch(body, ip) : await answerOne(body, ip)
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
