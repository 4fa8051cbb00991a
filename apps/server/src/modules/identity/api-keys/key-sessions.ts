import { isRight, withheldRights, type Right } from '@candor/api'
import type { FastifyRequest } from 'fastify'
import type { Database } from '../../../platform/db/index.ts'
import type { StaffSession } from '../../../platform/http/access.ts'
import { httpErrors } from '../../../platform/http/errors.ts'
import { Lru } from '../../../platform/lru.ts'
import { Limiter } from '../limiter.ts'
import { modulesOf } from '../modules/modules.ts'
import { isSecret, parseKey } from './secret.ts'

/** A key is looked up again after this time (milliseconds); what this process revoked holds at once. */
const rememberedFor = 5000

/** The role that programs have where a role is asked for: fields that are kept from roles are kept from them. */
export const keyRole = 'api-key'

type Known = StaffSession & { readonly expiresAt: Date; readonly requestsAMinute: number }
type Row = {
  readonly hash: Buffer
  readonly rights: readonly string[]
  readonly requestsAMinute: number
  readonly expiresAt: Date
}

/** A scheme’s name may be written in any case (RFC 9110 section 11.1). */
const bearer = /^bearer +/i

/** Whether a request comes with a key, good or bad. */
export const comesWithKey = ({ headers }: FastifyRequest): boolean => bearer.test(headers.authorization ?? '')

/** Finds the program that sends a request by its key. */
export class KeySessions {
  readonly #db: Database
  readonly #known = new Lru<Known>(10_000, rememberedFor)
  readonly #revoked = new Set<string>()
  /** Requests of each key in its minute; no more keys than organisations made. */
  readonly #minutes = new Map<string, { count: number; readonly until: number }>()
  /** Wrong keys of one name from one address, so that guessing costs us little; a right one has 256 random bits in any case. */
  readonly #failures = new Limiter(60, 60_000)

  constructor(db: Database) {
    this.#db = db
  }

  /** Which program sends the request. @throws IDENTITY_TOO_MANY_ATTEMPTS after many wrong keys, HTTP_TOO_MANY_REQUESTS */
  async find(request: FastifyRequest): Promise<StaffSession | undefined> {
    const text = (request.headers.authorization ?? '').replace(bearer, '').trim()
    const known = this.#known.get(text)
    if (known !== undefined && this.#isGood(known)) return this.#counted(known)
    // A program with a key that has ended must not shut out the others of its house.
    const caller = `${request.ip} ${parseKey(text)?.id ?? ''}`
    this.#failures.check(caller)
    const found = await this.#lookUp(text)
    if (found === undefined) {
      this.#failures.count(caller)
      return undefined
    }
    this.#known.set(text, found)
    return this.#counted(found)
  }

  /** Counts a request of a key. @throws HTTP_TOO_MANY_REQUESTS when its minute is used up */
  #counted(session: Known): Known {
    const now = Date.now()
    const before = this.#minutes.get(session.sessionId)
    const minute = before !== undefined && before.until > now ? before : { count: 0, until: now + 60_000 }
    if (minute.count >= session.requestsAMinute) {
      const seconds = Math.max(1, Math.ceil((minute.until - now) / 1000))
      throw httpErrors.HTTP_TOO_MANY_REQUESTS(
        `this key may send ${session.requestsAMinute} requests a minute; more in ${seconds} seconds`,
        { headers: { 'retry-after': String(seconds) } },
      )
    }
    minute.count += 1
    this.#minutes.set(session.sessionId, minute)
    return session
  }

  #isGood({ sessionId, expiresAt }: Known): boolean {
    return !this.#revoked.has(sessionId) && expiresAt > new Date()
  }

  async #lookUp(text: string): Promise<Known | undefined> {
    const parsed = parseKey(text)
    if (parsed === undefined) return undefined
    const { organisationId, id, secret } = parsed
    return this.#db.inOrganisation(organisationId, async (tx) => {
      const row = await tx.maybe<Row>({
        name: 'api-key-find',
        text: `select hash, rights, requests_a_minute as "requestsAMinute", expires_at as "expiresAt" from api_key
                where organisation_id = $1 and id = $2 and revoked_at is null and expires_at > now()`,
        values: [organisationId, id],
      })
      if (row === undefined || !isSecret(secret, row.hash)) return undefined
      await tx.rows({
        name: 'api-key-used',
        text: `update api_key set last_used_at = now() where organisation_id = $1 and id = $2
                  and (last_used_at is null or last_used_at < now() - interval '1 minute')`,
        values: [organisationId, id],
      })
      const closed = new Set<Right>(withheldRights((await modulesOf(tx)).off))
      const rights = row.rights.filter(isRight)
      return {
        sessionId: id,
        userId: id,
        organisationId,
        actor: `key:${id}`,
        role: keyRole,
        rights: new Set(rights.filter((right) => !closed.has(right))),
        withheld: new Set(rights.filter((right) => closed.has(right))),
        requestsAMinute: row.requestsAMinute,
        expiresAt: row.expiresAt,
      }
    })
  }

  /** Whether a session found before still holds. */
  holds(session: StaffSession): boolean {
    return !this.#revoked.has(session.sessionId)
  }

  /** A key was revoked here. */
  revoked(id: string): void {
    this.#revoked.add(id)
  }
}
