import type { QueryClient } from '@tanstack/react-query'
import { createRouter } from '@tanstack/react-router'
import { PageCrashed, PageMissing, PagePending } from './page-states.tsx'
import { routeTree } from './route-tree.gen.ts'

export interface RouterContext {
  readonly queryClient: QueryClient
}

/** The routes with what they share: the server cache, and pages for waiting, for failure and for no such page. */
export const createAppRouter = (queryClient: QueryClient) =>
  createRouter({
    routeTree,
    context: { queryClient },
    defaultPreload: 'intent',
    defaultPreloadStaleTime: 0,
    scrollRestoration: true,
    // What a page does not know or cannot read in the address is dropped, not handed on.
    search: { strict: true },
    defaultPendingComponent: PagePending,
    defaultErrorComponent: PageCrashed,
    defaultNotFoundComponent: PageMissing,
  })
