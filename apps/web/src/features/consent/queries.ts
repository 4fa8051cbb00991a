import { consentRoutes, type RouteOutput } from '@candor/api'
import { queryOptions } from '@tanstack/react-query'
import { call } from '../../lib/api.ts'

export type Catalogue = RouteOutput<typeof consentRoutes.catalogue>
export type CataloguePurpose = Catalogue['purposes'][number]

export const consentKey = ['consent'] as const

export const catalogueQuery = queryOptions({
  queryKey: [...consentKey, 'catalogue'],
  queryFn: ({ signal }) => call(consentRoutes.catalogue, {}, { signal }),
})

/** Looked at again while a decision is on its way to the ledger. */
export const customerConsentsQuery = (customerId: string) =>
  queryOptions({
    queryKey: [...consentKey, 'customer', customerId],
    queryFn: ({ signal }) => call(consentRoutes.ofCustomer, { params: { id: customerId } }, { signal }),
    refetchInterval: ({ state }) =>
      state.data?.items.some(({ ledger }) => ledger.state === 'pending') === true ? 4_000 : false,
  })
