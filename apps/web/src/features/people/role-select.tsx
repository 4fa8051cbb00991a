import type { StaffRole } from '@candor/api'
import { Select } from 'antd'
import { useNameOf } from '../../lib/rights.ts'
import { useRolesToGive } from './use-roles-to-give.ts'

interface RoleSelectProps {
  readonly label: string
  readonly value: StaffRole['key']
  readonly disabled: boolean
  readonly onChange: (role: StaffRole['key']) => void
}

/** Chooses a role in a row. */
export const RoleSelect = ({ label, value, disabled, onChange }: RoleSelectProps) => {
  const nameOf = useNameOf()
  const roles = useRolesToGive(value)
  return (
    <Select
      aria-label={label}
      value={value}
      onChange={onChange}
      disabled={disabled}
      loading={roles.length === 0}
      popupMatchSelectWidth={false}
      style={{ minWidth: 140 }}
      options={roles.map((role) => ({ value: role.key, label: nameOf(role) }))}
    />
  )
}
