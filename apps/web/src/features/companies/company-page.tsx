import { LeftOutlined } from '@ant-design/icons'
import type { CompanyDetail } from '@candor/api'
import { Figure, Instant, Panel, useFormat } from '@candor/ui'
import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { Avatar } from '../../components/avatar.tsx'
import { EntryTimeline, untilSealed } from '../../components/entry-timeline.tsx'
import { Page } from '../../components/page.tsx'
import { RecordPage } from '../../components/record-page.tsx'
import { companiesTexts } from './companies-texts.ts'
import { CompanyBinButton, CompanyBinNotice } from './company-bin.tsx'
import { CompanyContacts } from './company-contacts.tsx'
import { CompanyProfilePanel } from './company-profile.tsx'
import { companyQuery, companyTimelineQuery } from './queries.ts'
import styles from './companies.module.css'

const Figures = ({ company: { orders, contactCount } }: { readonly company: CompanyDetail }) => {
  const t = companiesTexts.useTexts()
  const format = useFormat()
  return (
    <Panel title={t('figures.title')}>
      <dl className={styles['figures']}>
        <Figure label={t('figures.people')} value={format.number(contactCount)} />
        <Figure label={t('figures.orders')} value={format.number(orders.orderCount)} />
        <Figure label={t('figures.spent')} value={format.money(orders.spent, orders.currency)} />
        <Figure
          label={t('figures.last')}
          value={orders.lastOrderAt ? <Instant at={orders.lastOrderAt} style="date" /> : t('figures.none')}
        />
      </dl>
    </Panel>
  )
}

const useCompanyEntries = (companyId: string, kinds: string | undefined) =>
  useInfiniteQuery({ ...companyTimelineQuery(companyId, kinds), refetchInterval: untilSealed })

interface CompanyTimelineProps {
  readonly companyId: string
  /** Where notes are written. */
  readonly notes: ReactNode
}

const CompanyTimeline = ({ companyId, notes }: CompanyTimelineProps) => {
  const t = companiesTexts.useTexts()
  return (
    <Panel title={t('timeline')} flush>
      {notes}
      <EntryTimeline useEntries={(kinds) => useCompanyEntries(companyId, kinds)} />
    </Panel>
  )
}

interface CompanyPageProps {
  readonly companyId: string
  /** What the company’s own fields hold. */
  readonly ownFields: ReactNode
  /** What may be sold to it. */
  readonly deals: ReactNode
  /** What can be done with it. */
  readonly actions: ReactNode
  /** Where notes are written. */
  readonly notes: ReactNode
}

/** One company on one screen. */
export const CompanyPage = ({ companyId, ownFields, deals, actions, notes }: CompanyPageProps) => {
  const t = companiesTexts.useTexts()
  const query = useQuery(companyQuery(companyId))
  const back = (
    <Link to="/companies">
      <LeftOutlined aria-hidden /> {t('back')}
    </Link>
  )
  return (
    <RecordPage query={query} back={back} missing={{ title: t('notFound'), text: t('notFoundText') }}>
      {(company) => (
        <Page
          title={company.name}
          lead={<Avatar name={company.name} size={40} />}
          subtitle={<span className={styles['subtitle']}>{back}</span>}
          actions={
            <>
              {actions}
              <CompanyBinButton company={company} />
            </>
          }
        >
          <CompanyBinNotice company={company} />
          <div className={styles['wide']}>
            <div className={styles['column']}>
              <CompanyProfilePanel company={company} />
              {ownFields}
              <CompanyContacts companyId={company.id} />
              {deals}
            </div>
            <div className={styles['column']}>
              <Figures company={company} />
              <CompanyTimeline companyId={company.id} notes={notes} />
            </div>
          </div>
        </Page>
      )}
    </RecordPage>
  )
}
