import { createFileRoute } from '@tanstack/react-router'
import { NewCustomerPage } from '../../../features/customers/new-customer-page.tsx'
import { EntryWarning } from '../../../features/duplicates/entry-warning.tsx'

const NewCustomer = () => <NewCustomerPage warning={(entered) => <EntryWarning entered={entered} />} />

export const Route = createFileRoute('/_staff/customers/new')({ component: NewCustomer })
