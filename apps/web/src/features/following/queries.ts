import { followingRoutes, type FollowedObject } from '@candor/api'
import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query'
import { call } from '../../lib/api.ts'

const followingKey = ['following'] as const

/** A record that can be followed. */
export interface Followable {
  readonly object: FollowedObject
  readonly id: string
}

export const followedQuery = queryOptions({
  queryKey: [...followingKey, 'list'],
  queryFn: async ({ signal }) => (await call(followingRoutes.list, {}, { signal })).items,
})

export const followingQuery = ({ object, id }: Followable) =>
  queryOptions({
    queryKey: [...followingKey, object, id],
    queryFn: ({ signal }) => call(followingRoutes.get, { params: { object, id } }, { signal }),
  })

/** Follows a record or stops. */
export const useFollow = () => {
  const client = useQueryClient()
  return useMutation({
    mutationFn: ({ object, id, on }: Followable & { readonly on: boolean }) =>
      on
        ? call(followingRoutes.follow, { params: { object, id }, body: {} })
        : call(followingRoutes.unfollow, { params: { object, id } }),
    onSuccess: () => client.invalidateQueries({ queryKey: followingKey }),
  })
}
