import { EllipsisOutlined } from '@ant-design/icons'
import { companyRoutes, type CompanyContact } from '@candor/api'
import { useFormat } from '@candor/ui'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Button, Dropdown, Tag } from 'antd'
import { useState, type ReactNode } from 'react'
import { call } from '../../lib/api.ts'
import { useMay } from '../../lib/rights.ts'
import { useTell } from '../../lib/use-tell.tsx'
import { companiesTexts } from './companies-texts.ts'
import { ContactDialog } from './contact-dialog.tsx'
import { companiesKey } from './queries.ts'
import styles from './companies.module.css'

const today = (): string => new Date().toISOString().slice(0, 10)

/** Ends a contact today, or takes it back as a mistake. */
const useContactActs = ({ id }: CompanyContact) => {
  const { complain } = useTell()
  const client = useQueryClient()
  return useMutation({
    mutationFn: async (act: 'end' | 'remove') =>
      act === 'end'
        ? call(companyRoutes.changeContact, { params: { id }, body: { until: today() } })
        : call(companyRoutes.removeContact, { params: { id } }),
    onSuccess: () => client.invalidateQueries({ queryKey: companiesKey }),
    onError: complain,
  })
}

interface ContactRowProps {
  readonly contact: CompanyContact
  /** Which end of the contact the reader does not have before them. */
  readonly shows: 'customer' | 'company'
}

/** One line: who works where, as what, since when. */
export const ContactRow = ({ contact, shows }: ContactRowProps) => {
  const t = companiesTexts.useTexts()
  const format = useFormat()
  const mayWrite = useMay('customer.write')
  const acts = useContactActs(contact)
  const [editing, setEditing] = useState(false)
  const { customerId, companyId, customerName, companyName, position, since, until, orderCount, spent } = contact
  const name = shows === 'customer' ? customerName : companyName
  const dates = [
    since && t('contacts.from', { date: format.date(since) }),
    until && t('contacts.to', { date: format.date(until) }),
  ]
  const facts = [position, ...dates].filter(Boolean).join(' · ')
  const link: ReactNode =
    shows === 'customer' ? (
      <Link to="/customers/$customerId" params={{ customerId }}>
        {name}
      </Link>
    ) : (
      <Link to="/companies/$companyId" params={{ companyId }}>
        {name}
      </Link>
    )
  const items = [
    { key: 'edit', label: t('contacts.edit', { name: customerName }) },
    ...(until === null ? [{ key: 'end', label: t('contacts.end') }] : []),
    { key: 'remove', label: t('contacts.remove'), danger: true },
  ]
  return (
    <li className={styles['contact']} data-past={until !== null}>
      <div className={styles['contactText']}>
        <span className={styles['contactName']}>
          {link}
          {until !== null && <Tag variant="filled">{t('contacts.former')}</Tag>}
        </span>
        {facts && <span className={styles['quiet']}>{facts}</span>}
        {shows === 'customer' && orderCount > 0 && (
          <span className={styles['quiet']}>
            {t('contacts.orders', { count: orderCount, shown: format.number(orderCount) })} ·{' '}
            {format.money(spent, contact.currency)}
          </span>
        )}
      </div>
      {mayWrite && (
        <Dropdown
          trigger={['click']}
          menu={{
            items,
            onClick: ({ key }) => (key === 'edit' ? setEditing(true) : acts.mutate(key === 'end' ? 'end' : 'remove')),
          }}
        >
          <Button
            type="text"
            size="small"
            icon={<EllipsisOutlined />}
            aria-label={t('contacts.more', { name })}
            loading={acts.isPending}
          />
        </Dropdown>
      )}
      {editing && <ContactDialog target={{ contact }} onClose={() => setEditing(false)} />}
    </li>
  )
}
