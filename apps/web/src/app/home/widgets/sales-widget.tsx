import { useQuery } from '@tanstack/react-query'
import { customersOverviewQuery } from '../../../features/customers/queries.ts'
import { SalesPanels } from '../sales-panels.tsx'

/** Sales over time and by shop, once there are any. */
export const SalesWidget = () => {
  const { data } = useQuery(customersOverviewQuery)
  return data && data.orders > 0 ? <SalesPanels overview={data} /> : null
}
