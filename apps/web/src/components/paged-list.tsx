import { EmptyState, ProblemMessage, SkeletonRows } from '@candor/ui'
import type { InfiniteData, UseInfiniteQueryResult } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { LoadMore } from './load-more.tsx'

interface PagedListProps<Item> {
  readonly query: UseInfiniteQueryResult<InfiniteData<{ readonly items: readonly Item[] }>>
  readonly empty: string
  readonly moreLabel: string
  readonly render: (item: Item) => ReactNode
}

/** A list that grows as it is scrolled, with what to show while it loads, fails or is empty. */
export const PagedList = <Item,>({ query, empty, moreLabel, render }: PagedListProps<Item>) => {
  const items = query.data?.pages.flatMap((page) => page.items) ?? []
  if (query.isPending) return <SkeletonRows rows={6} height={52} />
  if (query.isError && items.length === 0)
    return <ProblemMessage error={query.error} onRetry={() => void query.refetch()} />
  if (items.length === 0) return <EmptyState title={empty} />
  return (
    <>
      <ol>{items.map(render)}</ol>
      <LoadMore query={query} label={moreLabel} />
    </>
  )
}
