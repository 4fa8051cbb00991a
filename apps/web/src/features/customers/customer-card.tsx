import type { CustomerSummary } from '@candor/api'
import { Instant, useFormat } from '@candor/ui'
import { Link } from '@tanstack/react-router'
import { SwapOutlined } from '@ant-design/icons'
import { Button, Checkbox, Dropdown } from 'antd'
import type { DragEventHandler } from 'react'
import { Avatar } from '../../components/avatar.tsx'
import { useCountryName } from '../../lib/countries.ts'
import { listsTexts } from './lists-texts.ts'
import { TagLine } from './tag-chip.tsx'
import styles from './lists.module.css'

interface CustomerCardProps {
  readonly customer: CustomerSummary
  readonly selected?: boolean
  readonly onSelect?: (() => void) | undefined
  readonly onDragStart?: DragEventHandler | undefined
  /** Where the card can go without being dragged. */
  readonly moves?: readonly { readonly key: string; readonly label: string; readonly onClick: () => void }[] | undefined
}

/** A customer in a few lines, for cards and for the board. */
export const CustomerCard = ({ customer, selected, onSelect, onDragStart, moves }: CustomerCardProps) => {
  const t = listsTexts.useTexts()
  const format = useFormat()
  const countryName = useCountryName()
  const { name, owner, tags, country, lastOrderAt } = customer
  return (
    <article className={styles['card']} draggable={onDragStart !== undefined} onDragStart={onDragStart}>
      <div className={styles['cardHead']}>
        <Avatar name={name} size={28} />
        <Link to="/customers/$customerId" params={{ customerId: customer.id }} className={styles['cardName']}>
          {name}
        </Link>
        {onSelect && (
          <Checkbox
            style={{ marginInlineStart: 'auto' }}
            aria-label={t('select.row', { name })}
            checked={selected ?? false}
            onChange={onSelect}
          />
        )}
        {moves && (
          <Dropdown trigger={['click']} menu={{ items: moves.map((move) => ({ ...move })) }}>
            <Button
              type="text"
              size="small"
              style={{ marginInlineStart: 'auto' }}
              icon={<SwapOutlined />}
              aria-label={t('group.move', { name })}
            />
          </Dropdown>
        )}
      </div>
      {tags.length > 0 && <TagLine tags={tags} most={3} />}
      <div className={styles['cardFacts']}>
        <span>
          {[owner && (owner.name ?? t('formerColleague')), country && countryName(country)].filter(Boolean).join(' · ')}
        </span>
        <strong>{format.money(customer.spent, customer.currency)}</strong>
      </div>
      {lastOrderAt && (
        <div className={styles['cardFacts']}>
          <span />
          <Instant at={lastOrderAt} style="date" />
        </div>
      )}
    </article>
  )
}
