import { SafetyCertificateOutlined } from '@ant-design/icons'
import type { JournalCheckpoint, LedgerAnchor } from '@candor/api'
import { CopyButton, Instant, useFormat } from '@candor/ui'
import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { ChoiceChips } from '../../components/choice-chips.tsx'
import { PagedList } from '../../components/paged-list.tsx'
import { anchorsQuery, checkpointsQuery, headQuery } from './queries.ts'
import { recordsTexts } from './records-texts.ts'
import styles from './records.module.css'

const Seal = ({ seal, anchored }: { readonly seal: JournalCheckpoint; readonly anchored: number }) => {
  const t = recordsTexts.useTexts()
  const format = useFormat()
  const place = seal.anchor
    ? t('seal.onLedger', { block: format.number(seal.anchor.blockNumber) })
    : seal.size <= anchored
      ? t('seal.covered')
      : t('seal.notYet')
  return (
    <li className={styles['item']}>
      <span className={styles['icon']} data-done={seal.anchor !== null} aria-hidden>
        <SafetyCertificateOutlined />
      </span>
      <div className={styles['text']}>
        <p className={styles['title']}>{t('seal.size', { count: seal.size, shown: format.number(seal.size) })}</p>
        <p className={styles['meta']}>
          <span>{t('seal.signed', { time: format.dateTime(seal.signedAt) })}</span>
          <span>{place}</span>
        </p>
        <details className={styles['more']}>
          <summary>{t('seal.show')}</summary>
          <pre>{seal.note}</pre>
          <CopyButton text={seal.note} />
        </details>
      </div>
    </li>
  )
}

/** The journal's seals, newest first. */
export const Seals = () => {
  const t = recordsTexts.useTexts()
  const [which, setWhich] = useState<'all' | 'anchored'>('anchored')
  const query = useInfiniteQuery(checkpointsQuery(which === 'anchored'))
  const { data: head } = useQuery(headQuery)
  return (
    <>
      <div className={styles['filter']}>
        <ChoiceChips
          label={t('seal.filter')}
          value={which}
          onChange={setWhich}
          options={(['anchored', 'all'] as const).map((value) => ({ value, label: t(`seal.${value}`) }))}
        />
      </div>
      <PagedList
        query={query}
        empty={t('seal.empty')}
        moreLabel={t('older')}
        render={(seal) => <Seal key={seal.size} seal={seal} anchored={head?.anchored ?? 0} />}
      />
    </>
  )
}

const Anchor = ({ anchor }: { readonly anchor: LedgerAnchor }) => {
  const t = recordsTexts.useTexts()
  const format = useFormat()
  const member = anchor.memberName ?? t('anchor.unknown', { number: anchor.member })
  return (
    <li className={styles['item']}>
      <span className={styles['icon']} data-done aria-hidden>
        <SafetyCertificateOutlined />
      </span>
      <div className={styles['text']}>
        <p className={styles['title']}>{t('anchor.by', { member, shown: format.number(anchor.treeSize) })}</p>
        <p className={styles['meta']}>
          <Instant at={anchor.at} />
          <span>{t('call.block', { block: format.number(anchor.blockNumber) })}</span>
        </p>
        <code className={styles['hash']}>{anchor.rootHash}</code>
      </div>
    </li>
  )
}

/** The seals as the ledger has them, of all members. */
export const PublishedSeals = () => {
  const t = recordsTexts.useTexts()
  const query = useInfiniteQuery(anchorsQuery)
  return (
    <PagedList
      query={query}
      empty={t('anchor.empty')}
      moreLabel={t('older')}
      render={(anchor) => <Anchor key={anchor.transactionHash + anchor.treeSize} anchor={anchor} />}
    />
  )
}
