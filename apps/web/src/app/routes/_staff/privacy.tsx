import { createFileRoute, useNavigate } from '@tanstack/react-router'
import { useCallback } from 'react'
import { SubjectRequestsPage } from '../../../features/subject-requests/desk-page.tsx'
import type { RequestView } from '../../../features/subject-requests/queries.ts'

export interface PrivacySearch {
  readonly view?: 'closed'
  readonly request?: string
}

const PrivacyRoute = () => {
  const { view = 'open', request } = Route.useSearch()
  const navigate = useNavigate({ from: Route.fullPath })
  const onView = useCallback(
    (next: RequestView) => void navigate({ search: next === 'closed' ? { view: next } : {}, replace: true }),
    [navigate],
  )
  return <SubjectRequestsPage view={view} requestId={request} onView={onView} />
}

export const Route = createFileRoute('/_staff/privacy')({
  validateSearch: (search): PrivacySearch => ({
    ...(search['view'] === 'closed' && { view: 'closed' as const }),
    ...(typeof search['request'] === 'string' && { request: search['request'] }),
  }),
  component: PrivacyRoute,
})
