import { notificationRoutes } from '@candor/api'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { call } from '../../lib/api.ts'
import { notificationsKey } from './queries.ts'

/** Marks everything as read. */
export const useReadAll = () => {
  const client = useQueryClient()
  return useMutation({
    mutationFn: () => call(notificationRoutes.readAll, { body: {} }),
    onSettled: () => client.invalidateQueries({ queryKey: notificationsKey }),
  })
}
