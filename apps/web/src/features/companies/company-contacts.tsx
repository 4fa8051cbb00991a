import { PlusOutlined } from '@ant-design/icons'
import { EmptyState, Panel, ProblemMessage, SkeletonRows } from '@candor/ui'
import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { Button } from 'antd'
import { useState } from 'react'
import { LoadMore } from '../../components/load-more.tsx'
import { useMay } from '../../lib/rights.ts'
import { companiesTexts } from './companies-texts.ts'
import { ContactDialog } from './contact-dialog.tsx'
import { ContactRow } from './contact-row.tsx'
import { companyContactsQuery, customerCompaniesQuery } from './queries.ts'
import styles from './companies.module.css'

const AddButton = ({ label, onClick }: { readonly label: string; readonly onClick: () => void }) => (
  <Button type="link" size="small" icon={<PlusOutlined />} onClick={onClick}>
    {label}
  </Button>
)

/** The people at a company. */
export const CompanyContacts = ({ companyId }: { readonly companyId: string }) => {
  const t = companiesTexts.useTexts()
  const mayWrite = useMay('customer.write')
  const [adding, setAdding] = useState(false)
  const query = useInfiniteQuery(companyContactsQuery(companyId))
  const contacts = query.data?.pages.flatMap((page) => page.items) ?? []
  return (
    <Panel
      title={t('contacts.title')}
      extra={mayWrite && <AddButton label={t('contacts.add')} onClick={() => setAdding(true)} />}
    >
      {query.isPending && <SkeletonRows rows={3} height={48} />}
      {query.isError && contacts.length === 0 && (
        <ProblemMessage error={query.error} onRetry={() => void query.refetch()} />
      )}
      {query.isSuccess && contacts.length === 0 && <EmptyState title={t('contacts.empty')} />}
      <ul className={styles['contacts']}>
        {contacts.map((contact) => (
          <ContactRow key={contact.id} contact={contact} shows="customer" />
        ))}
      </ul>
      <LoadMore query={query} label={t('contacts.title')} />
      {adding && <ContactDialog target={{ companyId }} onClose={() => setAdding(false)} />}
    </Panel>
  )
}

/** The companies of a customer. */
export const CustomerCompanies = ({ customerId }: { readonly customerId: string }) => {
  const t = companiesTexts.useTexts()
  const mayWrite = useMay('customer.write')
  const [adding, setAdding] = useState(false)
  const query = useQuery(customerCompaniesQuery(customerId))
  return (
    <Panel
      title={t('customer.title')}
      extra={mayWrite && <AddButton label={t('customer.add')} onClick={() => setAdding(true)} />}
    >
      {query.isError && <ProblemMessage error={query.error} onRetry={() => void query.refetch()} />}
      {query.data?.items.length === 0 && <p className={styles['quiet']}>{t('customer.empty')}</p>}
      <ul className={styles['contacts']}>
        {query.data?.items.map((contact) => (
          <ContactRow key={contact.id} contact={contact} shows="company" />
        ))}
      </ul>
      {adding && <ContactDialog target={{ customerId }} onClose={() => setAdding(false)} />}
    </Panel>
  )
}
