import { build, type BuildOptions, type Candor } from '../app.ts'
import { readConfig, type Config } from '../platform/config.ts'
import { hashPassword } from '../modules/identity/passwords/hash.ts'
import type { Database } from '../platform/db/index.ts'
import type { Role } from '../platform/http/access.ts'
import type { LogSink } from '../platform/log/log.ts'
import { copyTemplate } from './template-copy.ts'

/** What a test may choose. */
export type TestServerOptions = {
  /** How many organisations to make; two unless given, because most mistakes show with a second one. */
  readonly organisations?: number
  /** Environment variables, as an administrator would set them. */
  readonly env?: Readonly<Record<string, string>>
  readonly logSink?: LogSink
  /** As for `build`. An hour unless given, so that what tests read does not come into the journals that they look at. */
  readonly gatherLooksFor?: number
  /** Puts routes of the test's own on the server, before it is ready. */
  readonly extend?: BuildOptions['extend']
}

/** Somebody signed in: pass `headers` to `app.inject`. */
export type SignedIn = {
  readonly headers: Record<string, string>
  readonly organisationId: string
  readonly id: string
}

/** A whole server on a database of its own. */
export type TestServer = Candor & {
  readonly db: Database
  readonly config: Config
  readonly organisations: readonly string[]
  /** Signs a new member of staff in. @param organisationId the first organisation unless given */
  readonly signIn: (role: Role, organisationId?: string) => Promise<SignedIn>
  /** Signs a customer in. */
  readonly signInCustomer: (customerId: string, organisationId?: string) => Promise<SignedIn>
  readonly close: () => Promise<void>
}

const password = 'correct horse battery staple'

/** Made at the first sign-in of a worker: the same for everybody, because hashing is slow on purpose. */
let hash: string | undefined

const cookiesOf = (setCookie: string | string[] | undefined): string =>
  [setCookie ?? []]
    .flat()
    .map((cookie) => cookie.split(';')[0])
    .join('; ')

/**
 * The whole server as it runs for users, on a database of its own, without listening: ask it with `app.inject`.
 * Close it at the end of the file (`afterAll`).
 */
export const testServer = async (options: TestServerOptions = {}): Promise<TestServer> => {
  // The contracts of the other template are on an embedded chain.
  const copy = await copyTemplate(options.env?.['CANDOR_LEDGER_URL'] === undefined ? 'server' : 'tables')
  const config = readConfig({
    CANDOR_DATA: copy.data,
    CANDOR_DEMO: 'no',
    CANDOR_LOG_LEVEL: 'error',
    ...(copy.databaseUrl !== undefined && { DATABASE_URL: copy.databaseUrl }),
    ...options.env,
  })
  const { extend, gatherLooksFor = 3_600_000, logSink = { write: (line) => process.stderr.write(line) } } = options
  const candor = await build(config, { logSink, gatherLooksFor, ...(extend !== undefined && { extend }) })
  const { app, identity, platform } = candor
  const organisations: string[] = []
  for (let index = 1; index <= (options.organisations ?? 2); index += 1) {
    const names = { name: `Organisation ${index}`, nameZh: `组织${index}` }
    organisations.push(await identity.createOrganisation({ slug: `organisation-${index}`, ...names }))
  }
  let people = 0
  const first = (): string => {
    const [organisationId] = organisations
    if (organisationId === undefined) throw new Error('this test server has no organisation')
    return organisationId
  }
  return {
    ...candor,
    db: platform.db,
    config,
    organisations,
    signIn: async (role, organisationId = first()) => {
      // Before anything is waited for: two who sign in at the same time are two people.
      people += 1
      const name = `Person ${people}`
      const email = `person-${people}@example.com`
      hash ??= await hashPassword(password)
      const id = await identity.createStaff({
        organisationId,
        role,
        password: { hash },
        name,
        email,
      })
      const body = { email, password }
      const response = await app.inject({ method: 'POST', url: '/api/auth/sign-in', payload: body })
      if (response.statusCode !== 200) throw new Error(`sign-in failed: ${response.body}`)
      return { id, organisationId, headers: { cookie: cookiesOf(response.headers['set-cookie']) } }
    },
    signInCustomer: async (customerId, organisationId = first()) => {
      const cookie = await identity.openCustomerSession(organisationId, customerId)
      return { id: customerId, organisationId, headers: { cookie } }
    },
    close: async () => {
      await app.close()
      await copy.remove()
    },
  }
}
