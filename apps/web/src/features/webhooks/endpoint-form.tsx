import { webhookCatalogue, webhookRoutes, type WebhookEndpoint } from '@candor/api'
import { ProblemMessage, useLanguage } from '@candor/ui'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Form, Input, Modal, Radio, Select } from 'antd'
import { useState } from 'react'
import { call } from '../../lib/api.ts'
import { useTell } from '../../lib/use-tell.tsx'
import type { ShownKeys } from './keys-dialog.tsx'
import { webhooksKey } from './queries.ts'
import { webhooksTexts } from './webhooks-texts.ts'

interface EndpointFormProps {
  /** The endpoint to be changed; a new one without. */
  readonly endpoint: WebhookEndpoint | undefined
  readonly onClose: () => void
  /** A new endpoint has keys to be shown. */
  readonly onKeys: (keys: ShownKeys) => void
}

interface Content {
  readonly url: string
  readonly description: string
  readonly which: 'all' | 'chosen'
  readonly kinds: string[]
}

/** The catalogue as groups of choices, in the reader's language. */
const useKindOptions = () => {
  const [language] = useLanguage()
  return webhookCatalogue.map((group) => ({
    label: group[language],
    options: group.kinds.map(({ kind, ...names }) => ({
      value: kind,
      label: `${group[language]}: ${names[language]}`,
    })),
  }))
}

/** The form for an endpoint. */
export const EndpointForm = ({ endpoint, onClose, onKeys }: EndpointFormProps) => {
  const t = webhooksTexts.useTexts()
  const { tell } = useTell()
  const client = useQueryClient()
  const [form] = Form.useForm<Content>()
  const which = Form.useWatch('which', form) ?? (endpoint?.kinds === null ? 'all' : 'chosen')
  const options = useKindOptions()
  const [idempotencyKey] = useState(() => crypto.randomUUID())
  const save = useMutation({
    mutationFn: async ({ url, description, which: chosen, kinds }: Content): Promise<ShownKeys | undefined> => {
      const fields = { url, description: description ?? '', kinds: chosen === 'all' ? null : kinds }
      if (endpoint === undefined) return call(webhookRoutes.create, { body: fields }, { idempotencyKey })
      const body = { version: endpoint.version, changes: fields }
      await call(webhookRoutes.update, { params: { id: endpoint.id }, body })
      return undefined
    },
    onSuccess: (made) => {
      void client.invalidateQueries({ queryKey: webhooksKey })
      onClose()
      if (made === undefined) tell(t('form.saved'))
      else onKeys(made)
    },
  })
  return (
    <Modal
      open
      title={t(endpoint === undefined ? 'form.new' : 'form.change')}
      okText={t(endpoint === undefined ? 'form.add' : 'form.save')}
      confirmLoading={save.isPending}
      onOk={() => form.submit()}
      onCancel={onClose}
    >
      <Form<Content>
        form={form}
        layout="vertical"
        requiredMark={false}
        initialValues={{
          url: endpoint?.url ?? '',
          description: endpoint?.description ?? '',
          which: endpoint?.kinds === null ? 'all' : 'chosen',
          kinds: endpoint?.kinds ?? [],
        }}
        onFinish={(values) => save.mutate(values)}
      >
        <Form.Item
          name="url"
          label={t('form.url')}
          extra={t('form.urlHelp')}
          validateTrigger="onBlur"
          rules={[{ required: true, pattern: /^https?:\/\/\S+$/, message: t('form.urlBad') }]}
        >
          <Input type="url" autoComplete="off" placeholder="https://" maxLength={2000} />
        </Form.Item>
        <Form.Item name="description" label={t('form.description')}>
          <Input maxLength={200} />
        </Form.Item>
        <Form.Item name="which" label={t('form.which')}>
          <Radio.Group options={(['chosen', 'all'] as const).map((value) => ({ value, label: t(`form.${value}`) }))} />
        </Form.Item>
        {which === 'chosen' && (
          <Form.Item
            name="kinds"
            label={t('form.kinds')}
            rules={[{ required: true, type: 'array', min: 1, message: t('form.kindsNeeded') }]}
          >
            <Select mode="multiple" options={options} optionFilterProp="label" maxTagCount="responsive" />
          </Form.Item>
        )}
        {save.isError && <ProblemMessage error={save.error} />}
      </Form>
    </Modal>
  )
}
