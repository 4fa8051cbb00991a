import { rewardRoutes, type VoucherState } from '@candor/api'
import { infiniteQueryOptions, useQueryClient } from '@tanstack/react-query'
import { call } from '../../../lib/api.ts'
import { useLive } from '../../../lib/live.ts'

/** Everything about rewards and vouchers in the server cache. */
export const rewardsKey = ['rewards'] as const

export const rewardsQuery = infiniteQueryOptions({
  queryKey: [...rewardsKey, 'list'],
  queryFn: ({ pageParam, signal }) => call(rewardRoutes.list, { query: { limit: 50, cursor: pageParam } }, { signal }),
  initialPageParam: undefined as string | undefined,
  getNextPageParam: (page) => page.nextCursor ?? undefined,
})

export const vouchersQuery = (state: VoucherState | undefined) =>
  infiniteQueryOptions({
    queryKey: [...rewardsKey, 'vouchers', state],
    queryFn: ({ pageParam, signal }) =>
      call(rewardRoutes.vouchers, { query: { limit: 50, cursor: pageParam, state } }, { signal }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.nextCursor ?? undefined,
  })

/** Asks for all of it again. */
export const useRefreshRewards = (): (() => Promise<void>) => {
  const client = useQueryClient()
  return async () => client.invalidateQueries({ queryKey: rewardsKey })
}

/** Keeps what is on the screen up to date with what members, tills and the ledger do. */
export const useLiveRewards = (): void => {
  const refresh = useRefreshRewards()
  useLive('reward', () => void refresh())
  useLive('reset', () => void refresh())
}
