import { ApiError } from '@candor/api'
import { EmptyState, ProblemMessage, SkeletonRows } from '@candor/ui'
import type { UseQueryResult } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { Page } from './page.tsx'

interface RecordPageProps<T> {
  readonly query: UseQueryResult<T>
  /** The way back, shown while there is no record to show it beside. */
  readonly back: ReactNode
  /** Said where there is no such record; without it, what the server says. */
  readonly missing?: { readonly title: string; readonly text: string }
  /** Shown in the place of a record that was erased; without it, what the server says. */
  readonly gone?: ReactNode
  /** The page of the record itself. */
  readonly children: (record: T) => ReactNode
}

/** One record on one screen; until it is there, that it is loading, could not be loaded, or does not exist. */
export const RecordPage = <T,>({ query, back, missing, gone, children }: RecordPageProps<T>) => {
  if (query.isSuccess) return children(query.data)
  const problem = query.error instanceof ApiError ? query.error.problem : undefined
  return (
    <Page>
      {back}
      {query.isPending ? (
        <SkeletonRows rows={10} />
      ) : problem && [400, 404].includes(problem.status) ? (
        <EmptyState title={missing?.title ?? problem.userMessage}>{missing?.text}</EmptyState>
      ) : problem?.status === 410 && gone !== undefined ? (
        gone
      ) : (
        <ProblemMessage error={query.error} onRetry={() => void query.refetch()} />
      )}
    </Page>
  )
}
