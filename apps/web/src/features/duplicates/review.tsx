import type { DuplicatePair } from '@candor/api'
import { EmptyState, Panel, ProblemMessage, SkeletonRows } from '@candor/ui'
import { useInfiniteQuery } from '@tanstack/react-query'
import { App, Button } from 'antd'
import { useState } from 'react'
import { duplicatesTexts } from './duplicates-texts.ts'
import { PairReview } from './pair-review.tsx'
import { pairsQuery, sameTwo } from './queries.ts'
import type { Sides } from './sides.ts'
import { useDecide, type TakeBack } from './use-decide.ts'

/** From so many pairs before the end on, the next page is fetched. */
const ahead = 5

/** Pairs that wait, less those decided on here; the next page comes before it is needed. */
const usePairs = () => {
  const query = useInfiniteQuery(pairsQuery)
  const [decided, setDecided] = useState<readonly DuplicatePair[]>([])
  const all = query.data?.pages.flatMap(({ items }) => items) ?? []
  const pairs = all.filter((pair) => !decided.some((one) => sameTwo(one, pair)))
  const reach = (place: number) => {
    if (place > pairs.length - ahead && query.hasNextPage && !query.isFetchingNextPage) void query.fetchNextPage()
  }
  return {
    query,
    pairs,
    reach,
    settle: (pair: DuplicatePair) => setDecided((known) => [...known, pair]),
    unsettle: (pair: DuplicatePair) => setDecided((known) => known.filter((one) => !sameTwo(one, pair))),
  }
}

/** Says what was decided, with the way back. */
const useSaying = (unsettle: (pair: DuplicatePair) => void, takeBack: (undo: TakeBack) => Promise<unknown>) => {
  const t = duplicatesTexts.useTexts()
  const { notification, message } = App.useApp()
  return (text: string, pair: DuplicatePair, undo: TakeBack) => {
    const key = `${pair.first.id}-${pair.second.id}`
    const back = async () => {
      notification.destroy(key)
      await takeBack(undo)
      unsettle(pair)
      void message.success(t('undone'))
    }
    notification.success({
      key,
      title: text,
      duration: 8,
      placement: 'bottomLeft',
      actions: (
        <Button size="small" onClick={() => void back()}>
          {t('undo')}
        </Button>
      ),
    })
  }
}

/** The pairs to be decided on, one after the other. */
export const Review = ({ onEmpty }: { readonly onEmpty: 'none' | 'allDone' }) => {
  const t = duplicatesTexts.useTexts()
  const { query, pairs, reach, settle, unsettle } = usePairs()
  const { merge, dismiss, takeBack } = useDecide()
  const say = useSaying(unsettle, takeBack.mutateAsync)
  const [place, setPlace] = useState(0)
  if (query.isPending) {
    return (
      <Panel>
        <SkeletonRows rows={6} height={44} />
      </Panel>
    )
  }
  if (query.isError) return <ProblemMessage error={query.error} onRetry={() => void query.refetch()} />
  const at = Math.min(place, pairs.length - 1)
  const pair = pairs[at]
  if (pair === undefined) {
    return (
      <Panel>
        <EmptyState title={t(`${onEmpty}.title`)}>{t(`${onEmpty}.text`)}</EmptyState>
      </Panel>
    )
  }
  const go = (to: number) => {
    merge.reset()
    dismiss.reset()
    setPlace(Math.max(0, Math.min(to, pairs.length - 1)))
    reach(to)
  }
  const onMerge = (sides: Sides) =>
    merge.mutate(sides, {
      onSuccess: (undo) => {
        settle(pair)
        reach(at)
        say(t('merged', { name: sides.kept.profile.name }), pair, undo)
      },
    })
  const onDismiss = () =>
    dismiss.mutate(pair, {
      onSuccess: (undo) => {
        settle(pair)
        reach(at)
        say(t('dismissed'), pair, undo)
      },
    })
  return (
    <PairReview
      key={`${pair.first.id}-${pair.second.id}`}
      pair={pair}
      busy={merge.isPending || dismiss.isPending}
      error={merge.error ?? dismiss.error ?? takeBack.error}
      onMerge={onMerge}
      onDismiss={onDismiss}
      onNext={() => go(at + 1)}
      onPrevious={() => go(at - 1)}
    />
  )
}
