import { identityRoutes } from '@candor/api'
import { Panel, ProblemMessage } from '@candor/ui'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { App, Button, Form, Input } from 'antd'
import { NewPasswordItem } from '../../components/new-password-item.tsx'
import { call } from '../../lib/api.ts'
import { accountTexts } from './account-texts.ts'
import { accountKey } from './queries.ts'
import styles from './account.module.css'

interface Passwords {
  readonly currentPassword: string
  readonly newPassword: string
}

/** Changes one’s password. */
export const PasswordPanel = () => {
  const t = accountTexts.useTexts()
  const { message } = App.useApp()
  const client = useQueryClient()
  const [form] = Form.useForm<Passwords>()
  const change = useMutation({
    mutationFn: (body: Passwords) => call(identityRoutes.changePassword, { body }),
    onSuccess: () => {
      form.resetFields()
      void message.success(t('password.saved'), 5)
      void client.invalidateQueries({ queryKey: accountKey })
    },
  })
  return (
    <Panel title={t('password.title')}>
      <Form form={form} layout="vertical" requiredMark={false} onFinish={(body) => change.mutate(body)}>
        <div className={styles['passwords']}>
          <Form.Item
            name="currentPassword"
            label={t('password.current')}
            rules={[{ required: true, message: t('password.needed') }]}
          >
            <Input.Password autoComplete="current-password" />
          </Form.Item>
          <NewPasswordItem name="newPassword" label={t('password.next')} />
        </div>
        {change.isError && <ProblemMessage error={change.error} />}
        <Button htmlType="submit" loading={change.isPending} style={{ marginTop: 8 }}>
          {t('password.save')}
        </Button>
      </Form>
    </Panel>
  )
}
