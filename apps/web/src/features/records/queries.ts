import { journalRoutes, ledgerRoutes, witnessRoutes, type LedgerCallState } from '@candor/api'
import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query'
import { call } from '../../lib/api.ts'

export const recordsKey = ['records'] as const
const firstPage = undefined as string | undefined
const next = ({ nextCursor }: { readonly nextCursor: string | null }) => nextCursor ?? undefined

export const headQuery = queryOptions({
  queryKey: [...recordsKey, 'head'],
  queryFn: ({ signal }) => call(journalRoutes.head, {}, { signal }),
  refetchInterval: 3000,
})

export const overviewQuery = queryOptions({
  queryKey: [...recordsKey, 'overview'],
  queryFn: ({ signal }) => call(ledgerRoutes.overview, {}, { signal }),
  refetchInterval: 3000,
})

export const sourceQuery = (organisationId: string) =>
  queryOptions({
    queryKey: [...recordsKey, 'source', organisationId],
    queryFn: ({ signal }) => call(journalRoutes.source, { query: { organisationId } }, { signal }),
    staleTime: 60_000,
  })

export const checkpointsQuery = (anchored: boolean) =>
  infiniteQueryOptions({
    queryKey: [...recordsKey, 'checkpoints', anchored],
    queryFn: ({ pageParam, signal }) =>
      call(
        journalRoutes.checkpoints,
        { query: { limit: 50, cursor: pageParam, ...(anchored && { anchored: 'true' }) } },
        { signal },
      ),
    initialPageParam: firstPage,
    getNextPageParam: next,
  })

export const callsQuery = (state: LedgerCallState | undefined) =>
  infiniteQueryOptions({
    queryKey: [...recordsKey, 'calls', state],
    queryFn: ({ pageParam, signal }) =>
      call(ledgerRoutes.calls, { query: { limit: 50, cursor: pageParam, state } }, { signal }),
    initialPageParam: firstPage,
    getNextPageParam: next,
  })

export const blocksQuery = infiniteQueryOptions({
  queryKey: [...recordsKey, 'blocks'],
  queryFn: ({ pageParam, signal }) =>
    call(ledgerRoutes.blocks, { query: { limit: 50, cursor: pageParam } }, { signal }),
  initialPageParam: firstPage,
  getNextPageParam: next,
})

export const blockQuery = (number: number) =>
  queryOptions({
    queryKey: [...recordsKey, 'block', number],
    queryFn: ({ signal }) => call(ledgerRoutes.block, { params: { number } }, { signal }),
    staleTime: Number.POSITIVE_INFINITY,
  })

export const anchorsQuery = infiniteQueryOptions({
  queryKey: [...recordsKey, 'anchors'],
  queryFn: ({ pageParam, signal }) =>
    call(ledgerRoutes.anchors, { query: { limit: 50, cursor: pageParam } }, { signal }),
  initialPageParam: firstPage,
  getNextPageParam: next,
})

export const witnessesQuery = queryOptions({
  queryKey: [...recordsKey, 'witnesses'],
  queryFn: ({ signal }) => call(witnessRoutes.overview, {}, { signal }),
  refetchInterval: 5000,
})

export const admissionsQuery = queryOptions({
  queryKey: [...recordsKey, 'admissions'],
  queryFn: ({ signal }) => call(ledgerRoutes.admissions, {}, { signal }),
  refetchInterval: 5000,
  retry: false,
})

/** What was asked of the contracts last, for the home page. */
export const newestCallsQuery = queryOptions({
  queryKey: [...recordsKey, 'newest-calls'],
  queryFn: ({ signal }) => call(ledgerRoutes.calls, { query: { limit: 7 } }, { signal }),
  refetchInterval: 10_000,
})
