import type { Pool } from 'pg'
import type { Role } from '../../platform/http/access.ts'
import type { Tx } from '../../platform/db/index.ts'
import { isUuid, uuidv7 } from '../../platform/ids.ts'
import type { StaffAuth } from './staff-auth.ts'

/** A person to be made a member of staff. */
export type NewStaff = {
  readonly organisationId: string
  readonly name: string
  readonly email: string
  /** In clear, or as `hashPassword` made it: hashing is slow on purpose, and several may begin with the same one. */
  readonly password: string | { readonly hash: string }
  readonly role: Role
  /** Of the demo: the password is published, so it opens nothing where the demo is switched off. */
  readonly demo?: boolean
  /** Language of the screens; absent follows the browser. */
  readonly language?: 'en' | 'zh-CN'
}

/**
 * Makes somebody a member of staff who signs in with e-mail and password. Somebody who exists already keeps the
 * password and gets the membership and role.
 * @returns the user's id
 */
export const createStaff = async (auth: StaffAuth, owner: Pool, staff: NewStaff): Promise<string> => {
  const { password } = await auth.$context
  const hash = typeof staff.password === 'string' ? await password.hash(staff.password) : staff.password.hash
  const client = await owner.connect()
  try {
    await client.query('begin')
    const { rows } = await client.query<{ id: string }>(
      `insert into auth.user (id, name, email, email_verified, language, demo)
       values ($1, $2, lower($3), true, $4, $5)
       on conflict (email) do update set updated_at = now() returning id`,
      [uuidv7(), staff.name, staff.email, staff.language ?? null, staff.demo ?? false],
    )
    const id = rows[0]?.id as string
    await client.query(
      `insert into auth.account (id, account_id, provider_id, user_id, password)
       values ($1, $2, 'credential', $3, $4) on conflict (user_id, provider_id) do nothing`,
      [uuidv7(), id, id, hash],
    )
    await client.query(
      `insert into auth.membership (user_id, organisation_id, role) values ($1, $2, $3)
       on conflict (user_id, organisation_id) do update set role = excluded.role, role_id = null`,
      [id, staff.organisationId, staff.role],
    )
    await client.query('commit')
    return id
  } catch (error) {
    await client.query('rollback')
    throw error
  } finally {
    client.release()
  }
}

/** A company to be made an organisation. */
export type NewOrganisation = {
  readonly slug: string
  readonly name: string
  readonly nameZh: string
  /** ISO 4217; GBP unless given. */
  readonly currency?: string
  readonly id?: string
}

/** Makes an organisation, or finds the one with the same slug. @returns its id */
export const createOrganisation = async (
  owner: Pool,
  { slug, name, nameZh, currency = 'GBP', id }: NewOrganisation,
): Promise<string> => {
  const { rows } = await owner.query<{ id: string }>(
    `insert into organisation (id, slug, name, name_zh, currency) values ($1, $2, $3, $4, $5)
     on conflict (slug) do update set slug = excluded.slug returning id`,
    [id ?? uuidv7(), slug, name, nameZh, currency],
  )
  return rows[0]?.id as string
}

const keyPrefix = 'key:'

/** What the journal calls whoever has an id: a person or a program with a key. */
export const actorCalled = async (tx: Tx, id: string): Promise<string> => {
  const key = await tx.maybe({
    text: 'select 1 from api_key where organisation_id = $1 and id = $2',
    values: [tx.organisationId, id],
  })
  return key === undefined ? `staff:${id}` : `${keyPrefix}${id}`
}

/**
 * Names of members of staff by user id, for screens that say who did something; of programs by `key:<id>`. Unknown ids are left
 * out.
 */
export const staffNames = async (
  owner: Pool,
  organisationId: string,
  userIds: readonly string[],
): Promise<Map<string, string>> => {
  const people = userIds.filter((id) => isUuid(id))
  const keys = userIds.filter((id) => id.startsWith(keyPrefix)).map((id) => id.slice(keyPrefix.length))
  if (people.length === 0 && keys.length === 0) return new Map()
  const { rows } = await owner.query<{ id: string; name: string }>({
    name: 'identity-staff-names',
    text: `select u.id::text, u.name from auth.user u join auth.membership m on m.user_id = u.id
            where m.organisation_id = $1 and u.id = any($2::uuid[])
            union all
           select 'key:' || k.id, k.name from api_key k where k.organisation_id = $1 and k.id = any($3::uuid[])`,
    values: [organisationId, people, keys.filter((id) => isUuid(id))],
  })
  return new Map(rows.map(({ id, name }) => [id, name]))
}
