import { ApiError } from '@candor/api'
import { storedLanguage } from '@candor/ui'
import type { QueryClient } from '@tanstack/react-query'
import { sessionQuery } from '../lib/session.ts'
import type { createAppRouter } from './router.tsx'

/**
 * Sends people whose session has ended to sign in, and back to where they were; and asks the server again for everything on
 * screen when the language changes, since it words some of its answers itself.
 */
export const watchSession = (client: QueryClient, router: ReturnType<typeof createAppRouter>): void => {
  client.getQueryCache().subscribe((event) => {
    if (event.type !== 'updated' || event.action.type !== 'error') return
    const { error } = event.action
    if (!(error instanceof ApiError) || error.problem.status !== 401) return
    if (client.getQueryData(sessionQuery.queryKey) === null) return
    client.setQueryData(sessionQuery.queryKey, null)
    void router.navigate({ to: '/sign-in', search: { next: router.state.location.href } })
  })
  storedLanguage.subscribe(() => void client.invalidateQueries())
}
