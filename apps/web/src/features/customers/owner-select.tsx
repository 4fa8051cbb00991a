import { useQuery } from '@tanstack/react-query'
import { Select } from 'antd'
import { useSession } from '../../lib/session.ts'
import { ownersQuery } from './list-queries.ts'
import { listsTexts } from './lists-texts.ts'

interface OwnerSelectProps {
  readonly label: string
  /** Null for nobody. */
  readonly value: string | null | undefined
  readonly onChange: (ownerId: string | null) => void
  readonly autoFocus?: boolean
  readonly disabled?: boolean
  /** Shown while the list of colleagues does not have the owner. */
  readonly fallback?: string | undefined
}

const nobody = 'nobody'

/** One colleague, oneself first, or nobody. */
export const OwnerSelect = ({ label, value, onChange, autoFocus, disabled, fallback }: OwnerSelectProps) => {
  const t = listsTexts.useTexts()
  const { data: owners = [] } = useQuery(ownersQuery)
  const { userId } = useSession()
  const mine = owners.filter(({ id }) => id === userId)
  const others = owners.filter(({ id }) => id !== userId)
  const isKnown = value === null || value === undefined || owners.some(({ id }) => id === value)
  return (
    <Select
      showSearch={{ optionFilterProp: 'label' }}
      autoFocus={autoFocus ?? false}
      disabled={disabled ?? false}
      aria-label={label}
      placeholder={label}
      style={{ minWidth: 180 }}
      popupMatchSelectWidth={false}
      {...(value !== undefined && { value: value ?? nobody })}
      onChange={(id: string) => onChange(id === nobody ? null : id)}
      options={[
        ...mine.map(({ id, name }) => ({ value: id, label: `${name} (${t('me')})` })),
        ...others.map(({ id, name }) => ({ value: id, label: name })),
        ...(isKnown || value === null || value === undefined
          ? []
          : [{ value, label: fallback ?? t('formerColleague') }]),
        { value: nobody, label: t('nobody') },
      ]}
    />
  )
}
