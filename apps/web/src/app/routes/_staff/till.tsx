import { createFileRoute } from '@tanstack/react-router'
import { TillPage } from '../../../features/loyalty/till/till-page.tsx'

export const Route = createFileRoute('/_staff/till')({ component: TillPage })
