import { createFileRoute, useNavigate } from '@tanstack/react-router'
import { SettingsSections, settingsSectionOf, type SettingsSection } from '../../settings/settings-sections.tsx'

const SettingsRoute = () => {
  const { section = 'own' } = Route.useSearch()
  const navigate = useNavigate({ from: Route.fullPath })
  return (
    <SettingsSections
      section={section}
      onSection={(next: SettingsSection) => void navigate({ search: { section: next }, replace: true })}
    />
  )
}

export const Route = createFileRoute('/_staff/settings')({
  validateSearch: (search): { section?: SettingsSection } => {
    const section = settingsSectionOf(search['section'])
    return section ? { section } : {}
  },
  component: SettingsRoute,
})
