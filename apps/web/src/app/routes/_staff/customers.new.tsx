import { createFileRoute } from '@tanstack/react-router'
import { NewCustomerPage } from '../../../features/customers/new-customer-page.tsx'

export const Route = createFileRoute('/_staff/customers/new')({ component: NewCustomerPage })
