import { coalition } from '../../apps/server/src/modules/demo/company.ts'

export type StaffRole = (typeof coalition.staff)[number]['role']

/** The demo's member of staff with a role. */
export const staffOf = (role: StaffRole) => {
  const person = coalition.staff.find((one) => one.role === role)
  if (!person) throw new Error(`The demo has no ${role}.`)
  return person
}
