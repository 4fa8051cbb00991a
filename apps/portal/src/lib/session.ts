import { ApiError, identityRoutes, portalRoutes, type RouteOutput } from '@candor/api'
import { queryOptions, useQueryClient, useSuspenseQuery } from '@tanstack/react-query'
import { call } from './api.ts'
import { useLocalName } from './local-name.ts'

export type Me = RouteOutput<typeof portalRoutes.me>

/** Whether anybody is signed in. Asked first, because “nobody” is an answer and not an error. */
export const sessionOptions = queryOptions({
  queryKey: ['session'],
  queryFn: async ({ signal }) => (await call(identityRoutes.portalSession, {}, { signal })).customer,
  staleTime: 60_000,
})

/** Who is signed in, and with whom. */
export const meOptions = queryOptions({
  queryKey: ['me'],
  queryFn: async ({ signal }) => call(portalRoutes.me, {}, { signal }),
  staleTime: 5 * 60_000,
})

export const useMe = (): Me => useSuspenseQuery(meOptions).data

export const isSignedOut = (error: unknown): boolean => error instanceof ApiError && error.problem.status === 401

/** Ends the session, forgets everything fetched, and shows the sign-in page. */
export const useSignOut = (): (() => void) => {
  const client = useQueryClient()
  const signOut = async (): Promise<void> => {
    await call(identityRoutes.portalSignOut, { body: {} }).catch(() => undefined)
    client.clear()
    globalThis.location.assign(`${import.meta.env.BASE_URL}sign-in`)
  }
  return () => void signOut()
}

/** Names of the shops by id, in the reader's language. */
export const useMerchantNames = (): ((merchantId: string, otherwise: string) => string) => {
  const { merchants } = useMe()
  const localName = useLocalName()
  return (merchantId, otherwise) => {
    const merchant = merchants.find(({ id }) => id === merchantId)
    return merchant ? localName(merchant) : otherwise
  }
}
