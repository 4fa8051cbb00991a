import { useState } from 'react'
import { Button } from 'antd'
import { ChoiceChips } from '../../components/choice-chips.tsx'
import { Page } from '../../components/page.tsx'
import { InviteDialog } from '../../features/people/invite-dialog.tsx'
import { PeoplePanels } from '../../features/people/people-panels.tsx'
import { peopleTexts } from '../../features/people/people-texts.ts'
import { RoleEditor } from '../../features/roles/role-editor.tsx'
import { RolesPanel } from '../../features/roles/roles-panel.tsx'
import { useMay } from '../../lib/rights.ts'

const sections = ['people', 'roles'] as const
export type PeopleSection = (typeof sections)[number]

export const sectionOf = (text: unknown): PeopleSection | undefined => sections.find((section) => section === text)

interface PeopleAndRolesProps {
  readonly section: PeopleSection
  readonly onSection: (section: PeopleSection) => void
}

/** Who works here and what each role may do. */
export const PeopleAndRoles = ({ section, onSection }: PeopleAndRolesProps) => {
  const t = peopleTexts.useTexts()
  const [mayManagePeople, mayManageRoles] = [useMay('staff.manage'), useMay('role.manage')]
  const [dialog, setDialog] = useState<PeopleSection>()
  const allowed = section === 'people' ? mayManagePeople : mayManageRoles
  return (
    <Page
      narrow
      title={t('title')}
      subtitle={t('lead')}
      actions={
        allowed && (
          <Button type="primary" onClick={() => setDialog(section)}>
            {section === 'people' ? t('invite.open') : t('newRole')}
          </Button>
        )
      }
    >
      <ChoiceChips
        label={t('title')}
        value={section}
        onChange={onSection}
        options={sections.map((value) => ({ value, label: t(`section.${value}`) }))}
      />
      {section === 'people' ? <PeoplePanels /> : <RolesPanel />}
      {dialog === 'people' && <InviteDialog onClose={() => setDialog(undefined)} />}
      {dialog === 'roles' && <RoleEditor onClose={() => setDialog(undefined)} />}
    </Page>
  )
}
