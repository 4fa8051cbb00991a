import { createFileRoute } from '@tanstack/react-router'
import { LifecyclePage } from '../../../features/lifecycle/lifecycle-page.tsx'

export const Route = createFileRoute('/_staff/lifecycle')({ component: LifecyclePage })
