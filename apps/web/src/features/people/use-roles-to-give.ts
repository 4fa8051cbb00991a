import type { StaffRole } from '@candor/api'
import { useQuery } from '@tanstack/react-query'
import { useSession } from '../../lib/session.ts'
import { rolesQuery } from '../../lib/staff.ts'

/** The roles that the person at the screen can give. Who is no owner cannot make one, so that is not offered. */
export const useRolesToGive = (present?: StaffRole['key']): readonly StaffRole[] => {
  const session = useSession()
  const { data } = useQuery(rolesQuery)
  return (data?.items ?? []).filter(({ key }) => key !== 'owner' || key === present || session.role.key === 'owner')
}
