import { createFileRoute, useNavigate } from '@tanstack/react-router'
import { PeopleAndRoles, sectionOf, type PeopleSection } from '../../people/people-and-roles.tsx'

const PeopleRoute = () => {
  const { section = 'people' } = Route.useSearch()
  const navigate = useNavigate({ from: Route.fullPath })
  return (
    <PeopleAndRoles
      section={section}
      onSection={(next: PeopleSection) => void navigate({ search: { section: next }, replace: true })}
    />
  )
}

export const Route = createFileRoute('/_staff/people')({
  validateSearch: (search): { section?: PeopleSection } => {
    const section = sectionOf(search['section'])
    return section ? { section } : {}
  },
  component: PeopleRoute,
})
