import { Page } from '../../components/page.tsx'
import { accountTexts } from './account-texts.ts'
import { FactorPanel } from './factor-panel.tsx'
import { PasswordPanel } from './password-panel.tsx'
import { SessionsPanel } from './sessions-panel.tsx'

/** How one’s own account is protected, and where it is in use. */
export const AccountPage = () => {
  const t = accountTexts.useTexts()
  return (
    <Page narrow title={t('title')} subtitle={t('lead')}>
      <FactorPanel />
      <SessionsPanel />
      <PasswordPanel />
    </Page>
  )
}
