import { rights, roleRoutes, type Right, type StaffRole } from '@candor/api'
import { ProblemMessage } from '@candor/ui'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { App, Form, Input, Modal } from 'antd'
import { useState } from 'react'
import { call } from '../../lib/api.ts'
import { staffKey } from '../../lib/staff.ts'
import { RightsBoxes } from './rights-boxes.tsx'
import { rolesTexts } from './roles-texts.ts'
import styles from './roles.module.css'

interface RoleEditorProps {
  /** The role to change; a new one without. */
  readonly role?: StaffRole
  readonly onClose: () => void
}

interface Content {
  readonly name: string
  readonly nameZh: string
  readonly rights?: Right[]
}

/** Names and rights of a role of the organisation’s own. */
export const RoleEditor = ({ role, onClose }: RoleEditorProps) => {
  const t = rolesTexts.useTexts()
  const { message } = App.useApp()
  const client = useQueryClient()
  const [form] = Form.useForm<Content>()
  const [idempotencyKey] = useState(() => crypto.randomUUID())
  const save = useMutation({
    mutationFn: async ({ rights: chosen = [], ...names }: Content) => {
      const body = { ...names, rights: chosen }
      if (role) await call(roleRoutes.update, { params: { id: role.key }, body })
      else await call(roleRoutes.create, { body }, { idempotencyKey })
    },
    onSuccess: () => {
      void message.success(t('editor.saved'), 5)
      void client.invalidateQueries({ queryKey: staffKey })
      onClose()
    },
  })
  const needed = { required: true, whitespace: true, message: t('editor.needed') }
  return (
    <Modal
      open
      title={role ? t('editor.change') : t('editor.create')}
      okText={t('editor.submit')}
      confirmLoading={save.isPending}
      onOk={() => form.submit()}
      onCancel={onClose}
    >
      <Form<Content>
        form={form}
        layout="vertical"
        requiredMark={false}
        initialValues={role ? { name: role.name, nameZh: role.nameZh, rights: role.rights } : {}}
        onFinish={(content) => save.mutate(content)}
      >
        <div className={styles['names']}>
          <Form.Item name="name" label={t('editor.name')} rules={[needed]}>
            <Input maxLength={60} autoFocus />
          </Form.Item>
          <Form.Item name="nameZh" label={t('editor.nameZh')} rules={[needed]}>
            <Input maxLength={60} />
          </Form.Item>
        </div>
        <p className={styles['legend']}>{t('editor.rights')}</p>
        <Form.Item name="rights" noStyle>
          <RightsBoxes offered={rights} />
        </Form.Item>
        {save.isError && <ProblemMessage error={save.error} />}
      </Form>
    </Modal>
  )
}
