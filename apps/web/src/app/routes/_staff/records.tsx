import { createFileRoute, useNavigate } from '@tanstack/react-router'
import { RecordsPage } from '../../../features/records/records-page.tsx'
import { recordSectionOf, type RecordSection } from '../../../features/records/section.ts'

const RecordsRoute = () => {
  const { section = 'seals' } = Route.useSearch()
  const navigate = useNavigate({ from: Route.fullPath })
  return (
    <RecordsPage
      section={section}
      onSection={(next: RecordSection) => void navigate({ search: { section: next }, replace: true })}
    />
  )
}

export const Route = createFileRoute('/_staff/records')({
  validateSearch: (search): { section?: RecordSection } => {
    const section = recordSectionOf(search['section'])
    return section ? { section } : {}
  },
  component: RecordsRoute,
})
