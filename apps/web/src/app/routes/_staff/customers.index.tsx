import { createFileRoute, useNavigate } from '@tanstack/react-router'
import { useCallback } from 'react'
import { CustomersPage } from '../../../features/customers/customers-page.tsx'
import { parseListSearch, type ListSearch } from '../../../features/customers/list-state.ts'

const CustomersRoute = () => {
  const search = Route.useSearch()
  const navigate = useNavigate({ from: Route.fullPath })
  const onSearch = useCallback((next: ListSearch) => void navigate({ search: next, replace: true }), [navigate])
  return <CustomersPage search={search} onSearch={onSearch} />
}

export const Route = createFileRoute('/_staff/customers/')({
  validateSearch: parseListSearch,
  component: CustomersRoute,
})
