import { createFileRoute } from '@tanstack/react-router'
import { BinPage } from '../../../features/customers/bin-page.tsx'

export const Route = createFileRoute('/_staff/customers/bin')({ component: BinPage })
