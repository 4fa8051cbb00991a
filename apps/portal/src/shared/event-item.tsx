import { DownloadOutlined, DownOutlined } from '@ant-design/icons'
import { portalPaths, type TimelineItem } from '@candor/api'
import { Instant, useLanguage, VerifyButton } from '@candor/ui'
import { useId, useState } from 'react'
import { useMerchantNames } from '../lib/session.ts'
import { TimeOfDay } from '../lib/time-of-day.tsx'
import { describeEvent } from './describe-event.ts'
import { EventFacts } from './event-facts.tsx'
import { EventIcon } from './event-icon.tsx'
import { eventTexts } from './event-texts.ts'
import { SealState } from './seal-state.tsx'

interface EventItemProps {
  readonly item: TimelineItem
  /** Marked as not matching its seal. */
  readonly flagged?: boolean
  /** Where the day stands above already. */
  readonly timeOnly?: boolean
}

/** One line of the record: what happened, when, how firmly it is sealed, and the means to check it. */
export const EventItem = ({ item, flagged = false, timeOnly = false }: EventItemProps) => {
  const t = eventTexts.useTexts()
  const [language] = useLanguage()
  const merchantName = useMerchantNames()
  const [open, setOpen] = useState(false)
  const factsId = useId()
  const happenedAt = item.occurredAt ?? item.recordedAt
  const sentence = describeEvent(item, language, merchantName)
  return (
    <li className="event" data-flagged={flagged || undefined}>
      <EventIcon kind={item.kind} />
      <div className="event-text">
        <p className="event-title">{sentence}</p>
        <p className="event-meta">
          {timeOnly ? <TimeOfDay at={happenedAt} /> : <Instant at={happenedAt} />}
          <SealState state={item.state} />
        </p>
      </div>
      <div className="event-actions">
        <VerifyButton
          record={{ id: item.id, kind: item.kind, recordedAt: item.recordedAt, body: item.body }}
          receiptUrl={portalPaths.receipt(item.id)}
        />
        <a
          className="link-button"
          href={portalPaths.receipt(item.id)}
          download={`${item.id}.tlog-proof`}
          aria-label={t('receiptOf', { event: sentence })}
        >
          <DownloadOutlined aria-hidden /> {t('receipt')}
        </a>
        <button
          type="button"
          className="link-button"
          aria-expanded={open}
          aria-controls={factsId}
          aria-label={t('detailsOf', { event: sentence })}
          onClick={() => setOpen(!open)}
        >
          {t('details')} <DownOutlined aria-hidden className={open ? 'turned' : ''} />
        </button>
      </div>
      <div className="event-facts" id={factsId} hidden={!open}>
        {open && <EventFacts item={item} />}
      </div>
    </li>
  )
}
