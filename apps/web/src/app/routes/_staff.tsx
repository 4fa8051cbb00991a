import { createFileRoute, Outlet, redirect } from '@tanstack/react-router'
import { sessionQuery } from '../../lib/session.ts'
import { Shell } from '../shell/shell.tsx'

const StaffLayout = () => (
  <Shell>
    <Outlet />
  </Shell>
)

export const Route = createFileRoute('/_staff')({
  beforeLoad: async ({ context, location }) => {
    const session = await context.queryClient.ensureQueryData(sessionQuery)
    if (!session) throw redirect({ to: '/sign-in', search: { next: location.href } })
  },
  component: StaffLayout,
})
