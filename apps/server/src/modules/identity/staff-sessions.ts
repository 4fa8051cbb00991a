import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Pool } from 'pg'
import { Lru } from '../../platform/crypto/lru.ts'
import type { Role, StaffSession } from '../../platform/http/access.ts'
import type { StaffAuth } from './staff-auth.ts'

/** A session is looked up again after this time (milliseconds), so a role taken away elsewhere ends soon. */
const rememberedFor = 5000

const headersOf = (request: FastifyRequest): Headers => {
  const headers = new Headers({ 'user-agent': (request.headers['user-agent'] ?? '').slice(0, 300) })
  if (request.headers.cookie !== undefined) headers.set('cookie', request.headers.cookie)
  return headers
}

/** Passes on the cookies that better-auth wants set. */
export const passCookies = (from: Headers, reply: FastifyReply): void => {
  for (const cookie of from.getSetCookie()) void reply.header('set-cookie', cookie)
}

/** The organisation and role of a member of staff; the oldest membership where there are several. */
export const membershipOf = async (
  owner: Pool,
  userId: string,
): Promise<{ organisationId: string; role: Role } | undefined> => {
  const { rows } = await owner.query<{ organisationId: string; role: Role }>({
    name: 'identity-membership',
    text: `select organisation_id as "organisationId", role from auth.membership
            where user_id = $1 order by created_at, organisation_id limit 1`,
    values: [userId],
  })
  return rows[0]
}

/** Finds the staff session of a request and remembers it for a moment. */
export class StaffSessions {
  readonly #auth: StaffAuth
  readonly #owner: Pool
  readonly #cookieName: string
  readonly #known = new Lru<StaffSession>(10_000, rememberedFor)

  constructor(auth: StaffAuth, owner: Pool, cookieName: string) {
    this.#auth = auth
    this.#owner = owner
    this.#cookieName = cookieName
  }

  #cookieOf(request: FastifyRequest): string | undefined {
    return request.cookies[this.#cookieName]
  }

  /** Who of the staff sends the request, if anybody. */
  async find(request: FastifyRequest): Promise<StaffSession | undefined> {
    const cookie = this.#cookieOf(request)
    if (cookie === undefined) return undefined
    const known = this.#known.get(cookie)
    if (known !== undefined) return known
    const found = await this.#auth.api.getSession({ headers: headersOf(request), query: { disableRefresh: true } })
    if (found === null) return undefined
    const membership = await membershipOf(this.#owner, found.user.id)
    if (membership === undefined) return undefined
    const session = { sessionId: found.session.id, userId: found.user.id, ...membership }
    this.#known.set(cookie, session)
    return session
  }

  /** As {@link find}, and prolongs a session that is more than a day old. */
  async refresh(request: FastifyRequest, reply: FastifyReply): Promise<StaffSession | undefined> {
    const cookie = this.#cookieOf(request)
    if (cookie === undefined) return undefined
    const { headers } = await this.#auth.api.getSession({ headers: headersOf(request), returnHeaders: true })
    passCookies(headers, reply)
    return this.find(request)
  }

  /** Looks the session up anew next time: it was ended or changed. */
  forget(request: FastifyRequest): void {
    const cookie = this.#cookieOf(request)
    if (cookie !== undefined) this.#known.take(cookie)
  }

  /** Signs in. @throws better-auth's error when address or password are wrong */
  async signIn(request: FastifyRequest, reply: FastifyReply, email: string, password: string): Promise<string> {
    const { headers, response } = await this.#auth.api.signInEmail({
      headers: headersOf(request),
      body: { email, password },
      returnHeaders: true,
    })
    passCookies(headers, reply)
    return response.user.id
  }

  async signOut(request: FastifyRequest, reply: FastifyReply): Promise<void> {
    this.forget(request)
    const { headers } = await this.#auth.api.signOut({ headers: headersOf(request), returnHeaders: true })
    passCookies(headers, reply)
  }

  /** Changes one's own password and ends all other sessions. */
  async changePassword(request: FastifyRequest, reply: FastifyReply, current: string, next: string): Promise<void> {
    this.forget(request)
    const { headers } = await this.#auth.api.changePassword({
      headers: headersOf(request),
      body: { currentPassword: current, newPassword: next, revokeOtherSessions: true },
      returnHeaders: true,
    })
    passCookies(headers, reply)
  }
}
