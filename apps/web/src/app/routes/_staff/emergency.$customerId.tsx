import { createFileRoute } from '@tanstack/react-router'
import { OpenRecord } from '../../../features/emergency/open-record.tsx'
import { CustomerPage } from '../../customer/customer-page.tsx'

const OpenRecordRoute = () => {
  const { customerId } = Route.useParams()
  return (
    <OpenRecord customerId={customerId}>
      <CustomerPage key={customerId} customerId={customerId} />
    </OpenRecord>
  )
}

export const Route = createFileRoute('/_staff/emergency/$customerId')({ component: OpenRecordRoute })
