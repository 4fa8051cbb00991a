import { createFileRoute } from '@tanstack/react-router'
import { NewCompanyPage } from '../../../features/companies/new-company-page.tsx'

export const Route = createFileRoute('/_staff/companies/new')({ component: NewCompanyPage })
