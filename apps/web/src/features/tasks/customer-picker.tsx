import { useQuery } from '@tanstack/react-query'
import { Select } from 'antd'
import { useState } from 'react'
import { findCustomers } from '../../lib/find-customers.ts'
import { useDebounced } from '../../lib/use-debounced.ts'
import { tasksTexts } from './tasks-texts.ts'
import { tasksKey } from './queries.ts'

interface CustomerPickerProps {
  readonly id?: string
  readonly value?: string | undefined
  readonly onChange?: (id: string | undefined) => void
}

/** Finds a customer by part of a name, e-mail address or number. */
export const CustomerPicker = ({ id, value, onChange }: CustomerPickerProps) => {
  const t = tasksTexts.useTexts()
  const [text, setText] = useState('')
  const search = useDebounced(text.trim())
  const { data, isFetching } = useQuery({
    queryKey: [...tasksKey, 'customers', search],
    queryFn: ({ signal }) => findCustomers({ search, limit: 8 }, signal),
    enabled: search.length >= 2,
  })
  return (
    <Select
      {...(id !== undefined && { id })}
      allowClear
      value={value}
      placeholder={t('field.customerHint')}
      loading={isFetching}
      notFoundContent={null}
      showSearch={{ filterOption: false, onSearch: setText }}
      options={(data?.items ?? []).map((customer) => ({
        value: customer.id,
        label: customer.email ? `${customer.name} · ${customer.email}` : customer.name,
      }))}
      onChange={(next: string | undefined) => onChange?.(next)}
    />
  )
}
