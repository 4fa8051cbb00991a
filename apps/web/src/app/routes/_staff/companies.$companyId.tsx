import { createFileRoute } from '@tanstack/react-router'
import { CompanyPage } from '../../../features/companies/company-page.tsx'

const CompanyRoute = () => {
  const { companyId } = Route.useParams()
  return <CompanyPage key={companyId} companyId={companyId} />
}

export const Route = createFileRoute('/_staff/companies/$companyId')({ component: CompanyRoute })
