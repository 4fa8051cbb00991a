import type { LedgerCall, LedgerCallState } from '@candor/api'
import { Instant, useFormat } from '@candor/ui'
import { useInfiniteQuery } from '@tanstack/react-query'
import { Tag } from 'antd'
import { useState } from 'react'
import { ChoiceChips } from '../../components/choice-chips.tsx'
import { PagedList } from '../../components/paged-list.tsx'
import { callsQuery } from './queries.ts'
import { recordsTexts } from './records-texts.ts'
import styles from './records.module.css'

const states = ['queued', 'sent', 'mined', 'final', 'failed'] as const satisfies readonly LedgerCallState[]
const colours = { queued: 'default', sent: 'processing', mined: 'success', final: 'success', failed: 'error' } as const

const Call = ({ entry }: { readonly entry: LedgerCall }) => {
  const t = recordsTexts.useTexts()
  const format = useFormat()
  return (
    <li className={styles['item']}>
      <div className={styles['text']}>
        <p className={styles['title']}>{entry.description}</p>
        {entry.refusal && <p className={styles['refusal']}>{entry.refusal.message}</p>}
        <p className={styles['meta']}>
          <Instant at={entry.minedAt ?? entry.createdAt} style="relative" />
          {entry.blockNumber !== null && <span>{t('call.block', { block: format.number(entry.blockNumber) })}</span>}
          <code>{t('call.technical', { contract: entry.contract, name: entry.functionName })}</code>
        </p>
      </div>
      <Tag color={colours[entry.state]}>{t(`call.state.${entry.state}`)}</Tag>
    </li>
  )
}

/** What this organisation asked of the contracts, in plain words. */
export const Calls = () => {
  const t = recordsTexts.useTexts()
  const [state, setState] = useState<LedgerCallState | 'all'>('all')
  const query = useInfiniteQuery({ ...callsQuery(state === 'all' ? undefined : state), refetchInterval: 5000 })
  return (
    <>
      <div className={styles['filter']}>
        <ChoiceChips
          label={t('call.filter')}
          value={state}
          onChange={setState}
          options={[
            { value: 'all' as const, label: t('call.all') },
            ...states.map((value) => ({ value, label: t(`call.state.${value}`) })),
          ]}
        />
      </div>
      <PagedList
        query={query}
        empty={state === 'all' ? t('call.empty') : t('call.emptyState')}
        moreLabel={t('older')}
        render={(entry) => <Call key={entry.id} entry={entry} />}
      />
    </>
  )
}
