import { ApiError, createClient, identityRoutes, type Client } from '@candor/api'
import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { CliError, exitCodes, failure } from '../errors.ts'
import type { Io } from '../io.ts'

/** Options by which a person signs in to a running server. */
export const sessionOptions = {
  server: { type: 'string', value: 'url', help: 'address of the server; the local one unless given' },
  email: { type: 'string', value: 'address', help: 'staff account to sign in with' },
  'password-file': { type: 'string', value: 'file', help: 'file whose first line is its password' },
} as const

type Given = { readonly server?: string; readonly email?: string; readonly 'password-file'?: string }

/** A signed-in connection to a server. */
export type Session = {
  readonly url: string
  readonly call: Client
  /** A request of another kind than JSON, with the session's cookie. @throws ApiError for every refusal */
  fetch(path: string, init?: RequestInit): Promise<Response>
  end(): Promise<void>
}

const passwordFrom = async (given: Given, io: Io): Promise<string> => {
  const file = given['password-file']
  if (file !== undefined) return readFileSync(resolve(io.cwd, file), 'utf8').split(/\r?\n/)[0] ?? ''
  return io.env['CANDOR_CLI_PASSWORD'] ?? io.secret(`Password of ${given.email}: `)
}

const refused = async (response: Response): Promise<ApiError> => {
  const text = await response.text()
  try {
    return new ApiError(JSON.parse(text) as ApiError['problem'])
  } catch {
    const detail = `The server answered ${response.status}.`
    return new ApiError({
      type: 'about:blank',
      title: '',
      status: response.status,
      code: 'HTTP',
      detail,
      userMessage: detail,
    })
  }
}

/** What the server refuses, said as the command's own refusal. */
export const refusalOf = (error: unknown): unknown => {
  if (!(error instanceof ApiError)) return error
  const { code, detail, userMessage, errors = [] } = error.problem
  const where = errors.map(({ path, message }) => `${path} ${message}`).join('; ')
  return new CliError(
    code,
    `The server refused: ${detail}${where && ` (${where})`}`,
    userMessage,
    exitCodes.finding,
    error,
  )
}

/**
 * Signs in as staff.
 * @param url where the server is
 * @throws CliError when nobody answers there, or the account is refused
 */
export const signIn = async (url: string, given: Given, io: Io): Promise<Session> => {
  if (given.email === undefined) {
    throw new CliError(
      'SIGN_IN_NEEDED',
      `A server runs at ${url}, so this goes through it, and it wants to know who asks.`,
      'Give --email <staff account> (and --password-file, CANDOR_CLI_PASSWORD, or type it), or stop the server first.',
      exitCodes.usage,
    )
  }
  let cookie = ''
  const send: typeof fetch = async (input, init) => {
    const headers = new Headers(init?.headers)
    if (cookie !== '') headers.set('cookie', cookie)
    // A browser says where a request comes from, and the server wants it to be itself.
    headers.set('origin', new URL(url).origin)
    const response = await fetch(input, { ...init, headers })
    const set = response.headers.getSetCookie().map((line) => line.split(';')[0])
    if (set.length > 0) cookie = set.join('; ')
    return response
  }
  const call = createClient({ baseUrl: url, fetch: send })
  const body = { email: given.email, password: await passwordFrom(given, io) }
  try {
    await call(identityRoutes.signIn, { body }).catch(async (error: unknown) => {
      if (!(error instanceof ApiError) || error.problem.code !== 'IDENTITY_CODE_NEEDED') throw error
      const code = (await io.secret('Code of your authenticator app: ')).trim()
      return call(identityRoutes.signIn, { body: { ...body, code } })
    })
  } catch (error) {
    if (error instanceof ApiError) throw refusalOf(error)
    throw failure('SERVER_UNREACHABLE', `Nobody answers at ${url}.`, 'Start the server, or correct --server.', error)
  }
  return {
    url,
    call,
    fetch: async (path, init) => {
      const response = await send(`${url}${path}`, init)
      if (!response.ok) throw await refused(response)
      return response
    },
    end: async () => void (await call(identityRoutes.signOut, { body: {} })),
  }
}
