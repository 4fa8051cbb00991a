import { EllipsisOutlined } from '@ant-design/icons'
import type { Deal, DealStage } from '@candor/api'
import { Instant } from '@candor/ui'
import { Link } from '@tanstack/react-router'
import { Button, Dropdown } from 'antd'
import { useEffect, useRef, type KeyboardEvent } from 'react'
import { useBilingual } from '../../lib/own-fields.ts'
import { DealAmount, DealCloseDay, DealParty, daysSince, StalledMark } from './deal-parts.tsx'
import { dealsTexts } from './deals-texts.ts'
import type { DealSteps } from './use-deal-steps.tsx'
import styles from './deals.module.css'

interface DealCardProps {
  readonly deal: Deal
  /** Stages that it can be moved to; none for those who may only look. */
  readonly stages?: readonly DealStage[] | undefined
  readonly steps?: DealSteps | undefined
  /** Whether the keyboard goes to this card, since it was moved by it. */
  readonly takesFocus?: boolean
  readonly onDragStart?: (() => void) | undefined
  /** A move by the keyboard, to the stage before or after. */
  readonly onStep?: ((by: 1 | -1) => void) | undefined
}

/** Goes from card to card on the board. */
const walk = (card: HTMLElement, key: string): void => {
  const column = card.closest('[data-column]')
  const cardsIn = (box: Element | null | undefined) => [...(box?.querySelectorAll<HTMLElement>('[data-deal]') ?? [])]
  const own = cardsIn(column)
  const at = own.indexOf(card)
  if (key === 'ArrowDown') own[at + 1]?.focus()
  if (key === 'ArrowUp') own[at - 1]?.focus()
  if (key !== 'ArrowLeft' && key !== 'ArrowRight') return
  const columns = [...(column?.parentElement?.querySelectorAll('[data-column]') ?? [])].filter(
    (one) => one === column || cardsIn(one).length > 0,
  )
  const next = cardsIn(columns[columns.indexOf(column!) + (key === 'ArrowRight' ? 1 : -1)])
  next[Math.min(at, next.length - 1)]?.focus()
}

/** A deal in a few lines; dragged with the mouse, moved with Shift and the arrow keys, or by its menu. */
export const DealCard = ({ deal, stages = [], steps, takesFocus = false, onDragStart, onStep }: DealCardProps) => {
  const t = dealsTexts.useTexts()
  const say = useBilingual()
  const card = useRef<HTMLLIElement>(null)
  useEffect(() => {
    if (takesFocus) card.current?.focus()
  }, [takesFocus])
  const { title } = deal
  const onKeyDown = (event: KeyboardEvent<HTMLLIElement>) => {
    if (event.target !== event.currentTarget || !event.key.startsWith('Arrow')) return
    event.preventDefault()
    if (!event.shiftKey) walk(event.currentTarget, event.key)
    else if (event.key === 'ArrowRight') onStep?.(1)
    else if (event.key === 'ArrowLeft') onStep?.(-1)
  }
  return (
    // The card takes the arrow keys; what it holds is reached by Tab as ever.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions
    <li
      ref={card}
      className={styles['card']}
      data-deal={deal.id}
      data-state={deal.state}
      draggable={onDragStart !== undefined}
      // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
      tabIndex={0}
      onDragStart={(event) => {
        event.dataTransfer.setData('text/plain', title)
        onDragStart?.()
      }}
      onKeyDown={onKeyDown}
    >
      <div className={styles['cardHead']}>
        <Link to="/deals/$dealId" params={{ dealId: deal.id }} className={styles['cardTitle']} draggable={false}>
          {title}
        </Link>
        {steps && (
          <Dropdown
            trigger={['click']}
            placement="bottomRight"
            menu={{
              items: [
                ...stages
                  .filter(({ key }) => key !== deal.stage)
                  .map(({ key, name }) => ({ key, label: t('card.move', { stage: say(name) }) })),
                { type: 'divider' },
                { key: ':won', label: t('action.win') },
                { key: ':lost', label: t('action.lose') },
                { type: 'divider' },
                { key: ':remove', label: t('action.remove') },
              ],
              onClick: ({ key }) => {
                const stage = stages.find((one) => one.key === key)
                if (stage) steps.moveTo(deal, stage)
                else if (key === ':remove') steps.work.remove(deal)
                else steps.end(deal, key === ':won' ? 'won' : 'lost')
              },
            }}
          >
            <Button type="text" size="small" icon={<EllipsisOutlined />} aria-label={t('card.menu', { title })} />
          </Dropdown>
        )}
      </div>
      <DealParty deal={deal} />
      <div className={styles['cardFacts']}>
        <DealAmount deal={deal} />
        {deal.closedAt ? <Instant at={deal.closedAt} style="date" /> : <DealCloseDay deal={deal} />}
      </div>
      <div className={styles['cardFacts']}>
        <span>{deal.owner.name ?? t('nobody')}</span>
        <span className={styles['cardMarks']}>
          <StalledMark deal={deal} />
          {deal.state === 'open' && t('days', { count: daysSince(deal.stageSince) })}
        </span>
      </div>
    </li>
  )
}
