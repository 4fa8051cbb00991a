import { createFileRoute } from '@tanstack/react-router'
import { CompanyPage } from '../../../features/companies/company-page.tsx'
import { OwnFieldsPanel } from '../../../features/fields/own-fields-panel.tsx'

const CompanyRoute = () => {
  const { companyId } = Route.useParams()
  const ownFields = <OwnFieldsPanel object="company" id={companyId} />
  return <CompanyPage key={companyId} companyId={companyId} ownFields={ownFields} />
}

export const Route = createFileRoute('/_staff/companies/$companyId')({ component: CompanyRoute })
