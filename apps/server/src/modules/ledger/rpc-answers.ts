import type { Log } from '../../platform/platform.ts'
import { createAllowance } from './rpc-allowance.ts'
import { capGas, installsFilter, isForwarded, runsCode, sendMethod } from './rpc-methods.ts'

/** A ledger that answers JSON-RPC (EIP-1193): the embedded chain, or a client of another network. */
export interface RpcProvider {
  /** Rejects with an error that has a numeric `code` and a `message`, and for a revert `data`. */
  request(args: { readonly method: string; readonly params?: readonly unknown[] }): Promise<unknown>
  /** Calls `listener` after each block, where the ledger can; returns the function that ends it. Such blocks stay. */
  subscribe?(listener: () => void): () => void
}

export type Id = string | number | null
export type RpcFailure = { readonly code: number; readonly message: string; readonly data?: unknown }
export type Answer = { readonly jsonrpc: '2.0'; readonly id: Id } & (
  | { readonly result: unknown }
  | { readonly error: RpcFailure }
)
type Call = { readonly id: Id | undefined; readonly method: string; readonly params: readonly unknown[] }

/** Methods that only one kind of connection has, by name. They refuse by throwing {@link RpcRefusal}. */
export type OwnMethods = ReadonlyMap<string, (params: readonly unknown[]) => Promise<unknown>>

/** Codes of JSON-RPC 2.0 and EIP-1474. */
export const rpcCodes = {
  parse: -32_700,
  invalid: -32_600,
  unknownMethod: -32_601,
  params: -32_602,
  limit: -32_005,
  internal: -32_603,
}

/** A refusal that the caller is told as it is. */
export class RpcRefusal extends Error {
  override readonly name = 'RpcRefusal'
  readonly code: number

  constructor(code: number, message: string) {
    super(message)
    this.code = code
  }
}

/** Most bytes of a request. */
export const largestRequest = 1024 * 1024
/** Requests a minute from one address, by HTTP and for each way again. */
export const requestLimit = 1_200
/** Calls in one request. */
const batchLimit = 100
/** Transactions a minute from one address. */
const sendLimit = 120
/** Calls of a minute that run code, counted one by one also inside a batch. */
const runLimit = 1_200
/** Filters installed in a minute: each is kept in memory for a while. */
const filterLimit = 120

export const failed = (id: Id, error: RpcFailure): Answer => ({ jsonrpc: '2.0', id, error })

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const idOf = (value: unknown): Id => (typeof value === 'string' || typeof value === 'number' ? value : null)

/** The id that a refusal of the whole request is sent under. */
export const idOfRequest = (body: unknown): Id => (isObject(body) ? idOf(body['id']) : null)

/** Reads one call, or says what is wrong with it. */
const readCall = (value: unknown): Call | Answer => {
  if (!isObject(value)) return failed(null, { code: rpcCodes.invalid, message: 'invalid request: expected an object' })
  const { jsonrpc, id, method, params = [] } = value
  if (jsonrpc !== '2.0' || typeof method !== 'string') {
    return failed(idOf(id), { code: rpcCodes.invalid, message: 'invalid request: expected jsonrpc "2.0" and a method' })
  }
  if (!Array.isArray(params)) {
    return failed(idOf(id), { code: rpcCodes.params, message: 'invalid params: expected a list' })
  }
  return { id: id === undefined ? undefined : idOf(id), method, params }
}

/** What the ledger said, without anything that only concerns this server. */
const failureOf = (error: unknown): RpcFailure => {
  if (!isObject(error) || typeof error['code'] !== 'number' || typeof error['message'] !== 'string') {
    return { code: rpcCodes.internal, message: 'internal error' }
  }
  const { code: number, message, data } = error
  return { code: number, message, ...(data === undefined ? {} : { data }) }
}

/** Answers requests of the public, whichever way they come. */
export type RpcAnswers = {
  /**
   * @param body a call or a batch, read from JSON
   * @param from address of the caller, by which limits count
   * @param own methods that this connection has besides
   * @returns nothing where there were only notifications
   */
  answer(body: unknown, from: string, own?: OwnMethods): Promise<Answer | readonly Answer[] | undefined>
}

/**
 * Makes what answers. Methods that are not listed in `rpc-methods.ts` do not exist for the public.
 * @param provider its own limits apply besides
 */
export const createAnswers = (provider: RpcProvider, log: Pick<Log, 'debug'>): RpcAnswers => {
  const allowed = [
    {
      counts: (method: string) => method === sendMethod,
      may: createAllowance(sendLimit, 60_000),
      message: `more than ${sendLimit} transactions in a minute, try again later`,
    },
    {
      counts: runsCode,
      may: createAllowance(runLimit, 60_000),
      message: `more than ${runLimit} calls in a minute, try again later`,
    },
    {
      counts: installsFilter,
      may: createAllowance(filterLimit, 60_000),
      message: `more than ${filterLimit} new filters in a minute, try again later`,
    },
  ]

  const answerCall = async (call: Call, from: string, own: OwnMethods | undefined): Promise<Answer> => {
    const id = call.id ?? null
    const { method } = call
    const mine = own?.get(method)
    if (mine === undefined && !isForwarded(method)) {
      const message = `the method ${method.slice(0, 100)} does not exist/is not available`
      return failed(id, { code: rpcCodes.unknownMethod, message })
    }
    const used = allowed.find(({ counts, may }) => counts(method) && !may(from))
    if (used !== undefined) return failed(id, { code: rpcCodes.limit, message: used.message })
    try {
      const result = await (mine?.(call.params) ?? provider.request({ method, params: capGas(method, call.params) }))
      return { jsonrpc: '2.0', id, result: result ?? null }
    } catch (error) {
      log.debug({ err: error, method }, 'json-rpc call failed')
      return failed(id, failureOf(error))
    }
  }

  const answerOne = async (value: unknown, from: string, own?: OwnMethods): Promise<Answer | undefined> => {
    const call = readCall(value)
    if ('jsonrpc' in call) return call
    const answered = await answerCall(call, from, own)
    // A call without an id is a notification: it is carried out and not answered.
    return call.id === undefined ? undefined : answered
  }

  const answerBatch = async (
    calls: readonly unknown[],
    from: string,
    own?: OwnMethods,
  ): Promise<Answer | Answer[] | undefined> => {
    if (calls.length === 0) return failed(null, { code: rpcCodes.invalid, message: 'invalid request: empty batch' })
    if (calls.length > batchLimit) {
      return failed(null, { code: rpcCodes.limit, message: `batch of ${calls.length} calls, at most ${batchLimit}` })
    }
    const answers: Answer[] = []
    for (const call of calls) {
      const answered = await answerOne(call, from, own)
      if (answered !== undefined) answers.push(answered)
    }
    return answers.length === 0 ? undefined : answers
  }

  return {
    answer: async (body, from, own) =>
      Array.isArray(body) ? answerBatch(body, from, own) : answerOne(body, from, own),
  }
}
