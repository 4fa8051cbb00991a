import { useQueryClient } from '@tanstack/react-query'
import { useRouter } from '@tanstack/react-router'
import { useEffect } from 'react'
import { isSignedOut, sessionOptions } from '../lib/session.ts'

/** When the session has ended meanwhile, the next refused request leads to the sign-in page and back here afterwards. */
export const useGoOutWhenSignedOut = (): void => {
  const client = useQueryClient()
  const router = useRouter()
  useEffect(
    () =>
      client.getQueryCache().subscribe((event) => {
        if (event.type !== 'updated' || event.action.type !== 'error' || !isSignedOut(event.action.error)) return
        client.setQueryData(sessionOptions.queryKey, null)
        void router.invalidate()
      }),
    [client, router],
  )
}
