import { createFileRoute } from '@tanstack/react-router'
import { customerQuery } from '../../../features/customers/queries.ts'
import { CustomerPage } from '../../customer/customer-page.tsx'

const CustomerRoute = () => {
  const { customerId } = Route.useParams()
  return <CustomerPage key={customerId} customerId={customerId} />
}

export const Route = createFileRoute('/_staff/customers/$customerId')({
  // Starts the request while the code of the page is still on its way.
  loader: ({ context, params }) => void context.queryClient.prefetchQuery(customerQuery(params.customerId)),
  component: CustomerRoute,
})
