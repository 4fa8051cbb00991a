import type { CustomerSummary } from '@candor/api'
import { Button } from 'antd'
import { CustomerCard } from './customer-card.tsx'
import { listsTexts } from './lists-texts.ts'
import type { Selection } from './use-selection.ts'
import styles from './lists.module.css'

interface CustomerCardsProps {
  readonly label: string
  readonly rows: readonly CustomerSummary[]
  readonly selection?: Selection | undefined
  readonly hasMore: boolean
  readonly busy: boolean
  readonly onMore: () => void
}

/** The list as cards. */
export const CustomerCards = ({ label, rows, selection, hasMore, busy, onMore }: CustomerCardsProps) => {
  const t = listsTexts.useTexts()
  return (
    // The box scrolls, so the keyboard has to reach it.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
    <div className={styles['cards']} role="group" aria-label={label} tabIndex={0}>
      {rows.map((customer) => (
        <CustomerCard
          key={customer.id}
          customer={customer}
          selected={selection?.has(customer.id) ?? false}
          onSelect={selection && (() => selection.toggle(customer.id))}
        />
      ))}
      {hasMore && (
        <Button loading={busy} onClick={onMore}>
          {t('group.more')}
        </Button>
      )}
    </div>
  )
}
