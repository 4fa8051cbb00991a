import { createFileRoute } from '@tanstack/react-router'
import { RewardsPage } from '../../../features/loyalty/rewards/rewards-page.tsx'

export const Route = createFileRoute('/_staff/loyalty/rewards')({ component: RewardsPage })
