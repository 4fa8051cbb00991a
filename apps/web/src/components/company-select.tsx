import { companyRoutes } from '@candor/api'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { Select } from 'antd'
import { useState } from 'react'
import { call } from '../lib/api.ts'
import { useDebounced } from '../lib/use-debounced.ts'

interface CompanySelectProps {
  readonly label: string
  readonly placeholder: string
  readonly value?: string | undefined
  readonly onChange?: (companyId: string) => void
}

/** Finds a company by typing a part of its name. */
export const CompanySelect = ({ label, placeholder, value, onChange }: CompanySelectProps) => {
  const [text, setText] = useState('')
  const search = useDebounced(text.trim())
  const { data, isFetching } = useQuery({
    queryKey: ['companies', 'select', search],
    queryFn: ({ signal }) => call(companyRoutes.list, { query: { limit: 20, ...(search && { search }) } }, { signal }),
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
      options={(data?.items ?? []).map(({ id, name, city }) => ({
        value: id,
        label: [name, city].filter(Boolean).join(' · '),
      }))}
    />
  )
}
