import { companyRoutes, type CompanyContact } from '@candor/api'
import { ProblemMessage } from '@candor/ui'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { App, Form, Input, Modal } from 'antd'
import { useState } from 'react'
import { CompanySelect } from '../../components/company-select.tsx'
import { CustomerSelect } from '../../components/customer-select.tsx'
import { call } from '../../lib/api.ts'
import { companiesTexts } from './companies-texts.ts'
import { companiesKey } from './queries.ts'

/** A contact to be made, at a company or of a customer, or one to be changed. */
export type ContactTarget =
  | { readonly companyId: string }
  | { readonly customerId: string }
  | { readonly contact: CompanyContact }

interface ContactDialogProps {
  readonly target: ContactTarget
  readonly onClose: () => void
}

interface Values {
  readonly customerId?: string
  readonly companyId?: string
  readonly position?: string
  readonly since?: string
  readonly until?: string
}

const placeOf = ({ position, since }: Values) => ({ position: position?.trim() || null, since: since || null })

/** Says who works where, as what and from when to when. */
export const ContactDialog = ({ target, onClose }: ContactDialogProps) => {
  const t = companiesTexts.useTexts()
  const { message } = App.useApp()
  const client = useQueryClient()
  const [form] = Form.useForm<Values>()
  const [idempotencyKey] = useState(() => crypto.randomUUID())
  const save = useMutation({
    mutationFn: async (values: Values) => {
      if ('contact' in target) {
        const { id } = target.contact
        const body = { ...placeOf(values), until: values.until || null }
        return call(companyRoutes.changeContact, { params: { id }, body }, { idempotencyKey })
      }
      const companyId = 'companyId' in target ? target.companyId : (values.companyId ?? '')
      const customerId = 'customerId' in target ? target.customerId : (values.customerId ?? '')
      return call(
        companyRoutes.addContact,
        { params: { id: companyId }, body: { customerId, ...placeOf(values) } },
        { idempotencyKey },
      )
    },
    onSuccess: async () => {
      void message.success(t('contacts.saved'))
      await client.invalidateQueries({ queryKey: companiesKey })
      onClose()
    },
  })
  const contact = 'contact' in target ? target.contact : undefined
  const initial = contact && {
    position: contact.position ?? '',
    since: contact.since ?? '',
    until: contact.until ?? '',
  }
  return (
    <Modal
      open
      title={
        contact
          ? t('contacts.edit', { name: contact.customerName })
          : t('companyId' in target ? 'contacts.add' : 'customer.add')
      }
      okText={t('contacts.save')}
      cancelText={t('contacts.cancel')}
      okButtonProps={{ loading: save.isPending }}
      onOk={() => form.submit()}
      onCancel={onClose}
    >
      <Form form={form} layout="vertical" initialValues={initial ?? {}} onFinish={(values) => save.mutate(values)}>
        {'companyId' in target && (
          <Form.Item
            name="customerId"
            label={t('contacts.who')}
            rules={[{ required: true, message: t('contacts.findCustomer') }]}
          >
            <CustomerSelect label={t('contacts.who')} placeholder={t('contacts.findCustomer')} />
          </Form.Item>
        )}
        {'customerId' in target && (
          <Form.Item
            name="companyId"
            label={t('customer.company')}
            rules={[{ required: true, message: t('customer.findCompany') }]}
          >
            <CompanySelect label={t('customer.company')} placeholder={t('customer.findCompany')} />
          </Form.Item>
        )}
        <Form.Item name="position" label={t('contacts.position')}>
          <Input maxLength={120} />
        </Form.Item>
        <Form.Item name="since" label={t('contacts.since')}>
          <Input type="date" />
        </Form.Item>
        {contact && (
          <Form.Item name="until" label={t('contacts.until')}>
            <Input type="date" />
          </Form.Item>
        )}
      </Form>
      {save.isError && <ProblemMessage error={save.error} />}
    </Modal>
  )
}
