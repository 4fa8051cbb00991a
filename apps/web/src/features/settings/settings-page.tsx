import { identityRoutes } from '@candor/api'
import { LanguageSwitch, Panel, ProblemMessage, ThemeSwitch, useLanguage } from '@candor/ui'
import { useMutation } from '@tanstack/react-query'
import { App, Button, Form, Input, Switch } from 'antd'
import { useId, type ReactNode } from 'react'
import { Page } from '../../components/page.tsx'
import { call } from '../../lib/api.ts'
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

interface Passwords {
  readonly currentPassword: string
  readonly newPassword: string
}

const PasswordForm = () => {
  const t = settingsTexts.useTexts()
  const { message } = App.useApp()
  const [form] = Form.useForm<Passwords>()
  const change = useMutation({
    mutationFn: (body: Passwords) => call(identityRoutes.changePassword, { body }),
    onSuccess: () => {
      form.resetFields()
      void message.success(t('password.saved'))
    },
  })
  const needed = { required: true, message: t('password.needed') }
  return (
    <Panel title={t('password.title')}>
      <Form form={form} layout="vertical" requiredMark={false} onFinish={(body) => change.mutate(body)}>
        <div className={styles['passwords']}>
          <Form.Item name="currentPassword" label={t('password.current')} rules={[needed]}>
            <Input.Password autoComplete="current-password" />
          </Form.Item>
          <Form.Item
            name="newPassword"
            label={t('password.next')}
            extra={t('password.help')}
            rules={[needed, { min: 10, message: t('password.short') }]}
          >
            <Input.Password autoComplete="new-password" />
          </Form.Item>
        </div>
        {change.isError && <ProblemMessage error={change.error} />}
        <Button htmlType="submit" loading={change.isPending}>
          {t('password.save')}
        </Button>
      </Form>
    </Panel>
  )
}

/** Language, theme, shortcuts, password, sign-out. */
export const SettingsPage = () => {
  const t = settingsTexts.useTexts()
  const session = useSession()
  const signOut = useSignOut()
  const [language] = useLanguage()
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
        <Setting name={t('role')}>{t(`roles.${session.role}`)}</Setting>
        <Setting name={t('organisation')}>{language === 'zh' ? organisation.nameZh : organisation.name}</Setting>
      </Panel>
      <PasswordForm />
      <Panel title={t('api')}>
        <Setting name={t('apiText')}>
          <a href="/api/docs">{t('apiLink')}</a>
        </Setting>
      </Panel>
    </Page>
  )
}
