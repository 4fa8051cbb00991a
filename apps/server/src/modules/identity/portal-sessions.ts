import { createHash, randomBytes, timingSafeEqual } from 'node:crypto'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { Lru } from '../../platform/lru.ts'
import type { Database, Tx } from '../../platform/db/index.ts'
import type { CustomerSession } from '../../platform/http/access.ts'
import { isUuid, uuidv7 } from '../../platform/ids.ts'

/** Name of the cookie. */
export const cookieName = 'candor-customer'
/** Sent to the portal's own addresses only, so that staff routes never even see it. */
const cookiePath = '/api/portal'
const hours = 12
const rememberedFor = 5000

type Known = CustomerSession & { readonly expiresAt: Date }
type Ticket = { readonly organisationId: string; readonly sessionId: string; readonly token: string }

const hashOf = (token: string): Buffer => createHash('sha256').update(token).digest()

const ticketOf = (cookie: string | undefined): Ticket | undefined => {
  const [organisationId = '', sessionId = '', token = '', more] = cookie?.split('.') ?? []
  if (more !== undefined || !isUuid(organisationId) || !isUuid(sessionId) || token.length !== 43) return undefined
  return { organisationId, sessionId, token }
}

/** Sessions of customers in the portal. */
export class PortalSessions {
  readonly #db: Database
  readonly #secure: boolean
  readonly #known = new Lru<Known>(50_000, rememberedFor)

  /** @param secure whether browsers come by https */
  constructor(db: Database, secure: boolean) {
    this.#db = db
    this.#secure = secure
  }

  /** Which customer sends the request, if any. */
  async find(request: FastifyRequest): Promise<Known | undefined> {
    const cookie = request.cookies[cookieName]
    const ticket = ticketOf(cookie)
    if (cookie === undefined || ticket === undefined) return undefined
    const known = this.#known.get(cookie)
    if (known !== undefined) return known.expiresAt > new Date() ? known : undefined
    const { organisationId, sessionId, token } = ticket
    const row = await this.#db.inOrganisation(organisationId, async (tx) =>
      tx.maybe<{ customerId: string; tokenHash: Buffer; expiresAt: Date }>({
        name: 'portal-session-find',
        // Who was merged since is from now on who stands for them.
        text: `select coalesce(c.merged_into, s.customer_id) as "customerId", s.token_hash as "tokenHash",
                      s.expires_at as "expiresAt"
                 from portal_session s
                 left join customer c on c.organisation_id = $1 and c.id = s.customer_id
                where s.organisation_id = $1 and s.id = $2 and s.expires_at > now()`,
        values: [organisationId, sessionId],
      }),
    )
    if (row === undefined || !timingSafeEqual(row.tokenHash, hashOf(token))) return undefined
    const session = { organisationId, sessionId, customerId: row.customerId, expiresAt: row.expiresAt }
    this.#known.set(cookie, session)
    return session
  }

  /** Opens a session in the caller's transaction. @returns the cookie's value and the session */
  async open(tx: Tx, customerId: string): Promise<{ cookie: string; session: Known }> {
    const sessionId = uuidv7()
    const token = randomBytes(32).toString('base64url')
    const { expiresAt } = await tx.one<{ expiresAt: Date }>({
      name: 'portal-session-open',
      text: `insert into portal_session (organisation_id, id, customer_id, token_hash, expires_at)
             values ($1, $2, $3, $4, now() + make_interval(hours => $5)) returning expires_at as "expiresAt"`,
      values: [tx.organisationId, sessionId, customerId, hashOf(token), hours],
    })
    const { organisationId } = tx
    return {
      cookie: `${organisationId}.${sessionId}.${token}`,
      session: { organisationId, sessionId, customerId, expiresAt },
    }
  }

  setCookie(reply: FastifyReply, value: string): void {
    const attributes = { path: cookiePath, httpOnly: true, sameSite: 'lax', secure: this.#secure } as const
    void reply.setCookie(cookieName, value, { ...attributes, maxAge: hours * 3600 })
  }

  /** Ends the session of the request, if there is one. */
  async close(request: FastifyRequest, reply: FastifyReply): Promise<void> {
    const session = await this.find(request)
    void reply.clearCookie(cookieName, { path: cookiePath })
    if (session === undefined) return
    await this.#db.inOrganisation(session.organisationId, async (tx) =>
      tx.rows({
        text: 'delete from portal_session where organisation_id = $1 and id = $2',
        values: [session.organisationId, session.sessionId],
      }),
    )
    this.#known.take(request.cookies[cookieName] ?? '')
  }
}
