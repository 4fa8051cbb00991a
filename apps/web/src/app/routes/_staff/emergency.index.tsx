import { createFileRoute, useNavigate } from '@tanstack/react-router'
import { EmergencyPage } from '../../../features/emergency/emergency-page.tsx'

export interface EmergencySearch {
  /** Whose record is to be opened. */
  readonly customer?: string
}

const EmergencyRoute = () => {
  const { customer } = Route.useSearch()
  const navigate = useNavigate()
  return (
    <EmergencyPage
      customer={customer}
      onOpened={(customerId) => void navigate({ to: '/emergency/$customerId', params: { customerId } })}
    />
  )
}

export const Route = createFileRoute('/_staff/emergency/')({
  validateSearch: (search): EmergencySearch =>
    typeof search['customer'] === 'string' ? { customer: search['customer'] } : {},
  component: EmergencyRoute,
})
