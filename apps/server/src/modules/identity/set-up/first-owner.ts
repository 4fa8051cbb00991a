import { createHash, randomBytes, timingSafeEqual } from 'node:crypto'
import type { Database } from '../../../platform/db/index.ts'
import { uuidv7 } from '../../../platform/ids.ts'
import { identityErrors } from '../errors.ts'
import { anybodyWorksHere } from '../membership.ts'
import type { IdentityNeeds } from '../needs.ts'

/** The first company and who owns it; the password is hashed already. */
export type FirstOwner = {
  readonly company: string
  readonly companyZh?: string | undefined
  /** ISO 4217 */
  readonly currency: string
  readonly name: string
  readonly email: string
  readonly passwordHash: string
  readonly language: 'en' | 'zh-CN' | null
}

/** Any fixed number: one set-up at a time on one database. */
const setUpLock = 7_266_102

/** A name for addresses: lower case letters, digits and hyphens. */
export const slugOf = (name: string): string =>
  name
    .normalize('NFKD')
    .replaceAll(/\p{M}/gu, '')
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replaceAll(/^-+|-+$/g, '')
    .slice(0, 40) || 'organisation'

/** Makes the organisation, or finds the one that an interrupted set-up left without anybody in it. */
const ensureOrganisation = async (
  db: Database,
  { company, companyZh = company, currency }: FirstOwner,
): Promise<string> => {
  const base = slugOf(company)
  for (let number = 1; ; number += 1) {
    const slug = number === 1 ? base : `${base}-${number}`
    const { rows } = await db.owner.query<{ id: string }>(
      `insert into organisation as o (id, slug, name, name_zh, currency) values ($1, $2, $3, $4, $5)
       on conflict (slug) do update set name = excluded.name, name_zh = excluded.name_zh, currency = excluded.currency
         where not exists (select from auth.membership m where m.organisation_id = o.id)
       returning id`,
      [uuidv7(), slug, company, companyZh, currency],
    )
    const [made] = rows
    if (made !== undefined) return made.id
  }
}

/**
 * Makes the first organisation with its owner and a shop, unless somebody works here already. Ended in the middle it leaves nothing that
 * would keep it from being done again.
 * @returns user id and organisation
 * @throws IDENTITY_SET_UP_DONE
 */
export const createFirstOwner = async (
  db: Database,
  { record, openShop }: Pick<IdentityNeeds, 'record' | 'openShop'>,
  first: FirstOwner,
): Promise<{ userId: string; organisationId: string }> => {
  const lock = await db.owner.connect()
  try {
    await lock.query('select pg_advisory_lock($1)', [setUpLock])
    if (await anybodyWorksHere(db.owner)) throw identityErrors.IDENTITY_SET_UP_DONE('somebody works here already')
    const organisationId = await ensureOrganisation(db, first)
    const userId = await db.inOrganisation(organisationId, async (tx) => {
      const joined = await tx.one<{ id: string | null }>({
        text: `select staff_join($1, $2, $3, $4, $5, 'owner', null) as id`,
        values: [uuidv7(), first.name, first.email, first.passwordHash, first.language],
      })
      if (joined.id === null) {
        throw identityErrors.IDENTITY_WORKS_ELSEWHERE('this address belongs to an account of the demo', {
          errors: [{ path: '/body/email', message: 'belongs to an account of the demo' }],
        })
      }
      await openShop(tx, { slug: 'main', name: first.company, nameZh: first.companyZh ?? first.company })
      await record(tx, {
        subject: organisationId,
        kind: 'organisation.set-up',
        actor: `staff:${joined.id}`,
        purpose: 'administration',
        body: { company: first.company, owner: first.email.toLowerCase() },
      })
      return joined.id
    })
    return { userId, organisationId }
  } finally {
    // Closed rather than given back: that ends the lock, too.
    lock.release(true)
  }
}

const hashOf = (token: string): Buffer => createHash('sha256').update(token).digest()

/** The one-time link to the set-up page. It lives in this process alone: another start prints another one. */
export class SetUp {
  readonly #db: Database
  readonly #demo: boolean
  readonly #token = randomBytes(32).toString('base64url')

  /** @param demo whether the server shows the demo: then there is nothing to set up */
  constructor(db: Database, demo: boolean) {
    this.#db = db
    this.#demo = demo
  }

  async isOpen(): Promise<boolean> {
    return !this.#demo && !(await anybodyWorksHere(this.#db.owner))
  }

  /** The page's address below that of the server; nothing when there is nothing to set up. */
  async path(): Promise<string | undefined> {
    return (await this.isOpen()) ? `/set-up?token=${this.#token}` : undefined
  }

  /** @throws IDENTITY_SET_UP_DONE alike for a wrong link and for one that came too late */
  async requireOpen(token: string): Promise<void> {
    const right = timingSafeEqual(hashOf(token), hashOf(this.#token))
    if (right && (await this.isOpen())) return
    throw identityErrors.IDENTITY_SET_UP_DONE('there is nothing to set up, or the link is not the one of this start')
  }
}
