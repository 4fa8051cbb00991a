import { DeleteOutlined, LeftOutlined } from '@ant-design/icons'
import { EmptyState, Instant, Panel, ProblemMessage, SkeletonRows } from '@candor/ui'
import { useInfiniteQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Button } from 'antd'
import { Page } from '../../components/page.tsx'
import { useTell } from '../../lib/use-tell.tsx'
import { binQuery, useBin } from './list-queries.ts'
import { listsTexts } from './lists-texts.ts'
import styles from './lists.module.css'

/** Customers in the bin, with the way back. */
export const BinPage = () => {
  const t = listsTexts.useTexts()
  const { tell, complain } = useTell()
  const query = useInfiniteQuery(binQuery)
  const bin = useBin()
  const rows = query.data?.pages.flatMap(({ items }) => items) ?? []
  const restore = ({ id, name }: { readonly id: string; readonly name: string }) =>
    bin.mutate(
      { id, binned: false },
      {
        onSuccess: () => tell(t('bin.restored', { name })),
        onError: complain,
      },
    )
  return (
    <Page
      narrow
      title={t('bin.title')}
      subtitle={
        <Link to="/customers">
          <LeftOutlined aria-hidden /> {t('bin.back')}
        </Link>
      }
    >
      <p className={styles['hint']}>{t('bin.text')}</p>
      {query.isPending && <SkeletonRows rows={6} />}
      {query.isError && <ProblemMessage error={query.error} onRetry={() => void query.refetch()} />}
      {query.isSuccess && rows.length === 0 && (
        <EmptyState icon={<DeleteOutlined />} title={t('bin.emptyTitle')}>
          {t('bin.emptyText')}
        </EmptyState>
      )}
      {rows.length > 0 && (
        <Panel>
          <ul className={styles['rows']} style={{ maxHeight: 'none' }}>
            {rows.map((customer) => (
              <li key={customer.id}>
                <span>
                  <Link to="/customers/$customerId" params={{ customerId: customer.id }}>
                    {customer.name}
                  </Link>{' '}
                  <span className={styles['reason']}>
                    {t('bin.since')} <Instant at={customer.binnedAt} style="date" />
                  </span>
                </span>
                <Button size="small" disabled={bin.isPending} onClick={() => restore(customer)}>
                  {t('bin.restore')}
                </Button>
              </li>
            ))}
          </ul>
          {query.hasNextPage && (
            <Button block loading={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>
              {t('group.more')}
            </Button>
          )}
        </Panel>
      )}
    </Page>
  )
}
