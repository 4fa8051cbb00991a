import type { Problem } from './common.ts'
import type { RouteContract, RouteInput, RouteOutput } from './route.ts'

/** A refusal by the API, with the problem document it sent. */
export class ApiError extends Error {
  readonly problem: Problem
  constructor(problem: Problem) {
    super(problem.detail)
    this.name = 'ApiError'
    this.problem = problem
  }
}

export interface ClientOptions {
  /** Where the API lives; empty for the page's own origin. */
  readonly baseUrl?: string
  readonly fetch?: typeof globalThis.fetch
  /** Headers for every request, e.g. a session cookie or `Accept-Language`. */
  readonly headers?: () => Record<string, string>
}

export interface CallOptions {
  readonly signal?: AbortSignal
  /** Repeating a write with the same key has one effect. Made anew for each call unless given. */
  readonly idempotencyKey?: string
}

type AnyInput = { params?: Record<string, string>; query?: Record<string, unknown>; body?: unknown }

const urlOf = (baseUrl: string, contract: RouteContract, input: AnyInput): string => {
  const path = contract.path.replaceAll(/:(\w+)/g, (_, name: string) => encodeURIComponent(input.params?.[name] ?? ''))
  const query = Object.entries(input.query ?? {}).filter(([, value]) => value !== undefined && value !== '')
  const search = new URLSearchParams(query.map(([name, value]): [string, string] => [name, String(value)])).toString()
  return `${baseUrl}${path}${search && `?${search}`}`
}

const problemOf = async (response: Response): Promise<Problem> => {
  if (response.headers.get('content-type')?.includes('json')) return (await response.json()) as Problem
  const detail = `The server answered ${response.status} without a problem document.`
  return {
    type: 'about:blank',
    title: response.statusText,
    status: response.status,
    code: 'HTTP',
    detail,
    userMessage: detail,
  }
}

/**
 * The typed client of the API: `const call = createClient(); const page = await call(customerRoutes.list, { query })`.
 * Input and output types come from the same schemas the server validates with.
 *
 * @throws ApiError with the server's problem document for every status that is not a success.
 */
export const createClient = (options: ClientOptions = {}) => {
  const { baseUrl = '', fetch = globalThis.fetch, headers = () => ({}) } = options
  return async <const Contract extends RouteContract>(
    contract: Contract,
    ...rest: object extends RouteInput<Contract>
      ? [input?: RouteInput<Contract>, call?: CallOptions]
      : [input: RouteInput<Contract>, call?: CallOptions]
  ): Promise<RouteOutput<Contract>> => {
    const input = (rest[0] ?? {}) as AnyInput
    const call = rest[1] ?? {}
    const response = await fetch(urlOf(baseUrl, contract, input), {
      method: contract.method,
      credentials: 'same-origin',
      headers: {
        accept: 'application/json',
        ...(contract.body && { 'content-type': 'application/json' }),
        ...(contract.idempotent && { 'idempotency-key': call.idempotencyKey ?? crypto.randomUUID() }),
        ...headers(),
      },
      ...(contract.body && { body: JSON.stringify(input.body) }),
      ...(call.signal && { signal: call.signal }),
    })
    if (!response.ok) throw new ApiError(await problemOf(response))
    if (response.status === 204) return undefined as RouteOutput<Contract>
    return (await response.json()) as RouteOutput<Contract>
  }
}
export type Client = ReturnType<typeof createClient>
