import { useQuery } from '@tanstack/react-query'
import { createFileRoute, Outlet, redirect, useLocation } from '@tanstack/react-router'
import { sessionQuery } from '../../lib/session.ts'
import { PageForbidden } from '../page-states.tsx'
import { rightOfPage } from '../shell/navigation.tsx'
import { Shell } from '../shell/shell.tsx'

const StaffLayout = () => {
  const path = useLocation({ select: ({ pathname }) => pathname })
  const { data: session } = useQuery(sessionQuery)
  const right = rightOfPage(path)
  // For a moment after signing out nobody is there and the way to the sign-in page has not ended yet.
  if (!session) return null
  return <Shell>{right === undefined || session.rights.includes(right) ? <Outlet /> : <PageForbidden />}</Shell>
}

export const Route = createFileRoute('/_staff')({
  beforeLoad: async ({ context, location }) => {
    const session = await context.queryClient.ensureQueryData(sessionQuery)
    if (!session) throw redirect({ to: '/sign-in', search: { next: location.href } })
  },
  component: StaffLayout,
})
