import { EmptyState } from '@candor/ui'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Loadable } from '../../lib/loadable.tsx'
import { useLocalName } from '../../lib/local-name.ts'
import { PageTitle } from '../../lib/page-title.tsx'
import { Section } from '../../lib/section.tsx'
import { useMe } from '../../lib/session.ts'
import { EventList } from '../../shared/event-list.tsx'
import { PurposeSection } from './purpose-section.tsx'
import { consentsOptions, decisionsOptions } from './queries.ts'
import { consentTexts } from './texts.ts'
import './consent.css'

const Decisions = () => {
  const t = consentTexts.useTexts()
  const decisions = useQuery(decisionsOptions)
  const items = decisions.data?.items ?? []
  return (
    <Section
      title={t('history')}
      extra={
        items.length > 0 && (
          <Link to="/history" search={{ topic: 'consent' }}>
            {t('historyLink')}
          </Link>
        )
      }
    >
      <Loadable of={decisions}>
        {items.length === 0 ? <p className="hint">{t('historyEmpty')}</p> : <EventList items={items} />}
      </Loadable>
    </Section>
  )
}

/** Everything that the company asks for, each with its switch, and every decision with its proof. */
export const ConsentsPage = () => {
  const t = consentTexts.useTexts()
  const localName = useLocalName()
  const organisation = localName(useMe().organisation)
  const consents = useQuery(consentsOptions)
  const { items = [], account = null } = consents.data ?? {}
  return (
    <>
      <PageTitle title={t('title')} lead={t('lead', { organisation })} />
      <Loadable of={consents}>
        {items.length === 0 ? (
          <EmptyState title={t('emptyTitle')}>{t('emptyText', { organisation })}</EmptyState>
        ) : (
          items.map((item) => <PurposeSection key={item.purpose.id} item={item} />)
        )}
      </Loadable>
      <Decisions />
      <Section title={t('signed.title')}>
        <p>{t('signed.text')}</p>
        <dl className="facts">
          <dt>{t('signed.account')}</dt>
          <dd>{account === null ? <span className="hint">{t('signed.none')}</span> : <code>{account}</code>}</dd>
        </dl>
      </Section>
    </>
  )
}
