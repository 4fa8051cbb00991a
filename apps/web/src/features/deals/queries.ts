import {
  dealRoutes,
  dealSettingsRoutes,
  type Deal,
  type DealSettings,
  type DealStage,
  type RouteInput,
} from '@candor/api'
import { infiniteQueryOptions, keepPreviousData, queryOptions, useQuery } from '@tanstack/react-query'
import { call } from '../../lib/api.ts'

/** Everything about deals in the server cache, to be asked for again when any of it changed. */
export const dealsKey = ['deals'] as const

export type DealFilter = Omit<NonNullable<RouteInput<typeof dealRoutes.list>['query']>, 'cursor' | 'limit'>
export type DealScope = Pick<DealFilter, 'pipeline' | 'owner'>

/** A list of deals, page by page behind one cursor. */
export const dealListQuery = (filter: DealFilter, limit = 50) =>
  infiniteQueryOptions({
    queryKey: [...dealsKey, 'list', filter, limit],
    queryFn: ({ pageParam, signal }) =>
      call(dealRoutes.list, { query: { ...filter, limit, cursor: pageParam } }, { signal }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.nextCursor ?? undefined,
    placeholderData: keepPreviousData,
  })

export const dealQuery = (id: string) =>
  queryOptions({
    queryKey: [...dealsKey, 'one', id],
    queryFn: ({ signal }) => call(dealRoutes.get, { params: { id } }, { signal }),
  })

export const dealHistoryQuery = (id: string) =>
  infiniteQueryOptions({
    queryKey: [...dealsKey, 'history', id],
    queryFn: ({ pageParam, signal }) =>
      call(dealRoutes.history, { params: { id }, query: { cursor: pageParam } }, { signal }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.nextCursor ?? undefined,
  })

export const dealTotalsQuery = (scope: DealScope) =>
  queryOptions({
    queryKey: [...dealsKey, 'totals', scope],
    queryFn: ({ signal }) => call(dealRoutes.totals, { query: scope }, { signal }),
    placeholderData: keepPreviousData,
  })

export const dealSummaryQuery = (scope: DealScope) =>
  queryOptions({
    queryKey: [...dealsKey, 'summary', scope],
    queryFn: ({ signal }) => call(dealRoutes.summary, { query: scope }, { signal }),
    placeholderData: keepPreviousData,
  })

export const dealOwnersQuery = queryOptions({
  queryKey: [...dealsKey, 'owners'],
  queryFn: ({ signal }) => call(dealRoutes.owners, {}, { signal }),
  staleTime: 5 * 60_000,
})

/** Beside the other queries: what deals do does not change it. */
export const dealSettingsQuery = queryOptions({
  queryKey: ['deal-settings'],
  queryFn: ({ signal }) => call(dealSettingsRoutes.get, {}, { signal }),
  staleTime: 60_000,
})

/** Pipelines and reasons; undefined while they load. */
export const useDealSettings = (): DealSettings | undefined => useQuery(dealSettingsQuery).data?.settings

/** The stage of a deal, an archived one included. */
export const stageOf = (
  settings: DealSettings | undefined,
  { pipeline, stage }: Pick<Deal, 'pipeline' | 'stage'>,
): DealStage | undefined =>
  settings?.pipelines.find(({ key }) => key === pipeline)?.stages.find(({ key }) => key === stage)

/** Stages that a deal of a pipeline can be in now, in order. */
export const stagesOf = (settings: DealSettings | undefined, pipeline: string): readonly DealStage[] =>
  settings?.pipelines.find(({ key }) => key === pipeline)?.stages.filter(({ archived }) => !archived) ?? []

export type { Deal }
