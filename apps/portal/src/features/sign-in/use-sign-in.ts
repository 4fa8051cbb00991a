import { identityRoutes, portalRoutes, type RouteOutput } from '@candor/api'
import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { call } from '../../lib/api.ts'

export const welcomeOptions = queryOptions({
  queryKey: ['welcome'],
  queryFn: async ({ signal }) => call(portalRoutes.welcome, {}, { signal }),
  staleTime: 60_000,
})

/** Has a code sent to an address. */
export const useSendCode = (onSent: (email: string) => void) =>
  useMutation({
    mutationFn: async (email: string) => call(identityRoutes.requestCode, { body: { email } }),
    onSuccess: (_, email) => onSent(email),
  })
export type SendCode = ReturnType<typeof useSendCode>

export type Choices = RouteOutput<typeof identityRoutes.portalSignIn>['choices']

interface Credentials {
  readonly email: string
  readonly code: string
  readonly customerId?: string
}

/** Signs in with the code; asks for a choice when several customers have the address. */
export const useSignIn = () => {
  const client = useQueryClient()
  const navigate = useNavigate()
  const { from } = useSearch({ from: '/sign-in' })
  return useMutation({
    mutationFn: async (body: Credentials): Promise<Choices> =>
      (await call(identityRoutes.portalSignIn, { body })).choices,
    onSuccess: async (choices) => {
      if (choices.length > 0) return
      client.clear()
      await navigate({ to: from ?? '/', replace: true })
    },
  })
}
