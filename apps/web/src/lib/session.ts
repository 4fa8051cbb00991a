import { identityRoutes, welcomeRoutes, type RouteOutput, type StaffSession } from '@candor/api'
import { queryOptions, useMutation, useQuery, useQueryClient, useSuspenseQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { call } from './api.ts'

export type ServerInfo = RouteOutput<typeof welcomeRoutes.staff>

/** Who is signed in; null when nobody is. */
export const sessionQuery = queryOptions({
  queryKey: ['session'],
  queryFn: async ({ signal }): Promise<StaffSession | null> =>
    (await call(identityRoutes.session, {}, { signal })).staff,
  staleTime: 60_000,
})

/** What the server says of itself before anybody signs in. */
export const serverInfoQuery = queryOptions({
  queryKey: ['server-info'],
  queryFn: ({ signal }) => call(welcomeRoutes.staff, {}, { signal }),
  staleTime: Number.POSITIVE_INFINITY,
})

export const useServerInfo = () => useQuery(serverInfoQuery)

/** Takes somebody in whom the server signed in: after joining or setting up. */
export const useEnter = (): ((staff: StaffSession) => void) => {
  const client = useQueryClient()
  return (staff) => {
    client.clear()
    client.setQueryData(sessionQuery.queryKey, staff)
  }
}

/** The session of a page that is shown to signed-in staff only. */
export const useSession = (): StaffSession => {
  const { data } = useSuspenseQuery(sessionQuery)
  if (!data) throw new Error('This part of the page is shown to signed-in staff only.')
  return data
}

/** What somebody signs in with; the code where the account has a second factor. */
export interface Credentials {
  readonly email: string
  readonly password: string
  readonly code?: string
}

export const useSignIn = () => {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (body: Credentials) => call(identityRoutes.signIn, { body }),
    onSuccess: ({ staff }) => client.setQueryData(sessionQuery.queryKey, staff),
  })
}

export const useSignOut = () => {
  const client = useQueryClient()
  const navigate = useNavigate()
  return useMutation({
    mutationFn: () => call(identityRoutes.signOut, { body: {} }),
    onSettled: async () => {
      client.clear()
      client.setQueryData(sessionQuery.queryKey, null)
      await navigate({ to: '/sign-in' })
    },
  })
}
