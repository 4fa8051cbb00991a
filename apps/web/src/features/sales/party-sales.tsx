import { PlusOutlined } from '@ant-design/icons'
import { Panel, ProblemMessage, SkeletonRows } from '@candor/ui'
import { useInfiniteQuery } from '@tanstack/react-query'
import { Button } from 'antd'
import { LoadMore } from '../../components/load-more.tsx'
import { useMay } from '../../lib/rights.ts'
import { DocumentRow } from './documents-page.tsx'
import { useNewDocument, type Party } from './new-document-dialog.tsx'
import { salesListQuery } from './queries.ts'
import { salesTexts } from './sales-texts.ts'
import styles from './sales.module.css'

const Rows = ({ party, kind }: { readonly party: Party; readonly kind: 'quote' | 'invoice' }) => {
  const t = salesTexts.useTexts()
  const query = useInfiniteQuery(salesListQuery({ kind, ...party }, 10))
  const rows = query.data?.pages.flatMap(({ items }) => items) ?? []
  if (query.isPending) return <SkeletonRows rows={1} height={48} />
  if (query.isError && rows.length === 0)
    return <ProblemMessage error={query.error} onRetry={() => void query.refetch()} />
  if (rows.length === 0) return kind === 'quote' ? <p className={styles['none']}>{t('party.empty')}</p> : null
  return (
    <>
      <ul>
        {rows.map((row) => (
          <li key={row.id} className={styles['partyRow']}>
            <DocumentRow row={row} />
          </li>
        ))}
      </ul>
      <LoadMore query={query} label={t('loadMore')} />
    </>
  )
}

/** What a customer or a company was offered and invoiced, or what came of a deal. */
export const PartySales = (party: Party) => {
  const t = salesTexts.useTexts()
  const [mayRead, mayWrite] = [useMay('sales.read'), useMay('sales.write')]
  const create = useNewDocument('quote')
  if (!mayRead) return null
  return (
    <Panel
      title={t('party.title')}
      flush
      extra={
        mayWrite && (
          <Button size="small" icon={<PlusOutlined />} loading={create.isPending} onClick={() => create.mutate(party)}>
            {t('party.newQuote')}
          </Button>
        )
      }
    >
      {create.isError && <ProblemMessage error={create.error} />}
      <Rows party={party} kind="quote" />
      <Rows party={party} kind="invoice" />
    </Panel>
  )
}
