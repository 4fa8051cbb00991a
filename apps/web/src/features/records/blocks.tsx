import { RightOutlined } from '@ant-design/icons'
import type { LedgerBlock } from '@candor/api'
import { CopyButton, Instant, ProblemMessage, SkeletonRows, useFormat } from '@candor/ui'
import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { Tag } from 'antd'
import { useId, useState } from 'react'
import { PagedList } from '../../components/paged-list.tsx'
import { blockQuery, blocksQuery } from './queries.ts'
import { recordsTexts } from './records-texts.ts'
import styles from './records.module.css'

const BlockContent = ({ number }: { readonly number: number }) => {
  const t = recordsTexts.useTexts()
  const query = useQuery(blockQuery(number))
  if (query.isPending) return <SkeletonRows rows={2} height={32} />
  if (query.isError) return <ProblemMessage error={query.error} onRetry={() => void query.refetch()} />
  const { block, transactions } = query.data
  return (
    <div className={styles['blockBody']}>
      <p className={styles['meta']}>
        {t('block.hash')} <code className={styles['hash']}>{block.hash}</code> <CopyButton text={block.hash} />
      </p>
      <ul>
        {transactions.map((transaction) => (
          <li key={transaction.hash}>
            <span>{transaction.description}</span>
            {!transaction.succeeded && <Tag color="error">{t('block.failed')}</Tag>}
            <code className={styles['hash']}>{transaction.hash}</code>
          </li>
        ))}
      </ul>
    </div>
  )
}

const Block = ({ block }: { readonly block: LedgerBlock }) => {
  const t = recordsTexts.useTexts()
  const format = useFormat()
  const id = useId()
  const [open, setOpen] = useState(false)
  const number = format.number(block.number)
  return (
    <li className={styles['block']} data-open={open}>
      <button
        type="button"
        className={styles['blockHead']}
        aria-expanded={open}
        aria-controls={id}
        onClick={() => setOpen(!open)}
      >
        <RightOutlined aria-hidden className={styles['arrow']} />
        <span className={styles['title']}>{t('block.title', { number })}</span>
        <span className={styles['quiet']}>
          {block.transactions === 0
            ? t('block.none')
            : t('block.transactions', { count: block.transactions, shown: format.number(block.transactions) })}
        </span>
        <span className={styles['blockTime']}>
          <Instant at={block.at} style="relative" />
        </span>
      </button>
      <div id={id} hidden={!open}>
        {open && <BlockContent number={block.number} />}
      </div>
    </li>
  )
}

/** The blocks of the ledger; each opens to its transactions in plain words. */
export const Blocks = () => {
  const t = recordsTexts.useTexts()
  const query = useInfiniteQuery(blocksQuery)
  return (
    <PagedList
      query={query}
      empty={t('block.empty')}
      moreLabel={t('older')}
      render={(block) => <Block key={block.number} block={block} />}
    />
  )
}
