import type { StaffSession } from '@candor/api'
import type { Database } from '../../platform/db/index.ts'
import { identityErrors } from './errors.ts'
import { membershipOf } from './membership.ts'
import { organisationNames } from './organisations.ts'
import { keyOf, rightsNow } from './roles/role.ts'

/** A member of staff as the staff app shows them. @throws IDENTITY_NO_ORGANISATION */
export type DescribeStaff = (userId: string) => Promise<StaffSession>

type StoredUser = { name: string; email: string; language: 'en' | 'zh-CN' | null }

/** @param demoIsOpen whether accounts of the demo may come in */
export const describeStaff =
  (db: Database, demoIsOpen: boolean): DescribeStaff =>
  async (userId) => {
    const membership = await membershipOf(db.owner, userId, demoIsOpen)
    const { rows } = await db.owner.query<StoredUser>('select name, email, language from auth.user where id = $1', [
      userId,
    ])
    const [user] = rows
    if (membership === undefined || user === undefined) {
      throw identityErrors.IDENTITY_NO_ORGANISATION('this account is a member of no organisation')
    }
    const { organisationId } = membership
    const [organisation] = await organisationNames(db.owner, [organisationId])
    if (organisation === undefined) throw new Error('a membership names an organisation that does not exist')
    const key = keyOf(membership)
    const { name, nameZh, rights } = await db.inOrganisation(organisationId, async (tx) => rightsNow(tx, key))
    return { userId, ...user, role: { key, name, nameZh }, rights: [...rights], organisation }
  }
