import { dealOutcomes, type Deal, type DealOutcome, type DealStage, type DealSum } from '@candor/api'
import { ProblemMessage, SkeletonRows, useFormat } from '@candor/ui'
import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { Button } from 'antd'
import { useState, type ReactNode } from 'react'
import { useBilingual } from '../../lib/own-fields.ts'
import { useMay } from '../../lib/rights.ts'
import { DealCard } from './deal-card.tsx'
import { dealsTexts } from './deals-texts.ts'
import { dealListQuery, dealTotalsQuery, type DealFilter, type DealScope } from './queries.ts'
import type { DealSteps } from './use-deal-steps.tsx'
import styles from './deals.module.css'

interface ColumnProps {
  readonly title: string
  readonly tone: string
  readonly filter: DealFilter
  /** Beside and below the title. */
  readonly count?: number | undefined
  readonly sums?: readonly DealSum[] | undefined
  readonly stages: readonly DealStage[]
  readonly steps: DealSteps | undefined
  /** The card that the keyboard moved last. */
  readonly moved: string | undefined
  readonly onDrag: ((deal: Deal) => void) | undefined
  readonly onDrop: (() => void) | undefined
  readonly onStep: ((deal: Deal, by: 1 | -1) => void) | undefined
}

const Head = ({ title, count, sums }: Pick<ColumnProps, 'title' | 'count' | 'sums'>) => {
  const t = dealsTexts.useTexts()
  const format = useFormat()
  return (
    <header className={styles['columnHead']}>
      <h2>
        {title}
        {count !== undefined && (
          <small>
            <span aria-hidden>{format.number(count)}</span>
            <span className="visually-hidden">{t('count', { count })}</span>
          </small>
        )}
      </h2>
      {sums?.map(({ currency, amount, weighted }) => (
        <p key={currency} className={styles['columnSum']}>
          <strong>{format.money(amount, currency)}</strong>
          <span>{t('weighted', { amount: format.moneyShort(weighted, currency) })}</span>
        </p>
      ))}
    </header>
  )
}

const Column = (props: ColumnProps) => {
  const { title, tone, filter, stages, steps, moved, onDrag, onDrop, onStep } = props
  const t = dealsTexts.useTexts()
  const [over, setOver] = useState(false)
  const query = useInfiniteQuery(dealListQuery(filter, 30))
  const deals = query.data?.pages.flatMap(({ items }) => items) ?? []
  const isOpen = filter.state !== 'won' && filter.state !== 'lost'
  return (
    <section
      className={styles['column']}
      aria-label={title}
      data-column
      data-tone={tone}
      data-over={over}
      onDragOver={(event) => {
        if (!onDrop) return
        event.preventDefault()
        setOver(true)
      }}
      onDragLeave={() => setOver(false)}
      onDrop={(event) => {
        event.preventDefault()
        setOver(false)
        onDrop?.()
      }}
    >
      <Head {...props} />
      {/* The box scrolls, so the keyboard has to reach it. */}
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex */}
      <div className={styles['columnCards']} role="group" aria-label={title} tabIndex={0}>
        {query.isPending && <SkeletonRows rows={3} height={96} />}
        {query.isError && <ProblemMessage error={query.error} onRetry={() => void query.refetch()} />}
        {deals.length > 0 && (
          <ul className={styles['cardList']}>
            {deals.map((deal) => (
              <DealCard
                key={deal.id}
                deal={deal}
                stages={stages}
                steps={isOpen ? steps : undefined}
                takesFocus={deal.id === moved}
                onDragStart={isOpen && onDrag ? () => onDrag(deal) : undefined}
                onStep={isOpen && onStep ? (by) => onStep(deal, by) : undefined}
              />
            ))}
          </ul>
        )}
        {query.isSuccess && deals.length === 0 && <p className={styles['hint']}>{isOpen ? t('empty.column') : '–'}</p>}
        {query.hasNextPage && (
          <Button loading={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>
            {t('loadMore')}
          </Button>
        )}
      </div>
    </section>
  )
}

interface DealBoardProps {
  readonly scope: DealScope & { readonly pipeline: string }
  readonly stages: readonly DealStage[]
  readonly steps: DealSteps
  /** Stands in the place of the board while there is no deal at all. */
  readonly empty: ReactNode
}

/** Open deals by stage, side by side, and the ends that they can come to. */
export const DealBoard = ({ scope, stages, steps, empty }: DealBoardProps) => {
  const t = dealsTexts.useTexts()
  const say = useBilingual()
  const mayMove = useMay('deal.write')
  const [dragged, setDragged] = useState<Deal>()
  const [moved, setMoved] = useState<string>()
  const totals = useQuery(dealTotalsQuery(scope))
  const won = useInfiniteQuery(dealListQuery({ ...scope, state: 'won' }, 30))
  const lost = useInfiniteQuery(dealListQuery({ ...scope, state: 'lost' }, 30))
  const drop = (run: (deal: Deal) => void) => {
    if (dragged) run(dragged)
    setDragged(undefined)
  }
  const step = (deal: Deal, by: 1 | -1) => {
    const to = stages[stages.findIndex(({ key }) => key === deal.stage) + by]
    if (!to) return
    setMoved(deal.id)
    steps.moveTo(deal, to)
  }
  const hasNone =
    totals.data?.stages.every(({ count }) => count === 0) === true &&
    [won, lost].every(({ data }) => data !== undefined && data.pages[0]?.items.length === 0)
  if (hasNone) return empty
  const shared = {
    stages,
    moved,
    steps: mayMove ? steps : undefined,
    onDrag: mayMove ? setDragged : undefined,
    onStep: mayMove ? step : undefined,
  }
  const tones: Readonly<Record<DealOutcome, string>> = { won: 'good', lost: 'bad' }
  return (
    <>
      {totals.isError && <ProblemMessage error={totals.error} onRetry={() => void totals.refetch()} />}
      <p className="visually-hidden">{t('card.keys')}</p>
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex */}
      <div className={styles['board']} role="group" aria-label={t('board')} tabIndex={0}>
        {stages.map((stage) => {
          const of = totals.data?.stages.find((one) => one.stage === stage.key)
          return (
            <Column
              key={stage.key}
              {...shared}
              title={say(stage.name)}
              tone={stage.tone}
              count={of?.count}
              sums={of?.sums}
              filter={{ ...scope, stage: stage.key }}
              onDrop={mayMove ? () => drop((deal) => steps.moveTo(deal, stage)) : undefined}
            />
          )
        })}
        {dealOutcomes.map((outcome) => (
          <Column
            key={outcome}
            {...shared}
            title={t(`state.${outcome}`)}
            tone={tones[outcome]}
            filter={{ ...scope, state: outcome }}
            onDrop={mayMove ? () => drop((deal) => steps.end(deal, outcome)) : undefined}
          />
        ))}
      </div>
    </>
  )
}
