import { customerRoutes } from '@candor/api'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { Select } from 'antd'
import { useState } from 'react'
import { call } from '../lib/api.ts'
import { useDebounced } from '../lib/use-debounced.ts'

interface CustomerSelectProps {
  readonly label: string
  readonly placeholder: string
  readonly value?: string | undefined
  readonly onChange?: (customerId: string) => void
  /** Not offered: the customer whose page it is. */
  readonly except?: string | undefined
}

/** Finds a customer by typing a part of the name, an address or a number. */
export const CustomerSelect = ({ label, placeholder, value, onChange, except }: CustomerSelectProps) => {
  const [text, setText] = useState('')
  const search = useDebounced(text.trim())
  const { data, isFetching } = useQuery({
    queryKey: ['customers', 'select', search],
    queryFn: ({ signal }) => call(customerRoutes.list, { query: { limit: 20, ...(search && { search }) } }, { signal }),
    placeholderData: keepPreviousData,
  })
  return (
    <Select
      showSearch={{ filterOption: false, onSearch: setText }}
      aria-label={label}
      placeholder={placeholder}
      value={value ?? null}
      loading={isFetching}
      style={{ width: '100%' }}
      onChange={(id: string | null) => id !== null && onChange?.(id)}
      options={(data?.items ?? [])
        .filter(({ id }) => id !== except)
        .map(({ id, name, email, reference }) => ({
          value: id,
          label: [name, reference ?? email].filter(Boolean).join(' · '),
        }))}
    />
  )
}
