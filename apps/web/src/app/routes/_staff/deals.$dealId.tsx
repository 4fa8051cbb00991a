import { createFileRoute } from '@tanstack/react-router'
import { DealPage } from '../../../features/deals/deal-page.tsx'
import { PartySales } from '../../../features/sales/party-sales.tsx'

const DealRoute = () => {
  const { dealId } = Route.useParams()
  return <DealPage key={dealId} dealId={dealId} sales={<PartySales deal={dealId} />} />
}

export const Route = createFileRoute('/_staff/deals/$dealId')({ component: DealRoute })
