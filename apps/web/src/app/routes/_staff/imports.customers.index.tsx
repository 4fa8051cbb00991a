import { createFileRoute } from '@tanstack/react-router'
import { CustomerImportsPage } from '../../../features/customer-imports/customer-imports-page.tsx'

export const Route = createFileRoute('/_staff/imports/customers/')({ component: CustomerImportsPage })
