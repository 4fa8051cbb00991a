import { createFileRoute } from '@tanstack/react-router'
import { FollowedPanel } from '../../../features/following/followed-panel.tsx'
import { NotificationsPage } from '../../../features/notifications/notifications-page.tsx'

export const Route = createFileRoute('/_staff/notifications')({
  component: () => <NotificationsPage followed={<FollowedPanel />} />,
})
