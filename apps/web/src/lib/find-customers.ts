import { customerRoutes, type RouteInput, type RouteOutput } from '@candor/api'
import { call } from './api.ts'

type Query = NonNullable<RouteInput<typeof customerRoutes.list>['query']>

/** A page of customers, and whether they are only spelt or sound like what was searched for. */
export type FoundPage = RouteOutput<typeof customerRoutes.list> & { readonly similar: boolean }

/** Customers who have what was searched for; where nobody has, those who may have been meant. */
export const findCustomers = async (query: Query, signal: AbortSignal): Promise<FoundPage> => {
  const page = await call(customerRoutes.list, { query }, { signal })
  const isNobody = page.items.length === 0 && page.nextCursor === null && query.cursor === undefined
  if (!isNobody || !query.search || query.similar) return { ...page, similar: query.similar === 'true' }
  const near = await call(customerRoutes.list, { query: { ...query, similar: 'true' } }, { signal })
  return { ...near, similar: near.items.length > 0 }
}
