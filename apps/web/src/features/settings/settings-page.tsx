import { LanguageSwitch, Panel, ThemeSwitch } from '@candor/ui'
import { Button, Switch } from 'antd'
import { useId, type ReactNode } from 'react'
import { LinkButton } from '../../components/link-button.tsx'
import { Page } from '../../components/page.tsx'
import { useNameOf } from '../../lib/rights.ts'
import { useSession, useSignOut } from '../../lib/session.ts'
import { useSingleKeys } from '../../lib/shortcuts.ts'
import { settingsTexts } from './settings-texts.ts'
import styles from './settings.module.css'

interface SettingProps {
  readonly name: string
  readonly help?: string
  readonly htmlFor?: string
  readonly children: ReactNode
}

const Setting = ({ name, help, htmlFor, children }: SettingProps) => (
  <div className={styles['setting']}>
    <div>
      {htmlFor ? <label htmlFor={htmlFor}>{name}</label> : <span>{name}</span>}
      {help && <p className={styles['help']}>{help}</p>}
    </div>
    {children}
  </div>
)

/** Language, theme, shortcuts, who one is, sign-out. */
export const SettingsPage = () => {
  const t = settingsTexts.useTexts()
  const session = useSession()
  const signOut = useSignOut()
  const nameOf = useNameOf()
  const [singleKeys, setSingleKeys] = useSingleKeys()
  const id = useId()
  const { organisation } = session
  return (
    <Page narrow title={t('title')} subtitle={t('lead')}>
      <Panel title={t('appearance')}>
        <Setting name={t('language')}>
          <LanguageSwitch />
        </Setting>
        <Setting name={t('theme')} help={t('themeHelp')}>
          <ThemeSwitch />
        </Setting>
      </Panel>
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
    </Page>
  )
}
