import { DownOutlined, LeftOutlined, UpOutlined } from '@ant-design/icons'
import { customerParts, type CustomerPart } from '@candor/api'
import { Panel, useIsPhone } from '@candor/ui'
import { useQuery } from '@tanstack/react-query'
import { Link, useNavigate } from '@tanstack/react-router'
import { Button, Segmented, Tabs } from 'antd'
import { Fragment, useState, type ReactNode } from 'react'
import { Avatar } from '../../components/avatar.tsx'
import { Page } from '../../components/page.tsx'
import { RecordPage } from '../../components/record-page.tsx'
import { Viewers } from '../../components/viewers.tsx'
import { CustomerLooks } from '../../features/access-log/customer-looks.tsx'
import { BinButton, BinNotice, CustomerCareLine } from '../../features/customers/customer-care.tsx'
import { CustomerFigures } from '../../features/customers/customer-figures.tsx'
import { customerTexts } from '../../features/customers/customer-texts.ts'
import { FilesPanel } from '../../features/customers/files-panel.tsx'
import { NoteComposer } from '../../features/customers/note-composer.tsx'
import { ProfilePanel } from '../../features/customers/profile-panel.tsx'
import { customerQuery, useNotes, type CustomerDetail } from '../../features/customers/queries.ts'
import { RelationsPanel } from '../../features/customers/relations-panel.tsx'
import { MerchantsPanel, SpendingPanel } from '../../features/customers/spending-panel.tsx'
import { Timeline } from '../../features/customers/timeline.tsx'
import { CustomerCompanies } from '../../features/companies/company-contacts.tsx'
import { PartyDeals } from '../../features/deals/party-deals.tsx'
import { PartySales } from '../../features/sales/party-sales.tsx'
import { MergesPanel } from '../../features/duplicates/merges-panel.tsx'
import { CustomerEvents } from '../../features/events/customer-events.tsx'
import { FollowButton } from '../../features/following/follow-button.tsx'
import { OwnFieldsPanel } from '../../features/fields/own-fields-panel.tsx'
import { LinkedRecords } from '../../features/objects/linked-records.tsx'
import { CustomerLifecycle } from '../../features/lifecycle/customer-lifecycle.tsx'
import { CustomerConsents } from '../../features/consent/customer-consents.tsx'
import { CustomerPoints, PendingPoints } from '../../features/loyalty/customer-points.tsx'
import { CustomerOrders } from '../../features/orders/customer-orders.tsx'
import { CustomerPrivacy, ErasedCustomer, PrivacyNotice } from '../../features/subject-requests/customer-privacy.tsx'
import { CustomerTasks } from '../../features/tasks/customer-tasks.tsx'
import { CustomerTickets } from '../../features/tickets/customer-tickets.tsx'
import { laidOut, useLayout } from '../../lib/layouts.ts'
import { neighboursOf } from '../../lib/neighbours.ts'
import { useMay } from '../../lib/rights.ts'
import { useShortcut } from '../../lib/shortcuts.ts'
import styles from './customer-page.module.css'

/** The customers before and after in the list that one came from, and the keys that lead to them. */
const useNeighbours = (id: string) => {
  const t = customerTexts.useTexts()
  const navigate = useNavigate()
  const { previous, next } = neighboursOf(id)
  const go = (customerId: string | undefined) => {
    if (customerId) void navigate({ to: '/customers/$customerId', params: { customerId } })
  }
  useShortcut('k', t('shortcut.previous'), 'customer', () => go(previous))
  useShortcut('j', t('shortcut.next'), 'customer', () => go(next))
  useShortcut('u', t('shortcut.back'), 'customer', () => void navigate({ to: '/customers' }))
  return { previous, next, go }
}

const Neighbours = ({ previous, next, go }: ReturnType<typeof useNeighbours>) => {
  const t = customerTexts.useTexts()
  if (!previous && !next) return null
  return (
    <>
      <Button icon={<UpOutlined />} aria-label={t('previous')} disabled={!previous} onClick={() => go(previous)} />
      <Button icon={<DownOutlined />} aria-label={t('next')} disabled={!next} onClick={() => go(next)} />
    </>
  )
}

const TimelinePanel = ({ customerId, title }: { readonly customerId: string; readonly title?: string }) => {
  const canWork = useMay('customer.write')
  const notes = useNotes(customerId)
  return (
    <Panel title={title} flush>
      {canWork && <NoteComposer subjectId={customerId} {...notes} />}
      <Timeline customerId={customerId} />
    </Panel>
  )
}

/** Parts that stand in a tab of their own on a phone. */
const worked: readonly CustomerPart[] = ['tickets', 'tasks']

interface PartsProps {
  readonly customer: CustomerDetail
  readonly only?: readonly CustomerPart[]
  readonly without?: readonly CustomerPart[]
}

/** What is known of a customer, part by part, as it is laid out for the role of whoever looks. */
const Parts = ({ customer, only, without }: PartsProps) => {
  const [mayReadTasks, mayReadTickets] = [useMay('task.read'), useMay('ticket.read')]
  const { id } = customer
  const content: Readonly<Record<CustomerPart, ReactNode>> = {
    profile: <ProfilePanel customer={customer} />,
    own: <OwnFieldsPanel key={id} object="customer" id={id} />,
    lifecycle: <CustomerLifecycle customerId={id} />,
    companies: <CustomerCompanies customerId={id} />,
    linked: <LinkedRecords id={id} />,
    relations: <RelationsPanel customerId={id} name={customer.name} />,
    files: <FilesPanel customerId={id} />,
    tickets: mayReadTickets && <CustomerTickets customerId={id} />,
    tasks: mayReadTasks && <CustomerTasks customerId={id} />,
    deals: <PartyDeals customer={id} />,
    sales: <PartySales customer={id} />,
    spending: <SpendingPanel customer={customer} />,
    merchants: <MerchantsPanel customer={customer} />,
    merges: <MergesPanel customerId={id} />,
    privacy: (
      <>
        <CustomerPrivacy customerId={id} />
        <CustomerLooks customerId={id} />
      </>
    ),
  }
  const names = customerParts.filter((name) => (only?.includes(name) ?? true) && !without?.includes(name))
  const parts = laidOut(
    names.map((name) => ({ name })),
    useLayout('customer'),
  )
  return parts.map(({ name }) => <Fragment key={name}>{content[name]}</Fragment>)
}

