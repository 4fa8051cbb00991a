import { identityRoutes } from '@candor/api'
import { refuseCrossSite } from '../../platform/http/access.ts'
import { languageOf } from '../../platform/http/problem.ts'
import { route } from '../../platform/http/route.ts'
import type { App, Platform } from '../../platform/platform.ts'
import { identityErrors } from './errors.ts'
import { Limiter } from './limiter.ts'
import type { NoteVerifiedEmail } from './needs.ts'
import { organisationNames } from './organisations.ts'
import { checkCode, codeMinutes, sendCode, useCode, type CustomerOfEmail } from './portal-codes.ts'
import type { PortalSessions } from './portal-sessions.ts'

/** Finds customers by their e-mail address, in every organisation; families share one. */
export type FindCustomersByEmail = (email: string) => Promise<readonly CustomerOfEmail[]>

type PortalNeeds = {
  readonly findCustomersByEmail: FindCustomersByEmail
  readonly noteVerifiedEmail: NoteVerifiedEmail
}

const minute = 60_000
/** Every answer takes at least this long (milliseconds), so that its time does not tell whether an address is known. */
const leastTime = 200

const atLeast = async <T>(work: Promise<T>): Promise<T> => {
  const [result] = await Promise.all([work, new Promise((resolve) => setTimeout(resolve, leastTime))])
  return result
}

/** Sign-in of customers by a code sent to their address. */
export const registerPortalRoutes = (
  app: App,
  { db, mail }: Platform,
  sessions: PortalSessions,
  { findCustomersByEmail, noteVerifiedEmail }: PortalNeeds,
): void => {
  const codesPerEmail = new Limiter(5, 10 * minute)
  const codesPerAddress = new Limiter(60, 10 * minute)
  const triesPerEmail = new Limiter(15, 10 * minute)
  const triesPerAddress = new Limiter(120, 10 * minute)

  const describe = async ({
    organisationId,
    customerId,
    expiresAt,
  }: {
    organisationId: string
    customerId: string
    expiresAt: Date
  }) => {
    const [organisation] = await organisationNames(db.owner, [organisationId])
    if (organisation === undefined) throw new Error('a session names an organisation that does not exist')
    return { customerId, organisation, expiresAt: expiresAt.toISOString() }
  }

  const choicesOf = async (customers: readonly CustomerOfEmail[]) => {
    const ids = new Set(customers.map(({ organisationId }) => organisationId))
    const organisations = new Map((await organisationNames(db.owner, [...ids])).map((each) => [each.id, each]))
    return customers.flatMap(({ organisationId, customerId, name, reference }) => {
      const organisation = organisations.get(organisationId)
      return organisation === undefined ? [] : [{ customerId, name, reference, organisation }]
    })
  }

  route(app, identityRoutes.portalSession, async ({ request }) => {
    const session = await sessions.find(request)
    return { customer: session === undefined ? null : await describe(session) }
  })

  route(app, identityRoutes.requestCode, async ({ body, request }) => {
    refuseCrossSite(request)
    const email = body.email.toLowerCase()
    codesPerEmail.check(email)
    codesPerAddress.check(request.ip)
    codesPerEmail.count(email)
    codesPerAddress.count(request.ip)
    const send = async (): Promise<void> =>
      sendCode(db, mail, email, await findCustomersByEmail(email), languageOf(request))
    await atLeast(send())
    return { sent: true as const, validMinutes: codeMinutes }
  })

  route(app, identityRoutes.portalSignIn, async ({ body, request, reply }) => {
    refuseCrossSite(request)
    const email = body.email.toLowerCase()
    triesPerEmail.check(email)
    triesPerAddress.check(request.ip)
    triesPerEmail.count(email)
    triesPerAddress.count(request.ip)
    const wrong = () => identityErrors.IDENTITY_WRONG_CODE('the code is wrong, used, expired or tried too often')
    const known = await findCustomersByEmail(email)
    const asked = known.filter(({ customerId }) => (body.customerId ?? customerId) === customerId)
    const opened = await atLeast(checkCode(db, email, body.code, asked))
    const [only] = opened
    if (only === undefined) throw wrong()
    if (opened.length > 1) return { customer: null, choices: await choicesOf(opened) }
    const { cookie, session } = await db.inOrganisation(only.organisationId, async (tx) => {
      if (!(await useCode(tx, email))) throw wrong()
      await noteVerifiedEmail(tx, only.customerId, email)
      return sessions.open(tx, only.customerId)
    })
    triesPerEmail.forget(email)
    sessions.setCookie(reply, cookie)
    return { customer: await describe(session), choices: [] }
  })

  route(app, identityRoutes.portalSignOut, async ({ request, reply }) => {
    refuseCrossSite(request)
    await sessions.close(request, reply)
    return { done: true as const }
  })
}
