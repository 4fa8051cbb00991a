import { salesRoutes } from '@candor/api'
import { ProblemMessage } from '@candor/ui'
import { useMutation } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { Modal } from 'antd'
import { useState } from 'react'
import { CompanySelect } from '../../components/company-select.tsx'
import { CustomerSelect } from '../../components/customer-select.tsx'
import { call } from '../../lib/api.ts'
import { pageOf } from './link.ts'
import { useSalesRefresh } from './queries.ts'
import { salesTexts } from './sales-texts.ts'
import styles from './sales.module.css'

/** Whom a document is for. */
export type Party = { readonly customer: string } | { readonly company: string } | { readonly deal: string }

/** Begins a draft and opens it. */
export const useNewDocument = (kind: 'quote' | 'invoice') => {
  const navigate = useNavigate()
  const refresh = useSalesRefresh()
  const [idempotencyKey] = useState(() => crypto.randomUUID())
  return useMutation({
    mutationFn: (party: Party) => call(salesRoutes.create, { body: { kind, ...party } }, { idempotencyKey }),
    onSuccess: async ({ id }) => {
      void refresh()
      await navigate(pageOf(kind, id))
    },
  })
}

interface NewDocumentDialogProps {
  readonly kind: 'quote' | 'invoice'
  readonly onClose: () => void
}

/** Asks whom a new quote or invoice is for. */
export const NewDocumentDialog = ({ kind, onClose }: NewDocumentDialogProps) => {
  const t = salesTexts.useTexts()
  const [party, setParty] = useState<{ readonly customer: string } | { readonly company: string }>()
  const create = useNewDocument(kind)
  return (
    <Modal
      open
      title={t('create.title')}
      okText={t('create.start')}
      cancelText={t('action.cancel')}
      okButtonProps={{ disabled: !party }}
      confirmLoading={create.isPending}
      onOk={() => party && create.mutate(party)}
      onCancel={onClose}
    >
      <div className={styles['stack']}>
        <div className={styles['field']}>
          <span>{t('create.customer')}</span>
          <CustomerSelect
            label={t('create.customer')}
            placeholder={t('create.hint')}
            value={party && 'customer' in party ? party.customer : undefined}
            onChange={(customer) => setParty({ customer })}
          />
        </div>
        <div className={styles['field']}>
          <span>{`${t('create.or')} ${t('create.company')}`}</span>
          <CompanySelect
            label={t('create.company')}
            placeholder={t('create.hint')}
            value={party && 'company' in party ? party.company : undefined}
            onChange={(company) => setParty({ company })}
          />
        </div>
        {create.isError && <ProblemMessage error={create.error} />}
      </div>
    </Modal>
  )
}
