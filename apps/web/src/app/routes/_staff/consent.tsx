import { createFileRoute } from '@tanstack/react-router'
import { ConsentPage } from '../../../features/consent/consent-page.tsx'

export const Route = createFileRoute('/_staff/consent')({ component: ConsentPage })
