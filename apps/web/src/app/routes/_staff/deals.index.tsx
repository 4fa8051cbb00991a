import { createFileRoute, useNavigate } from '@tanstack/react-router'
import { useCallback } from 'react'
import { DealsPage } from '../../../features/deals/deals-page.tsx'
import { parseDealsSearch, type DealsSearch } from '../../../features/deals/list-state.ts'

const DealsRoute = () => {
  const search = Route.useSearch()
  const navigate = useNavigate({ from: Route.fullPath })
  const onSearch = useCallback((next: DealsSearch) => void navigate({ search: next, replace: true }), [navigate])
  return <DealsPage search={search} onSearch={onSearch} />
}

export const Route = createFileRoute('/_staff/deals/')({
  validateSearch: parseDealsSearch,
  component: DealsRoute,
})
