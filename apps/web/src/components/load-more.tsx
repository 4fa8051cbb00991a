import { ProblemMessage } from '@candor/ui'
import { Button } from 'antd'
import { useEffect, useRef } from 'react'

interface MoreQuery {
  readonly hasNextPage: boolean
  readonly isFetchingNextPage: boolean
  readonly isFetchNextPageError: boolean
  readonly error: unknown
  readonly fetchNextPage: () => Promise<unknown>
}

/** Loads the next page when it comes into view; the button is for those who do not scroll. */
export const LoadMore = ({ query, label }: { readonly query: MoreQuery; readonly label: string }) => {
  const box = useRef<HTMLDivElement>(null)
  const { hasNextPage, isFetchingNextPage, isFetchNextPageError, fetchNextPage } = query
  const ready = hasNextPage && !isFetchingNextPage && !isFetchNextPageError
  useEffect(() => {
    if (!ready || !box.current) return undefined
    const observer = new IntersectionObserver(
      (entries) => {
        if (entries.some((entry) => entry.isIntersecting)) void fetchNextPage()
      },
      { rootMargin: '300px' },
    )
    observer.observe(box.current)
    return () => observer.disconnect()
  }, [ready, fetchNextPage])
  if (isFetchNextPageError) return <ProblemMessage error={query.error} onRetry={() => void fetchNextPage()} />
  if (!hasNextPage) return null
  return (
    <div ref={box} style={{ padding: 12, textAlign: 'center' }}>
      <Button size="small" loading={isFetchingNextPage} onClick={() => void fetchNextPage()}>
        {label}
      </Button>
    </div>
  )
}
