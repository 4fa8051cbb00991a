import { createFileRoute } from '@tanstack/react-router'
import { LoyaltyPage } from '../../../features/loyalty/loyalty-page.tsx'

export const Route = createFileRoute('/_staff/loyalty/')({ component: LoyaltyPage })
