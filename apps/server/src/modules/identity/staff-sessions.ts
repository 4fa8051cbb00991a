import type { FastifyReply, FastifyRequest } from 'fastify'
import { Lru } from '../../platform/lru.ts'
import type { Database } from '../../platform/db/index.ts'
import type { StaffSession } from '../../platform/http/access.ts'
import { identityErrors } from './errors.ts'
import { membershipOf, type Membership } from './membership.ts'
import { keyOf, rightsNow } from './roles/role.ts'
import type { SecondFactor } from './second-factor/second-factor.ts'
import type { StaffAuth } from './staff-auth.ts'

/**
 * A session is looked up again after this time (milliseconds). What this process changed holds at once; what another one
 * changed, within this time.
 */
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

/** What sessions are made of. */
export type StaffSessionsParts = {
  readonly auth: StaffAuth
  readonly db: Database
  readonly cookieName: string
  readonly secondFactor: SecondFactor
  /** Whether accounts of the demo may come in. */
  readonly demoIsOpen: boolean
}

type Account = { userId: string; hash: string }

/** Finds the staff session of a request and remembers it for a moment. */
export class StaffSessions {
  readonly #parts: StaffSessionsParts
  readonly #known = new Lru<StaffSession>(10_000, rememberedFor)
  /** Counts what was changed here: people, roles, sessions, modules of organisations, by their ids; and what was counted when a session was found. */
  readonly #changes = new Map<string, number>()
  readonly #foundAt = new WeakMap<StaffSession, number>()
  #count = 0

  constructor(parts: StaffSessionsParts) {
    this.#parts = parts
  }

  /** A person, a role or a session is not what it was: whoever has it is looked up anew. */
  changed(id: string): void {
    this.#count += 1
    this.#changes.set(id, this.#count)
  }

  /** Whether a session that was found before still is what it was. */
  holds(session: StaffSession): boolean {
    const foundAt = this.#foundAt.get(session) ?? -1
    return [session.sessionId, session.userId, session.role, session.organisationId].every(
      (id) => (this.#changes.get(id) ?? 0) <= foundAt,
    )
  }

  #cookieOf(request: FastifyRequest): string | undefined {
    return request.cookies[this.#parts.cookieName]
  }

  async #rightsOf({
    organisationId,
    ...stored
  }: Membership): Promise<Pick<StaffSession, 'role' | 'rights' | 'withheld'>> {
    const role = keyOf(stored)
    const { rights, withheld } = await this.#parts.db.inOrganisation(organisationId, async (tx) => rightsNow(tx, role))
    return { role, rights: new Set(rights), withheld: new Set(withheld) }
  }

  /** Who of the staff sends the request, if anybody. */
  async find(request: FastifyRequest): Promise<StaffSession | undefined> {
    const { auth, db, demoIsOpen } = this.#parts
    const cookie = this.#cookieOf(request)
    if (cookie === undefined) return undefined
    const known = this.#known.get(cookie)
    if (known !== undefined && this.holds(known)) return known
    const foundAt = this.#count
    const found = await auth.api.getSession({ headers: headersOf(request), query: { disableRefresh: true } })
    if (found === null) return undefined
    const membership = await membershipOf(db.owner, found.user.id, demoIsOpen)
    if (membership === undefined) return undefined
    const session: StaffSession = {
      sessionId: found.session.id,
      userId: found.user.id,
      actor: `staff:${found.user.id}`,
      organisationId: membership.organisationId,
      ...(await this.#rightsOf(membership)),
    }
    this.#foundAt.set(session, foundAt)
    this.#known.set(cookie, session)
    return session
  }

  /** As {@link find}, and prolongs a session that is more than a day old. */
  async refresh(request: FastifyRequest, reply: FastifyReply): Promise<StaffSession | undefined> {
    const cookie = this.#cookieOf(request)
    if (cookie === undefined) return undefined
    const { headers } = await this.#parts.auth.api.getSession({ headers: headersOf(request), returnHeaders: true })
    passCookies(headers, reply)
    return this.find(request)
  }

  /** Looks the session up anew next time: it was ended or changed. */
  forget(request: FastifyRequest): void {
    const cookie = this.#cookieOf(request)
    if (cookie !== undefined) this.#known.take(cookie)
  }

  /** The account of an address that signs in with a second factor. */
  async #protectedAccount(email: string): Promise<Account | undefined> {
    const { rows } = await this.#parts.db.owner.query<Account>({
      name: 'identity-protected-account',
      text: `select u.id as "userId", a.password as hash
               from auth.user u
               join auth.second_factor f on f.user_id = u.id and f.confirmed_at is not null
               join auth.account a on a.user_id = u.id and a.provider_id = 'credential'
              where u.email = lower($1)`,
      values: [email],
    })
    return rows[0]
  }

  /** Whether the account of an address has a second factor. */
  async needsCode(email: string): Promise<boolean> {
    return (await this.#protectedAccount(email)) !== undefined
  }

  /** Whether a password is that of an account. */
  async isPassword(userId: string, password: string): Promise<boolean> {
    const { rows } = await this.#parts.db.owner.query<{ hash: string }>(
      `select password as hash from auth.account where user_id = $1 and provider_id = 'credential'`,
      [userId],
    )
    const hash = rows[0]?.hash
    const { password: passwords } = await this.#parts.auth.$context
    return hash !== undefined && passwords.verify({ hash, password })
  }

  /**
   * Asks for the code where the account has a second factor, but only whoever knows the password.
   * @throws IDENTITY_CODE_NEEDED, IDENTITY_WRONG_SECOND_FACTOR
   */
  async checkCode(email: string, password: string, code: string | undefined): Promise<void> {
    const account = await this.#protectedAccount(email)
    if (account === undefined) return
    const { password: passwords } = await this.#parts.auth.$context
    // A wrong password is refused by the sign-in itself, in the same words as everywhere.
    if (!(await passwords.verify({ hash: account.hash, password }))) return
    if (code === undefined) throw identityErrors.IDENTITY_CODE_NEEDED('this account has a second factor: give its code')
    if (await this.#parts.secondFactor.take(account.userId, code)) return
    throw identityErrors.IDENTITY_WRONG_SECOND_FACTOR('the code is wrong, too old, or was used already')
  }

  /** Signs in. @throws better-auth's error when address or password are wrong */
  async signIn(request: FastifyRequest, reply: FastifyReply, email: string, password: string): Promise<string> {
    const { headers, response } = await this.#parts.auth.api.signInEmail({
      headers: headersOf(request),
      body: { email, password },
      returnHeaders: true,
    })
    passCookies(headers, reply)
    return response.user.id
  }

  /** Takes back a sign-in of somebody who works for no organisation. */
  async takeBack(reply: FastifyReply, userId: string): Promise<void> {
    void reply.removeHeader('set-cookie')
    await this.#parts.db.owner.query('delete from auth.session where user_id = $1', [userId])
  }

  async signOut(request: FastifyRequest, reply: FastifyReply): Promise<void> {
    this.forget(request)
    const { headers } = await this.#parts.auth.api.signOut({ headers: headersOf(request), returnHeaders: true })
    passCookies(headers, reply)
  }

  /** Changes one's own password and ends all other sessions. */
  async changePassword(request: FastifyRequest, reply: FastifyReply, current: string, next: string): Promise<void> {
    this.forget(request)
    const { headers } = await this.#parts.auth.api.changePassword({
      headers: headersOf(request),
      body: { currentPassword: current, newPassword: next, revokeOtherSessions: true },
      returnHeaders: true,
    })
    passCookies(headers, reply)
  }
}
