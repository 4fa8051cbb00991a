import { staffRoutes, type StaffRole } from '@candor/api'
import { ProblemMessage, useLanguage } from '@candor/ui'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { App, Form, Input, Modal, Radio } from 'antd'
import { call } from '../../lib/api.ts'
import { useNameOf } from '../../lib/rights.ts'
import { staffKey } from '../../lib/staff.ts'
import { peopleTexts } from './people-texts.ts'
import { useRolesToGive } from './use-roles-to-give.ts'
import styles from './people.module.css'

interface Invitation {
  readonly email: string
  readonly role: StaffRole['key']
  readonly language: 'en' | 'zh-CN'
}

/** Asks somebody to join. */
export const InviteDialog = ({ onClose }: { readonly onClose: () => void }) => {
  const t = peopleTexts.useTexts()
  const [language] = useLanguage()
  const nameOf = useNameOf()
  const roles = useRolesToGive()
  const { message } = App.useApp()
  const client = useQueryClient()
  const [form] = Form.useForm<Invitation>()
  const invite = useMutation({
    mutationFn: (body: Invitation) => call(staffRoutes.invite, { body }),
    onSuccess: () => {
      void message.success(t('invite.sent'), 6)
      void client.invalidateQueries({ queryKey: staffKey })
      onClose()
    },
  })
  const needed = { required: true, message: t('invite.needed') }
  return (
    <Modal
      open
      title={t('invite.title')}
      okText={t('invite.submit')}
      confirmLoading={invite.isPending}
      onOk={() => form.submit()}
      onCancel={onClose}
    >
      <Form<Invitation>
        form={form}
        layout="vertical"
        requiredMark={false}
        initialValues={{ role: 'sales', language: language === 'zh' ? 'zh-CN' : 'en' }}
        onFinish={(body) => invite.mutate(body)}
      >
        <Form.Item
          name="email"
          label={t('invite.email')}
          validateTrigger="onBlur"
          rules={[needed, { type: 'email', message: t('invite.emailBad') }]}
        >
          <Input type="email" autoComplete="off" autoFocus />
        </Form.Item>
        <Form.Item name="role" label={t('invite.role')} rules={[needed]}>
          <Radio.Group className={styles['roles'] ?? ''}>
            {roles.map((role) => (
              <Radio key={role.key} value={role.key}>
                {nameOf(role)}
              </Radio>
            ))}
          </Radio.Group>
        </Form.Item>
        <Form.Item name="language" label={t('invite.language')}>
          <Radio.Group
            options={[
              { value: 'en', label: 'English' },
              { value: 'zh-CN', label: '中文' },
            ]}
          />
        </Form.Item>
        {invite.isError && <ProblemMessage error={invite.error} />}
      </Form>
    </Modal>
  )
}
