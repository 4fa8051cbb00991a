import type { StaffRole } from '@candor/api'
import { useQuery } from '@tanstack/react-query'
import { Select } from 'antd'
import { useNameOf } from '../../lib/rights.ts'
import { useSession } from '../../lib/session.ts'
import { rolesQuery } from '../../lib/staff.ts'

interface RoleSelectProps {
  readonly id?: string
  readonly label?: string
  readonly value?: StaffRole['key']
  readonly disabled?: boolean
  readonly onChange?: (role: StaffRole['key']) => void
}

/** Chooses a role. Who is no owner cannot make one, so that is not offered. */
export const RoleSelect = ({ id, label, value, disabled = false, onChange }: RoleSelectProps) => {
  const nameOf = useNameOf()
  const session = useSession()
  const { data } = useQuery(rolesQuery)
  const roles = (data?.items ?? []).filter(
    ({ key }) => key !== 'owner' || key === value || session.role.key === 'owner',
  )
  return (
    <Select
      {...(id !== undefined && { id })}
      {...(label !== undefined && { 'aria-label': label })}
      {...(value !== undefined && { value })}
      {...(onChange && { onChange })}
      disabled={disabled}
      loading={!data}
      popupMatchSelectWidth={false}
      style={{ minWidth: 140 }}
      options={roles.map((role) => ({ value: role.key, label: nameOf(role) }))}
    />
  )
}
