import { portalRewardRoutes } from '@candor/api'
import { queryOptions, useQueryClient } from '@tanstack/react-query'
import { useEffect } from 'react'
import { call } from '../../lib/api.ts'
import { pagesOptions } from '../../lib/pages.ts'

const rewardsKey = ['rewards'] as const

export const catalogueOptions = queryOptions({
  queryKey: [...rewardsKey, 'catalogue'],
  queryFn: async ({ signal }) => (await call(portalRewardRoutes.catalogue, {}, { signal })).items,
})

export const vouchersOptions = pagesOptions([...rewardsKey, 'vouchers'], async (cursor, signal) =>
  call(portalRewardRoutes.vouchers, { query: { limit: 25, cursor } }, { signal }),
)

/** Asks again for rewards, vouchers, points and history: a redemption changes all of them. */
export const useRefreshRewards = (): (() => Promise<unknown>) => {
  const client = useQueryClient()
  return async () =>
    Promise.all([rewardsKey, ['points'], ['timeline']].map(async (queryKey) => client.invalidateQueries({ queryKey })))
}

/** Follows what the ledger and the shops do with the vouchers, for as long as the page is shown. */
export const useLiveRewards = (): void => {
  const client = useQueryClient()
  useEffect(() => {
    const source = new EventSource('/api/portal/events')
    const refresh = () => {
      void client.invalidateQueries({ queryKey: rewardsKey })
      void client.invalidateQueries({ queryKey: ['points', 'balance'] })
    }
    source.addEventListener('reward', refresh)
    source.addEventListener('reset', refresh)
    return () => source.close()
  }, [client])
}
