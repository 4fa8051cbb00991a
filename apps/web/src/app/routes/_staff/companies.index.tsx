import { createFileRoute, useNavigate } from '@tanstack/react-router'
import { useCallback } from 'react'
import { CompaniesPage } from '../../../features/companies/companies-page.tsx'
import { parseCompanySearch, type CompanySearch } from '../../../features/companies/list-state.ts'

const CompaniesRoute = () => {
  const search = Route.useSearch()
  const navigate = useNavigate({ from: Route.fullPath })
  const onSearch = useCallback((next: CompanySearch) => void navigate({ search: next, replace: true }), [navigate])
  return <CompaniesPage search={search} onSearch={onSearch} />
}

export const Route = createFileRoute('/_staff/companies/')({
  validateSearch: parseCompanySearch,
  component: CompaniesRoute,
})
