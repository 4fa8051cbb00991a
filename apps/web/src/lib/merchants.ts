import { orderRoutes } from '@candor/api'
import { useLanguage } from '@candor/ui'
import { queryOptions, useQuery } from '@tanstack/react-query'
import { call } from './api.ts'

export const merchantsQuery = queryOptions({
  queryKey: ['merchants'],
  queryFn: ({ signal }) => call(orderRoutes.merchants, {}, { signal }),
  staleTime: 5 * 60_000,
})

/** The shops of the organisation with their names in the reader's language. */
export const useMerchants = (): readonly { readonly id: string; readonly name: string }[] => {
  const [language] = useLanguage()
  const { data } = useQuery(merchantsQuery)
  return (data?.items ?? []).map(({ id, name, nameZh }) => ({ id, name: language === 'zh' ? nameZh : name }))
}

/** The name of a shop in the reader's language; the given one until it is known. */
export const useMerchantName = (): ((id: string, otherwise: string) => string) => {
  const merchants = useMerchants()
  return (id, otherwise) => merchants.find((merchant) => merchant.id === id)?.name ?? otherwise
}
