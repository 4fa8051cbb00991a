import { createFileRoute, Outlet, redirect, useLocation } from '@tanstack/react-router'
import { sessionQuery, useSession } from '../../lib/session.ts'
import { PageForbidden } from '../page-states.tsx'
import { rightOfPage } from '../shell/navigation.tsx'
import { Shell } from '../shell/shell.tsx'

const StaffLayout = () => {
  const path = useLocation({ select: ({ pathname }) => pathname })
  const { rights } = useSession()
  const right = rightOfPage(path)
  return <Shell>{right === undefined || rights.includes(right) ? <Outlet /> : <PageForbidden />}</Shell>
}

export const Route = createFileRoute('/_staff')({
  beforeLoad: async ({ context, location }) => {
    const session = await context.queryClient.ensureQueryData(sessionQuery)
    if (!session) throw redirect({ to: '/sign-in', search: { next: location.href } })
  },
  component: StaffLayout,
})
