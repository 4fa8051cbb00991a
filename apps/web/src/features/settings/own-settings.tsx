import { Panel } from '@candor/ui'
import { Button, Switch } from 'antd'
import { useId } from 'react'
import { LinkButton } from '../../components/link-button.tsx'
import { useNameOf } from '../../lib/rights.ts'
import { useSession, useSignOut } from '../../lib/session.ts'
import { useSingleKeys } from '../../lib/shortcuts.ts'
import { ProfilePanel } from './profile-panel.tsx'
import { Setting } from './setting.tsx'
import { settingsTexts } from './settings-texts.ts'

/** Language, forms, shortcuts, who one is, sign-out. */
export const OwnSettings = () => {
  const t = settingsTexts.useTexts()
  const session = useSession()
  const signOut = useSignOut()
  const nameOf = useNameOf()
  const [singleKeys, setSingleKeys] = useSingleKeys()
  const id = useId()
  const { organisation } = session
  return (
    <>
      <ProfilePanel />
      <Panel title={t('keyboard')}>
        <Setting name={t('singleKeys')} help={t('singleKeysHelp')} htmlFor={id}>
          <Switch id={id} checked={singleKeys} onChange={setSingleKeys} />
        </Setting>
      </Panel>
      <Panel
        title={t('account')}
        extra={
          <Button size="small" loading={signOut.isPending} onClick={() => signOut.mutate()}>
            {t('signOut')}
          </Button>
        }
      >
        <Setting name={t('name')}>{session.name}</Setting>
        <Setting name={t('email')}>{session.email}</Setting>
        <Setting name={t('role')}>{nameOf(session.role)}</Setting>
        <Setting name={t('organisation')}>{nameOf(organisation)}</Setting>
        <Setting name={t('protection')} help={t('protectionHelp')}>
          <LinkButton to="/account" size="small">
            {t('toAccount')}
          </LinkButton>
        </Setting>
      </Panel>
      <Panel title={t('api')}>
        <Setting name={t('apiText')}>
          <a href="/api/docs">{t('apiLink')}</a>
        </Setting>
      </Panel>
    </>
  )
}
