import { consentRoutes, consentTermKinds, type Bilingual, type ConsentTermKind } from '@candor/api'
import { ProblemMessage } from '@candor/ui'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { App, Form, Modal, Select } from 'antd'
import { useState } from 'react'
import { call } from '../../lib/api.ts'
import { consentTexts } from './consent-texts.ts'
import { BilingualField, IdentityFields } from './form-fields.tsx'
import { consentKey } from './queries.ts'

interface Values {
  readonly kind: ConsentTermKind
  readonly slug: string
  readonly dpv?: string
  readonly name: Bilingual
  readonly description: Bilingual
}

/** The form for a kind of data, a recipient or a channel. */
export const TermForm = ({ onClose }: { readonly onClose: () => void }) => {
  const t = consentTexts.useTexts()
  const { message } = App.useApp()
  const client = useQueryClient()
  const [form] = Form.useForm<Values>()
  const [idempotencyKey] = useState(() => crypto.randomUUID())
  const add = useMutation({
    mutationFn: async ({ dpv, ...term }: Values) =>
      call(consentRoutes.addTerm, { body: { ...term, dpv: dpv || null } }, { idempotencyKey }),
    onSuccess: () => {
      void message.success(t('form.termAdded'))
      void client.invalidateQueries({ queryKey: consentKey })
      onClose()
    },
  })
  return (
    <Modal
      open
      title={t('form.termTitle')}
      okText={t('form.addTerm')}
      width={640}
      confirmLoading={add.isPending}
      onOk={() => form.submit()}
      onCancel={onClose}
    >
      <Form form={form} layout="vertical" initialValues={{ kind: 'category' }} onFinish={(term) => add.mutate(term)}>
        <Form.Item name="kind" label={t('form.kind')}>
          <Select options={consentTermKinds.map((kind) => ({ value: kind, label: t(`kind.${kind}`) }))} />
        </Form.Item>
        <IdentityFields />
        <BilingualField name="name" label={t('form.name')} longest={200} />
        <BilingualField name="description" label={t('form.description')} longest={200} />
        {add.isError && <ProblemMessage error={add.error} />}
      </Form>
    </Modal>
  )
}
