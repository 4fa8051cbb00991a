import { createFileRoute, redirect, useNavigate } from '@tanstack/react-router'
import { sessionQuery } from '../../lib/session.ts'
import { SignInPage } from '../../features/session/sign-in-page.tsx'

/** Only a path of our own: a link from elsewhere must not send people on to another site. */
const ownPath = (text: unknown): string | undefined =>
  typeof text === 'string' && /^\/(?![/\\])/.test(text) ? text : undefined

const SignInRoute = () => {
  const { next } = Route.useSearch()
  const navigate = useNavigate()
  return <SignInPage onSignedIn={() => void navigate({ href: next ?? '/', replace: true })} />
}

export const Route = createFileRoute('/sign-in')({
  validateSearch: (search): { next?: string } => {
    const next = ownPath(search['next'])
    return next ? { next } : {}
  },
  beforeLoad: async ({ context, search }) => {
    const session = await context.queryClient.ensureQueryData(sessionQuery)
    if (session) throw redirect({ href: search.next ?? '/' })
  },
  component: SignInRoute,
})
