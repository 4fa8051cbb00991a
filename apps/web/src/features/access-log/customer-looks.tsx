import { accessLogRoutes, journalPaths } from '@candor/api'
import { EmptyState, LookItem, Panel, ProblemMessage, SkeletonRows } from '@candor/ui'
import { infiniteQueryOptions, useInfiniteQuery } from '@tanstack/react-query'
import { Button } from 'antd'
import { call } from '../../lib/api.ts'
import { useMay } from '../../lib/rights.ts'
import { accessLogTexts } from './access-log-texts.ts'
import styles from './access-log.module.css'

const looksQuery = (id: string) =>
  infiniteQueryOptions({
    queryKey: ['access-log', id],
    queryFn: ({ pageParam, signal }) =>
      call(accessLogRoutes.ofCustomer, { params: { id }, query: { limit: 10, cursor: pageParam } }, { signal }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.nextCursor ?? undefined,
  })

const Looks = ({ customerId }: { readonly customerId: string }) => {
  const t = accessLogTexts.useTexts()
  const query = useInfiniteQuery(looksQuery(customerId))
  const looks = query.data?.pages.flatMap((page) => page.items) ?? []
  if (query.isPending) return <SkeletonRows rows={3} height={52} />
  if (query.isError && looks.length === 0)
    return <ProblemMessage error={query.error} onRetry={() => void query.refetch()} />
  if (looks.length === 0) return <EmptyState title={t('empty')} />
  return (
    <>
      <p className={styles['hint']}>{t('hint')}</p>
      <ol aria-label={t('title')}>
        {looks.map((look) => (
          <LookItem key={look.id} look={look} receiptUrl={journalPaths.receipt(look.id)} />
        ))}
      </ol>
      {query.hasNextPage && (
        <p className={styles['more']}>
          <Button size="small" loading={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>
            {t('more')}
          </Button>
        </p>
      )}
    </>
  )
}

/** Who looked at a customer's data, for those who watch over it. */
export const CustomerLooks = ({ customerId }: { readonly customerId: string }) => {
  const t = accessLogTexts.useTexts()
  if (!useMay('access.read')) return null
  return (
    <Panel title={t('title')} flush>
      <Looks customerId={customerId} />
    </Panel>
  )
}
