import type { Tx } from '../../../platform/db/index.ts'
import type { StaffSession } from '../../../platform/http/access.ts'
import { platformErrors } from '../../../platform/platform-errors.ts'
import { identityErrors } from '../errors.ts'
import type { Record } from '../needs.ts'
import { keyOf, roleByKey, storedRole } from '../roles/role.ts'
import { lockPeople, staffPeople, type StaffMember } from './people.ts'

/** What is to be different about somebody; what is absent stays. */
export type StaffChange = {
  readonly role?: string | undefined
  readonly active?: boolean | undefined
  readonly secondFactor?: false | undefined
}

const isActiveOwner = ({ role, deactivatedAt }: StaffMember): boolean => role === 'owner' && deactivatedAt === null

/** An owner may do everything, so only an owner makes one, and only an owner touches one. */
export const requireOwnerFor = (by: StaffSession, ...keys: readonly (string | undefined)[]): void => {
  if (by.role === 'owner' || !keys.includes('owner')) return
  throw identityErrors.IDENTITY_OWNERS_ONLY('only an owner makes somebody an owner, or changes one')
}

const requireAnotherOwner = (people: readonly StaffMember[], member: StaffMember): void => {
  if (people.some((person) => person.id !== member.id && isActiveOwner(person))) return
  throw identityErrors.IDENTITY_LAST_OWNER('somebody has to be owner: make another person owner first')
}

/** What the change asks for that is not so already. */
const differing = (member: StaffMember, { role, active, secondFactor }: StaffChange): StaffChange => ({
  ...(role !== undefined && role !== keyOf(member) && { role }),
  ...(active !== undefined && active !== (member.deactivatedAt === null) && { active }),
  ...(secondFactor === false && member.secondFactor && { secondFactor }),
})

/**
 * Changes what somebody is and may; what is so already is left as it is.
 * @returns whether anything changed
 * @throws NOT_FOUND, IDENTITY_NO_SUCH_ROLE, IDENTITY_OWN_ROLE, IDENTITY_OWNERS_ONLY, IDENTITY_LAST_OWNER
 */
export const changeStaff = async (
  tx: Tx,
  record: Record,
  by: StaffSession,
  id: string,
  asked: StaffChange,
): Promise<boolean> => {
  await lockPeople(tx)
  const people = await staffPeople(tx)
  const member = people.find((person) => person.id === id)
  if (member === undefined) throw platformErrors.NOT_FOUND('nobody with this id works or worked here')
  if (id === by.userId) throw identityErrors.IDENTITY_OWN_ROLE('nobody changes their own role or lets themselves in')
  const { role, active, secondFactor } = differing(member, asked)
  requireOwnerFor(by, keyOf(member), role)
  if (isActiveOwner(member) && (role !== undefined || active === false)) requireAnotherOwner(people, member)
  const write = async (kind: `staff.${string}`, more: { [name: string]: string } = {}): Promise<void> => {
    const body = { staff: id, email: member.email, ...more }
    await record(tx, {
      subject: tx.organisationId,
      kind,
      actor: by.actor,
      purpose: 'administration',
      body,
    })
  }
  if (role !== undefined) {
    const next = storedRole((await roleByKey(tx, role)).key)
    await tx.rows({ text: 'select staff_set_role($1, $2, $3)', values: [id, next.role, next.roleId] })
    await write('staff.role-changed', { before: keyOf(member), after: role })
  }
  if (active !== undefined) {
    await tx.rows({ text: 'select staff_set_active($1, $2)', values: [id, active] })
    await write(active ? 'staff.reactivated' : 'staff.deactivated')
  }
  if (secondFactor !== undefined) {
    await tx.rows({ text: 'select staff_remove_second_factor($1)', values: [id] })
    await write('staff.second-factor-removed')
  }
  return role !== undefined || active !== undefined || secondFactor !== undefined
}
