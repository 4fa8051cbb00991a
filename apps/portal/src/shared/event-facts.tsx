import type { TimelineItem } from '@candor/api'
import { Instant, uiTexts, useFormat } from '@candor/ui'
import { eventTexts } from './event-texts.ts'
import { SealState } from './seal-state.tsx'

const purposes = {
  'service-contract': 'serviceContract',
  'legitimate-interest': 'legitimateInterest',
  'legal-obligation': 'legalObligation',
  consent: 'consent',
} as const

/** Everything there is to know about one entry: who, why, when, where it stands, and its content word for word. */
export const EventFacts = ({ item }: { readonly item: TimelineItem }) => {
  const t = eventTexts.useTexts()
  const ui = uiTexts.useTexts()
  const format = useFormat()
  const actor = item.actor.startsWith('customer:')
    ? t('actor.customer')
    : (item.actorName ?? (item.actor.startsWith('staff:') ? t('actor.staff') : t('actor.system')))
  const purpose = purposes[item.purpose as keyof typeof purposes]
  return (
    <>
      <dl className="facts">
        <dt>{t('field.actor')}</dt>
        <dd>{actor}</dd>
        <dt>{t('field.purpose')}</dt>
        <dd>{purpose ? t(`purpose.${purpose}`) : item.purpose}</dd>
        {item.occurredAt && (
          <>
            <dt>{t('field.occurredAt')}</dt>
            <dd>{format.exact(item.occurredAt)}</dd>
          </>
        )}
        <dt>{t('field.recordedAt')}</dt>
        <dd>
          <Instant at={item.recordedAt} />
        </dd>
        <dt>{t('field.state')}</dt>
        <dd>
          <SealState state={item.state} />
          <p className="hint">{ui(`stateHelp.${item.state}`)}</p>
        </dd>
        <dt>{t('field.position')}</dt>
        <dd>{item.leafIndex === null ? t('field.unnumbered') : format.number(item.leafIndex + 1)}</dd>
        <dt>{t('field.kind')}</dt>
        <dd>
          <code>{item.kind}</code>
        </dd>
        <dt>{t('field.id')}</dt>
        <dd>
          <code>{item.id}</code>
        </dd>
      </dl>
      <p className="facts-title">{t('field.body')}</p>
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- a scrolling region has to be reachable by keyboard */}
      <pre className="body-text" tabIndex={0}>
        {JSON.stringify(item.body, null, 2)}
      </pre>
    </>
  )
}
