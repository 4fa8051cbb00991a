import { createFileRoute } from '@tanstack/react-router'
import { CustomerImportPage } from '../../../features/customer-imports/customer-import-page.tsx'

const CustomerImportRoute = () => {
  const { importId } = Route.useParams()
  return <CustomerImportPage key={importId} importId={importId} />
}

export const Route = createFileRoute('/_staff/imports/customers/$importId')({ component: CustomerImportRoute })
