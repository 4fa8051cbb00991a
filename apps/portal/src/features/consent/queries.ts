import { portalConsentRoutes, portalRoutes, type RouteOutput } from '@candor/api'
import { queryOptions } from '@tanstack/react-query'
import { call } from '../../lib/api.ts'

export type AskedFor = RouteOutput<typeof portalConsentRoutes.list>['items'][number]
export type Choice = AskedFor['choices'][number]

export const consentsKey = ['consents'] as const

/** What is asked for and what was decided; looked at again while a decision is on its way to the ledger. */
export const consentsOptions = queryOptions({
  queryKey: [...consentsKey, 'list'],
  queryFn: async ({ signal }) => call(portalConsentRoutes.list, {}, { signal }),
  refetchInterval: ({ state }) => {
    const choices = state.data?.items.flatMap((item) => item.choices) ?? []
    return choices.some(({ standing }) => standing?.ledger.state === 'pending') ? 2_000 : false
  },
})

/** The newest of one's decisions, as lines of the history. */
export const decisionsOptions = queryOptions({
  queryKey: [...consentsKey, 'decisions'],
  queryFn: async ({ signal }) => call(portalRoutes.timeline, { query: { limit: 5, topic: 'consent' } }, { signal }),
})
