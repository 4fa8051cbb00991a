import type { Right } from '@candor/api'
import { sqlState } from '../../../platform/db/sql-state.ts'
import type { Tx } from '../../../platform/db/index.ts'
import type { StaffSession } from '../../../platform/http/access.ts'
import { platformErrors } from '../../../platform/platform-errors.ts'
import { uuidv7 } from '../../../platform/ids.ts'
import { identityErrors } from '../errors.ts'
import type { Record } from '../needs.ts'

/** A role as somebody wrote it down. */
export type RoleContent = { readonly name: string; readonly nameZh: string; readonly rights: readonly Right[] }

const bodyOf = ({ name, nameZh, rights }: RoleContent) => ({ name, nameZh, rights: [...new Set(rights)].sort() })

const entry = (by: StaffSession, kind: `role.${string}`, id: string, content?: RoleContent) => ({
  subject: by.organisationId,
  kind,
  actor: by.actor,
  purpose: 'administration',
  body: { role: id, ...(content && bodyOf(content)) },
})

/** Makes a role. @returns its id */
export const createRole = async (tx: Tx, record: Record, by: StaffSession, content: RoleContent): Promise<string> => {
  const id = uuidv7()
  const { name, nameZh, rights } = bodyOf(content)
  await tx.rows({
    text: 'insert into staff_role (organisation_id, id, name, name_zh, rights) values ($1, $2, $3, $4, $5)',
    values: [tx.organisationId, id, name, nameZh, rights],
  })
  await record(tx, entry(by, 'role.created', id, content))
  return id
}

/**
 * Changes a role for everybody who has it.
 * @throws IDENTITY_OWN_ROLE because nobody gives rights to themselves; NOT_FOUND
 */
export const updateRole = async (
  tx: Tx,
  record: Record,
  by: StaffSession,
  id: string,
  content: RoleContent,
): Promise<void> => {
  if (by.role === id) throw identityErrors.IDENTITY_OWN_ROLE('nobody changes the role that they have themselves')
  const { name, nameZh, rights } = bodyOf(content)
  await tx.one({
    text: `update staff_role set name = $3, name_zh = $4, rights = $5, updated_at = now()
            where organisation_id = $1 and id = $2 returning id`,
    values: [tx.organisationId, id, name, nameZh, rights],
  })
  await record(tx, entry(by, 'role.changed', id, content))
}

const foreignKeyViolation = '23503'

/** Removes a role that nobody has. @throws IDENTITY_ROLE_IN_USE, NOT_FOUND */
export const removeRole = async (tx: Tx, record: Record, by: StaffSession, id: string): Promise<void> => {
  try {
    const gone = await tx.maybe({
      text: 'delete from staff_role where organisation_id = $1 and id = $2 returning id',
      values: [tx.organisationId, id],
    })
    if (gone === undefined) throw platformErrors.NOT_FOUND('there is no such role in this organisation')
  } catch (error) {
    if (sqlState(error) !== foreignKeyViolation) throw error
    throw identityErrors.IDENTITY_ROLE_IN_USE('somebody has this role, or was asked to join with it', { cause: error })
  }
  await record(tx, entry(by, 'role.removed', id))
}
