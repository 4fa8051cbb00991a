import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { Select } from 'antd'
import { useState } from 'react'
import { useDebounced } from '../lib/use-debounced.ts'

export interface SearchSelectProps {
  readonly label: string
  readonly placeholder: string
  readonly value?: string | undefined
  readonly onChange?: (id: string) => void
}

interface Source<Item extends { readonly id: string }> {
  /** The beginning of the key of its queries. */
  readonly of: string
  /** What fits to the words that were typed; the first ones without. */
  readonly find: (query: { limit: number; search?: string }, signal: AbortSignal) => Promise<{ items: readonly Item[] }>
  /** Its name, and what tells it from others of that name. */
  readonly wordsOf: (item: Item) => readonly (string | null | undefined)[]
  /** Not offered. */
  readonly except?: string | undefined
}

/** Finds one record among any number by typing. */
export const SearchSelect = <Item extends { readonly id: string }>({
  label,
  placeholder,
  value,
  onChange,
  of,
  find,
  wordsOf,
  except,
}: SearchSelectProps & Source<Item>) => {
  const [text, setText] = useState('')
  const search = useDebounced(text.trim())
  const { data, isFetching } = useQuery({
    queryKey: [of, 'select', search],
    queryFn: ({ signal }) => find({ limit: 20, ...(search && { search }) }, signal),
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
        .map((item) => ({ value: item.id, label: wordsOf(item).filter(Boolean).join(' · ') }))}
    />
  )
}
