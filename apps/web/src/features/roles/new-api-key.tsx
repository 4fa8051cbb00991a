import { apiKeyRoutes, keyLimits, rightsOfKeys, type Right } from '@candor/api'
import { CopyButton, ProblemMessage } from '@candor/ui'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Button, Form, Input, InputNumber, Modal } from 'antd'
import { call } from '../../lib/api.ts'
import { useSession } from '../../lib/session.ts'
import { apiKeysKey } from './api-keys-query.ts'
import { apiKeysTexts } from './api-keys-texts.ts'
import { RightsBoxes } from './rights-boxes.tsx'
import styles from './roles.module.css'

interface Content {
  readonly name: string
  readonly days: number
  readonly requestsAMinute: number
  readonly rights: Right[]
}

/** Makes a key, and shows it the one time that it can be shown. */
export const NewApiKey = ({ onClose }: { readonly onClose: () => void }) => {
  const t = apiKeysTexts.useTexts()
  const client = useQueryClient()
  const own = new Set(useSession().rights)
  const [form] = Form.useForm<Content>()
  const make = useMutation({
    mutationFn: async (body: Content) => call(apiKeyRoutes.create, { body }),
    onSuccess: () => void client.invalidateQueries({ queryKey: apiKeysKey }),
  })
  const needed = { required: true, whitespace: true, message: t('form.needed') }
  if (make.data !== undefined)
    return (
      <Modal
        open
        title={t('made.title')}
        mask={{ closable: false }}
        onCancel={onClose}
        footer={
          <Button type="primary" onClick={onClose}>
            {t('made.done')}
          </Button>
        }
      >
        <p>{t('made.once')}</p>
        <p className={styles['key']}>
          <code data-testid="api-key">{make.data.key}</code>
          <CopyButton text={make.data.key} label={t('made.copy')} />
        </p>
      </Modal>
    )
  return (
    <Modal
      open
      title={t('add')}
      okText={t('form.make')}
      confirmLoading={make.isPending}
      onOk={() => form.submit()}
      onCancel={onClose}
    >
      <Form<Content>
        form={form}
        layout="vertical"
        requiredMark={false}
        initialValues={{ days: keyLimits.usualDays, requestsAMinute: keyLimits.usualAMinute, rights: [] }}
        onFinish={(content) => make.mutate(content)}
      >
        <Form.Item name="name" label={t('form.name')} rules={[needed]}>
          <Input maxLength={80} autoFocus />
        </Form.Item>
        <div className={styles['names']}>
          <Form.Item name="days" label={t('form.days')}>
            <InputNumber min={1} max={keyLimits.mostDays} />
          </Form.Item>
          <Form.Item name="requestsAMinute" label={t('form.limit')}>
            <InputNumber min={keyLimits.leastAMinute} max={keyLimits.mostAMinute} />
          </Form.Item>
        </div>
        <p className={styles['legend']}>{t('form.rights')}</p>
        <Form.Item name="rights" rules={[{ required: true, type: 'array', min: 1, message: t('form.rightsNeeded') }]}>
          <RightsBoxes offered={rightsOfKeys.filter((right) => own.has(right))} />
        </Form.Item>
        {make.isError && <ProblemMessage error={make.error} />}
      </Form>
    </Modal>
  )
}
