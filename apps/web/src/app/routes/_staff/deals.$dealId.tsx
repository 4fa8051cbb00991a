import { createFileRoute } from '@tanstack/react-router'
import { DealPage } from '../../../features/deals/deal-page.tsx'

const DealRoute = () => {
  const { dealId } = Route.useParams()
  return <DealPage key={dealId} dealId={dealId} />
}

export const Route = createFileRoute('/_staff/deals/$dealId')({ component: DealRoute })