const Wide = ({ customer }: { readonly customer: CustomerDetail }) => {
  const t = customerTexts.useTexts()
  const [mayReadOrders, mayReadPoints] = [useMay('order.read'), useMay('points.read')]
  const mayReadConsents = useMay('consent.read')
  return (
    <div className={styles['wide']}>
      <div className={styles['side']}>
        <Parts customer={customer} />
      </div>
      <div className={styles['top']}>
        <CustomerFigures customer={customer} pointsHint={mayReadPoints && <PendingPoints customerId={customer.id} />} />
      </div>
      <TimelinePanel customerId={customer.id} title={t('timeline')} />
      {(mayReadOrders || mayReadPoints || mayReadConsents) && (
        <Panel flush>
          <Tabs
            className={styles['tabs'] ?? ''}
            items={[
              {
                key: 'orders',
                label: t('sections.orders'),
                allowed: mayReadOrders,
                children: <CustomerOrders customerId={customer.id} />,
              },
              {
                key: 'points',
                label: t('sections.points'),
                allowed: mayReadPoints,
                children: <CustomerPoints customerId={customer.id} />,
              },
              {
                key: 'events',
                label: t('sections.events'),
                allowed: true,
                children: <CustomerEvents customerId={customer.id} />,
              },
              {
                key: 'consents',
                label: t('sections.consents'),
                allowed: mayReadConsents,
                children: <CustomerConsents customerId={customer.id} />,
              },
            ]
              .filter(({ allowed }) => allowed)
              .map(({ key, label, children }) => ({ key, label, children }))}
          />
        </Panel>
      )}
    </div>
  )
}

const sections = ['timeline', 'tasks', 'orders', 'points', 'events', 'consents', 'profile'] as const
type Section = (typeof sections)[number]

const Phone = ({ customer }: { readonly customer: CustomerDetail }) => {
  const t = customerTexts.useTexts()
  const [section, setSection] = useState<Section>('timeline')
  const [mayReadOrders, mayReadPoints] = [useMay('order.read'), useMay('points.read')]
  const [mayReadConsents, mayReadTasks] = [useMay('consent.read'), useMay('task.read')]
  const mayReadTickets = useMay('ticket.read')
  const offered = sections.filter(
    (name) =>
      (name !== 'tasks' || mayReadTasks || mayReadTickets) &&
      (name !== 'orders' || mayReadOrders) &&
      (name !== 'points' || mayReadPoints) &&
      (name !== 'consents' || mayReadConsents),
  )
  const content: Record<Section, ReactNode> = {
    timeline: <TimelinePanel customerId={customer.id} />,
    tasks: <Parts customer={customer} only={worked} />,
    orders: (
      <Panel flush>
        <CustomerOrders customerId={customer.id} />
      </Panel>
    ),
    points: (
      <Panel flush>
        <CustomerPoints customerId={customer.id} />
      </Panel>
    ),
    events: (
      <Panel flush>
        <CustomerEvents customerId={customer.id} />
      </Panel>
    ),
    consents: (
      <Panel flush>
        <CustomerConsents customerId={customer.id} />
      </Panel>
    ),
    profile: <Parts customer={customer} without={worked} />,
  }
  return (
    <>
      <CustomerFigures customer={customer} pointsHint={mayReadPoints && <PendingPoints customerId={customer.id} />} />
      <Segmented
        block
        value={section}
        onChange={setSection}
        options={offered.map((value) => ({ value, label: t(`sections.${value}`) }))}
      />
      {content[section]}
    </>
  )
}

/** One customer on one screen. */
export const CustomerPage = ({ customerId }: { readonly customerId: string }) => {
  const t = customerTexts.useTexts()
  const isPhone = useIsPhone()
  // Also while a customer loads: whoever holds `j` down does not wait for each of them.
  const neighbours = useNeighbours(customerId)
  const query = useQuery(customerQuery(customerId))
  const back = (
    <Link to="/customers" className={styles['back']}>
      <LeftOutlined aria-hidden /> {t('back')}
    </Link>
  )
  return (
    <RecordPage
      query={query}
      back={back}
      missing={{ title: t('notFound'), text: t('notFoundText') }}
      gone={<ErasedCustomer customerId={customerId} />}
    >
      {(customer) => (
        <Page
          title={customer.name}
          lead={<Avatar name={customer.name} size={40} />}
          subtitle={
            <span className={styles['subtitle']}>
              {back}
              {customer.reference && <span>{t('reference', { reference: customer.reference })}</span>}
              <CustomerCareLine customer={customer} />
              <Viewers of="customer" id={customer.id} />
            </span>
          }
          actions={
            <>
              <FollowButton object="customer" id={customer.id} />
              <BinButton customer={customer} />
              <Neighbours {...neighbours} />
            </>
          }
        >
          <BinNotice customer={customer} />
          <PrivacyNotice customerId={customer.id} />
          {isPhone ? <Phone customer={customer} /> : <Wide customer={customer} />}
        </Page>
      )}
    </RecordPage>
  )
}
