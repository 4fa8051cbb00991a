import { isRight, isRole, rightsOfRole, roleNames, roles, withheldRights, type Right, type Role } from '@candor/api'
import type { Tx } from '../../../platform/db/index.ts'
import { identityErrors } from '../errors.ts'
import { modulesOf } from '../modules/modules.ts'

/** How a row points to a role: by the name of one that every organisation has, or by the id of one of its own. */
export type StoredRole = { readonly role: Role | null; readonly roleId: string | null }

/** A role by its key, its names and its rights. */
export type NamedRole = {
  readonly key: string
  readonly name: string
  readonly nameZh: string
  readonly rights: readonly Right[]
}

const known = new Map<string, NamedRole>(
  roles.map((role) => [role, { key: role, ...roleNames[role], rights: rightsOfRole[role] }]),
)

type Row = { id: string; name: string; nameZh: string; rights: string[] }

/** Of the stored rights those that this version knows: a right that was given up gives nothing. */
const roleFrom = ({ id, rights, ...names }: Row): NamedRole => ({ key: id, ...names, rights: rights.filter(isRight) })

const columns = `id, name, name_zh as "nameZh", rights`

/** The roles that an organisation made itself, oldest first. */
export const customRoles = async (tx: Tx): Promise<NamedRole[]> =>
  (
    await tx.rows<Row>({
      name: 'identity-custom-roles',
      text: `select ${columns} from staff_role where organisation_id = $1 order by created_at, id`,
      values: [tx.organisationId],
    })
  ).map(roleFrom)

/** Every role that people of the organisation can have. */
export const allRoles = async (tx: Tx): Promise<NamedRole[]> => [...known.values(), ...(await customRoles(tx))]

/** The key of a stored role. */
export const keyOf = ({ role, roleId }: StoredRole): string => role ?? roleId ?? ''

/** The columns for a role's key. */
export const storedRole = (key: string): StoredRole =>
  isRole(key) ? { role: key, roleId: null } : { role: null, roleId: key }

/** A role by its key. @throws IDENTITY_NO_SUCH_ROLE */
export const roleByKey = async (tx: Tx, key: string): Promise<NamedRole> => {
  const ready = known.get(key)
  if (ready !== undefined) return ready
  const row = await tx.maybe<Row>({
    name: 'identity-custom-role',
    text: `select ${columns} from staff_role where organisation_id = $1 and id = $2`,
    values: [tx.organisationId, key],
  })
  if (row === undefined) {
    throw identityErrors.IDENTITY_NO_SUCH_ROLE('this organisation has no such role', {
      errors: [{ path: '/body/role', message: 'is neither one of the roles that all have nor one of your own' }],
    })
  }
  return roleFrom(row)
}

/**
 * A role as it is worth at this moment: without what leads into modules that the organisation has switched off.
 * @returns also those rights that the role would have otherwise
 * @throws IDENTITY_NO_SUCH_ROLE
 */
export const rightsNow = async (tx: Tx, key: string): Promise<NamedRole & { readonly withheld: readonly Right[] }> => {
  const role = await roleByKey(tx, key)
  const closed = new Set(withheldRights((await modulesOf(tx)).off))
  const [withheld, rights] = [true, false].map((is) => role.rights.filter((right) => closed.has(right) === is))
  return { ...role, rights: rights ?? [], withheld: withheld ?? [] }
}
