import type { Role } from '@candor/api'
import type { Pool } from 'pg'

/** For whom somebody works, and as what. */
export type Membership = { readonly organisationId: string; readonly role: Role | null; readonly roleId: string | null }

/**
 * For whom somebody works now; the oldest where there are several.
 * @param demoIsOpen whether accounts of the demo may come in: their passwords are published
 */
export const membershipOf = async (
  owner: Pool,
  userId: string,
  demoIsOpen: boolean,
): Promise<Membership | undefined> => {
  const { rows } = await owner.query<Membership>({
    name: 'identity-membership',
    text: `select m.organisation_id as "organisationId", m.role, m.role_id as "roleId"
             from auth.membership m join auth.user u on u.id = m.user_id
            where m.user_id = $1 and m.deactivated_at is null and ($2 or not u.demo)
            order by m.created_at, m.organisation_id limit 1`,
    values: [userId, demoIsOpen],
  })
  return rows[0]
}

/** Ends the sessions of the demo’s accounts. Their data stay. @returns how many ended */
export const endDemoSessions = async (owner: Pool): Promise<number> => {
  const { rowCount } = await owner.query(
    'delete from auth.session s using auth.user u where u.id = s.user_id and u.demo',
  )
  return rowCount ?? 0
}

/** Whether anybody works here, other than in the demo. */
export const anybodyWorksHere = async (owner: Pool): Promise<boolean> => {
  const { rows } = await owner.query(
    'select from auth.membership m join auth.user u on u.id = m.user_id where not u.demo limit 1',
  )
  return rows.length > 0
}
