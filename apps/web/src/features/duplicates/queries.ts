import { duplicateRoutes, type DuplicatePair, type DuplicateScan } from '@candor/api'
import { infiniteQueryOptions, queryOptions, useQueryClient } from '@tanstack/react-query'
import { call } from '../../lib/api.ts'
import { useLive } from '../../lib/live.ts'

export const duplicatesKey = ['duplicates'] as const

const isMoving = ({ scan, bulk }: { scan: DuplicateScan | null; bulk: { state: string } | null }): boolean =>
  scan?.state === 'running' || bulk?.state === 'running'

/** The newest comparison and how much is decided; asked again while something goes on. */
export const overviewQuery = queryOptions({
  queryKey: [...duplicatesKey, 'overview'],
  queryFn: ({ signal }) => call(duplicateRoutes.overview, {}, { signal }),
  refetchInterval: ({ state }) => (state.data && isMoving(state.data) ? 700 : false),
})

/** Pairs that nobody has decided on, a few at a time: the next ones come while one works. */
export const pairsQuery = infiniteQueryOptions({
  queryKey: [...duplicatesKey, 'pairs'],
  queryFn: ({ pageParam, signal }) =>
    call(duplicateRoutes.list, { query: { limit: 20, cursor: pageParam } }, { signal }),
  initialPageParam: undefined as string | undefined,
  getNextPageParam: (page) => page.nextCursor ?? undefined,
})

/** Customers, orders, points, histories: all but the pairs that one is at work on may show others after a merge. */
export const elsewhere = {
  predicate: ({ queryKey }: { readonly queryKey: readonly unknown[] }) => queryKey[0] !== duplicatesKey[0],
}

export const mergesQuery = (customerId: string) =>
  queryOptions({
    queryKey: [...duplicatesKey, 'merges', customerId],
    queryFn: ({ signal }) => call(duplicateRoutes.merges, { params: { id: customerId } }, { signal }),
  })

export const bulkRowsQuery = (id: string) =>
  infiniteQueryOptions({
    queryKey: [...duplicatesKey, 'bulk', id],
    queryFn: ({ pageParam, signal }) =>
      call(duplicateRoutes.bulkRows, { params: { id }, query: { limit: 100, cursor: pageParam } }, { signal }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.nextCursor ?? undefined,
  })

/** What a form holds of a customer who is being entered. */
export type Entered = { readonly [Field in 'name' | 'email' | 'phone' | 'city' | 'country' | 'address']?: string }

const said = (text: string | undefined, least: number): string | undefined => {
  const trimmed = text?.trim()
  return trimmed !== undefined && trimmed.length >= least ? trimmed : undefined
}

/** What there is to tell by; nothing before there is enough. */
const tellingOf = ({ name, email, phone, city, country, address }: Entered) => {
  const profile = {
    name: said(name, 2),
    email: said(email, 5),
    phone: said(phone, 5),
    city: said(city, 2),
    country: said(country, 2),
    address: said(address, 4),
  }
  return (profile.name ?? profile.email ?? profile.phone) === undefined ? undefined : profile
}

/** Customers who may be the one that is being entered; asked once there is enough to tell by. */
export const checkQuery = (entered: Entered, mayRead: boolean) => {
  const profile = tellingOf(entered)
  return queryOptions({
    queryKey: [...duplicatesKey, 'check', profile],
    queryFn: ({ signal }) => call(duplicateRoutes.check, { body: { profile: profile ?? {} } }, { signal }),
    enabled: mayRead && profile !== undefined,
    staleTime: 30_000,
    retry: false,
  })
}

/** Who is at work on duplicates sees what others decide and how far comparisons are. */
export const useLiveDuplicates = (): void => {
  const client = useQueryClient()
  useLive('duplicates', () => void client.invalidateQueries({ queryKey: [...duplicatesKey, 'overview'] }))
}

export const sameTwo = (a: DuplicatePair, b: DuplicatePair): boolean =>
  [a.first.id, a.second.id].toSorted().join() === [b.first.id, b.second.id].toSorted().join()
