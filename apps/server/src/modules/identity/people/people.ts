import type { Role } from '@candor/api'
import type { Tx } from '../../../platform/db/index.ts'

/** Somebody who works for the organisation, or did. */
export type StaffMember = {
  readonly id: string
  readonly name: string
  readonly email: string
  readonly role: Role | null
  readonly roleId: string | null
  /** Of the demo, with a published password. */
  readonly demo: boolean
  readonly joinedAt: Date
  readonly deactivatedAt: Date | null
  readonly secondFactor: boolean
}

/** Everybody who works for the transaction's organisation or did, in the order in which they came. */
export const staffPeople = async (tx: Tx): Promise<StaffMember[]> =>
  tx.rows<StaffMember>({
    name: 'identity-people',
    text: `select id, name, email, role, role_id as "roleId", demo, joined_at as "joinedAt",
                  deactivated_at as "deactivatedAt", second_factor as "secondFactor" from staff_people()`,
  })

/** Everybody who works here or did, for screens that show and choose colleagues. */
export const colleagues = async (tx: Tx): Promise<{ id: string; name: string; active: boolean }[]> =>
  (await staffPeople(tx)).map(({ id, name, deactivatedAt }) => ({ id, name, active: deactivatedAt === null }))

/** One change to the people of an organisation at a time, so that two cannot both remove the last but one owner. */
export const lockPeople = async (tx: Tx): Promise<void> => {
  await tx.rows({
    name: 'identity-lock-people',
    text: `select pg_advisory_xact_lock(hashtextextended('staff ' || $1, 0))`,
    values: [tx.organisationId],
  })
}
