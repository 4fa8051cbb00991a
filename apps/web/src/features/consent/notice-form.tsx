import {
  consentRoutes,
  type Bilingual,
  type ConsentNotice,
  type ConsentTermKind,
  type NewConsentNotice,
} from '@candor/api'
import { ProblemMessage, useLanguage } from '@candor/ui'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { App, Form, Input, Modal, Select, Switch } from 'antd'
import { useState } from 'react'
import { call } from '../../lib/api.ts'
import { consentTexts } from './consent-texts.ts'
import { BilingualField, IdentityFields } from './form-fields.tsx'
import { consentKey, type Catalogue, type CataloguePurpose } from './queries.ts'

interface NoticeFormProps {
  readonly catalogue: Catalogue
  /** The purpose whose next version is written; nothing for a new purpose. */
  readonly purpose: CataloguePurpose | undefined
  readonly onClose: () => void
}

interface Values {
  readonly slug?: string
  readonly dpv?: string
  readonly title: Bilingual
  readonly what: Bilingual
  readonly why: Bilingual
  readonly retention: Bilingual
  readonly categories: string[]
  readonly recipients: string[]
  readonly channels?: string[]
  readonly months?: string
  readonly renews?: boolean
}

const ids = (terms: readonly { readonly id: string }[]): string[] => terms.map(({ id }) => id)

const valuesOf = (notice: ConsentNotice | undefined): Partial<Values> =>
  notice === undefined
    ? {}
    : {
        title: notice.title,
        what: notice.what,
        why: notice.why,
        retention: notice.retention,
        categories: ids(notice.categories),
        recipients: ids(notice.recipients),
        channels: ids(notice.channels),
        months: notice.months === null ? '' : String(notice.months),
        renews: false,
      }

const noticeOf = ({ title, what, why, retention, months, ...values }: Values): NewConsentNotice => ({
  title,
  what,
  why,
  retention,
  categories: values.categories,
  recipients: values.recipients,
  channels: values.channels ?? [],
  months: months ? Number(months) : null,
  renews: values.renews ?? false,
})

/** The form for a purpose or the next version of its notice. What is published stays for ever, so it asks once more. */
export const NoticeForm = ({ catalogue, purpose, onClose }: NoticeFormProps) => {
  const t = consentTexts.useTexts()
  const [language] = useLanguage()
  const { message, modal } = App.useApp()
  const client = useQueryClient()
  const [form] = Form.useForm<Values>()
  const [idempotencyKey] = useState(() => crypto.randomUUID())
  const newest = purpose?.notices[0]
  const publish = useMutation({
    mutationFn: async ({ slug = '', dpv, ...values }: Values) => {
      const notice = noticeOf(values)
      return purpose === undefined
        ? call(consentRoutes.addPurpose, { body: { slug, dpv: dpv || null, notice } }, { idempotencyKey })
        : call(
            consentRoutes.publishNotice,
            { params: { id: purpose.id }, body: { after: newest?.version ?? 0, notice } },
            { idempotencyKey },
          )
    },
    onSuccess: () => {
      void message.success(t('form.sent'))
      void client.invalidateQueries({ queryKey: consentKey })
      onClose()
    },
  })
  const confirm = (values: Values) =>
    void modal.confirm({
      title: t('form.confirm'),
      content: t('form.confirmText'),
      okText: t('form.submit'),
      onOk: () => publish.mutateAsync(values).catch(() => undefined),
    })
  const optionsOf = (kind: ConsentTermKind) =>
    catalogue.terms.filter((term) => term.kind === kind).map(({ id, name }) => ({ value: id, label: name[language] }))
  const needed = { required: true, message: t('form.needed') }
  return (
    <Modal
      open
      title={
        purpose ? t('form.versionTitle', { title: newest?.title[language] ?? purpose.slug }) : t('form.purposeTitle')
      }
      okText={t('form.submit')}
      width={760}
      confirmLoading={publish.isPending}
      onOk={() => form.submit()}
      onCancel={onClose}
    >
      <Form form={form} layout="vertical" initialValues={valuesOf(newest)} onFinish={confirm}>
        {purpose === undefined && <IdentityFields />}
        <BilingualField name="title" label={t('form.title')} longest={200} />
        <BilingualField name="what" label={t('form.what')} longest={2_000} multiline />
        <BilingualField name="why" label={t('form.why')} longest={2_000} multiline />
        <BilingualField name="retention" label={t('form.retention')} longest={2_000} multiline />
        <Form.Item name="categories" label={t('form.categories')} rules={[needed]}>
          <Select mode="multiple" options={optionsOf('category')} />
        </Form.Item>
        <Form.Item name="recipients" label={t('form.recipients')} rules={[needed]}>
          <Select mode="multiple" options={optionsOf('recipient')} />
        </Form.Item>
        <Form.Item name="channels" label={t('form.channels')}>
          <Select mode="multiple" options={optionsOf('channel')} />
        </Form.Item>
        <Form.Item
          name="months"
          label={t('form.months')}
          extra={t('form.monthsHelp')}
          rules={[{ pattern: /^([1-9]\d?|1[01]\d|120)?$/, message: t('form.badMonths') }]}
        >
          <Input inputMode="numeric" style={{ maxWidth: 140 }} />
        </Form.Item>
        {purpose && (
          <Form.Item name="renews" label={t('form.renews')} extra={t('form.renewsHelp')} valuePropName="checked">
            <Switch />
          </Form.Item>
        )}
        {publish.isError && <ProblemMessage error={publish.error} />}
      </Form>
    </Modal>
  )
}
