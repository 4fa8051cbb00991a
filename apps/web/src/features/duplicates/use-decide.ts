import { duplicateRoutes, type DuplicatePair } from '@candor/api'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { call } from '../../lib/api.ts'
import { duplicatesKey, elsewhere } from './queries.ts'
import type { Sides } from './sides.ts'

/** How a decision is taken back. */
export type TakeBack = () => Promise<unknown>

/** Decides on a pair. Each decision gives what takes it back. */
export const useDecide = () => {
  const client = useQueryClient()
  const fresh = async (): Promise<void> => {
    await Promise.all([
      client.invalidateQueries({ queryKey: [...duplicatesKey, 'overview'] }),
      client.invalidateQueries(elsewhere),
    ])
  }
  const merge = useMutation({
    mutationFn: async ({ kept, other, choice }: Sides): Promise<TakeBack> => {
      const body = { otherId: other.id, version: kept.version, otherVersion: other.version, fields: choice }
      const { mergeId } = await call(duplicateRoutes.merge, { params: { id: kept.id }, body })
      return async () => {
        const { keptId, otherId } = await call(duplicateRoutes.undo, { params: { id: mergeId } })
        // Parted, the two would count as told apart: the question is open again.
        await call(duplicateRoutes.reopen, { body: { firstId: keptId, secondId: otherId } })
      }
    },
    onSuccess: fresh,
  })
  const dismiss = useMutation({
    mutationFn: async ({ first, second }: DuplicatePair): Promise<TakeBack> => {
      const two = { firstId: first.id, secondId: second.id }
      await call(duplicateRoutes.dismiss, { body: two })
      return async () => call(duplicateRoutes.reopen, { body: two })
    },
    onSuccess: fresh,
  })
  const takeBack = useMutation({ mutationFn: async (undo: TakeBack) => undo(), onSuccess: fresh })
  return { merge, dismiss, takeBack }
}
