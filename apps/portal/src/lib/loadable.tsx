import { Button } from 'antd'
import { SkeletonRows } from '@candor/ui'
import type { ReactNode } from 'react'
import { shellTexts } from './shell-texts.ts'
import { Problem } from './problem.tsx'

interface ListState {
  readonly isPending: boolean
  readonly error: Error | null
  readonly refetch: () => unknown
  readonly hasNextPage?: boolean
  readonly isFetchingNextPage?: boolean
  readonly fetchNextPage?: () => unknown
}

interface LoadableProps {
  readonly of: ListState
  readonly rows?: number
  readonly children: ReactNode
}

/** What a part shows while its data is on the way, when it did not come, and when there is more to fetch. */
export const Loadable = ({ of: state, rows = 4, children }: LoadableProps) => {
  const t = shellTexts.useTexts()
  if (state.isPending) return <SkeletonRows rows={rows} height={64} />
  if (state.error) return <Problem error={state.error} onRetry={() => void state.refetch()} />
  return (
    <>
      {children}
      {state.hasNextPage && (
        <p className="more">
          <Button loading={state.isFetchingNextPage ?? false} onClick={() => void state.fetchNextPage?.()}>
            {state.isFetchingNextPage ? t('moreLoading') : t('more')}
          </Button>
        </p>
      )}
    </>
  )
}
