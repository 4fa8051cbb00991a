import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { Avatar } from '../../components/avatar.tsx'
import { customerSearchQuery } from '../../features/customers/queries.ts'
import { useMay } from '../../lib/rights.ts'
import { useDebounced } from '../../lib/use-debounced.ts'
import type { PaletteItem } from './palette-items.tsx'

/** What a search brought up, and whether it still goes on. */
export interface Found {
  readonly items: readonly PaletteItem[]
  readonly searching: boolean
}

const shortest = 2

/** Customers by name in either script, e-mail address, number, or part of a telephone number. */
const useCustomers = (text: string): Found => {
  const navigate = useNavigate()
  const search = useDebounced(text.trim())
  const mayRead = useMay('customer.read')
  const { data, isFetching } = useQuery({
    ...customerSearchQuery(search),
    enabled: mayRead && search.length >= shortest,
    placeholderData: keepPreviousData,
  })
  const found = search.length >= shortest && text.trim().length >= shortest ? (data?.items ?? []) : []
  return {
    searching: mayRead && (isFetching || search !== text.trim()),
    items: found.map((customer) => ({
      key: customer.id,
      label: customer.name,
      icon: <Avatar name={customer.name} size={24} />,
      detail: customer.email ?? customer.reference ?? undefined,
      run: () => void navigate({ to: '/customers/$customerId', params: { customerId: customer.id } }),
    })),
  }
}

/**
 * Kinds of things that the palette finds, in the order in which they are shown. A new kind is one line here, its hook, and
 * its name among the texts of the palette.
 */
const sources = [{ name: 'customers', useFound: useCustomers }] as const satisfies readonly {
  readonly name: string
  readonly useFound: (text: string) => Found
}[]

export type PaletteSourceName = (typeof sources)[number]['name']

/** What every kind found for a text. The list of kinds never changes, so their hooks keep their order. */
export const usePaletteSources = (text: string): readonly (Found & { readonly name: PaletteSourceName })[] =>
  sources.map(({ name, useFound }) => {
    const { items, searching } = useFound(text)
    return { name, items, searching }
  })
