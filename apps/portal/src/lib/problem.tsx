import { lazy, Suspense } from 'react'

// Few readers ever meet a problem: its looks are fetched when one does.
const ProblemMessage = lazy(async () => {
  const { ProblemMessage } = await import('@candor/ui/problem')
  return { default: ProblemMessage }
})

interface ProblemProps {
  readonly error: unknown
  readonly onRetry?: () => void
}

/** A failure in words the reader can act on. */
export const Problem = (props: ProblemProps) => (
  <Suspense fallback={null}>
    <ProblemMessage {...props} />
  </Suspense>
)
