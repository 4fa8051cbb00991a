import type { CustomerSummary } from '@candor/api'
import { ProblemMessage, SkeletonRows, useFormat } from '@candor/ui'
import { useInfiniteQuery } from '@tanstack/react-query'
import { Button } from 'antd'
import { useState } from 'react'
import { ValueConflictDialog } from '../../components/value-conflict-dialog.tsx'
import { useMay } from '../../lib/rights.ts'
import { useTell } from '../../lib/use-tell.tsx'
import { CustomerCard } from './customer-card.tsx'
import { narrowed, useGroups, type GroupColumn } from './list-groups.ts'
import { boardQuery, useChangeCare, useRefreshCustomers } from './list-queries.ts'
import { filtersOf, ownKeysOf, type ListSearch } from './list-state.ts'
import { listsTexts } from './lists-texts.ts'
import { useOwnCellEdit } from './use-own-cell-edit.ts'
import styles from './lists.module.css'

interface Dragged {
  readonly customer: CustomerSummary
  readonly from: GroupColumn
}

interface ColumnProps {
  readonly column: GroupColumn
  readonly search: ListSearch
  readonly onDrag?: ((customer: CustomerSummary) => void) | undefined
  readonly onDrop?: (() => void) | undefined
  /** The other columns, and what moves a customer there. */
  readonly moves?: ((customer: CustomerSummary) => Parameters<typeof CustomerCard>[0]['moves']) | undefined
}

const Column = ({ column, search, onDrag, onDrop, moves }: ColumnProps) => {
  const t = listsTexts.useTexts()
  const format = useFormat()
  const [over, setOver] = useState(false)
  const query = useInfiniteQuery(
    boardQuery({
      ...filtersOf({ ...search, filter: narrowed(search.filter, column.condition) }),
      ...ownKeysOf([search.groupBy ?? '']),
    }),
  )
  const rows = query.data?.pages.flatMap(({ items }) => items) ?? []
  return (
    <section
      className={styles['column']}
      aria-label={column.title}
      data-over={over}
      onDragOver={(event) => {
        if (!onDrop) return
        event.preventDefault()
        setOver(true)
      }}
      onDragLeave={() => setOver(false)}
      onDrop={() => {
        setOver(false)
        onDrop?.()
      }}
    >
      <h2>
        {column.title}
        {column.customers !== undefined && <small>{format.number(column.customers)}</small>}
      </h2>
      {/* The box scrolls, so the keyboard has to reach it. */}
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex */}
      <div className={styles['columnCards']} role="group" aria-label={column.title} tabIndex={0}>
        {query.isPending && <SkeletonRows rows={3} height={80} />}
        {query.isError && <ProblemMessage error={query.error} onRetry={() => void query.refetch()} />}
        {rows.map((customer) => (
          <CustomerCard
            key={customer.id}
            customer={customer}
            onDragStart={onDrag && (() => onDrag(customer))}
            moves={moves?.(customer)}
          />
        ))}
        {!query.isPending && rows.length === 0 && <span className={styles['hint']}>{t('group.empty')}</span>}
        {query.hasNextPage && (
          <Button loading={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>
            {t('group.more')}
          </Button>
        )}
      </div>
    </section>
  )
}

/** The list side by side in groups; a customer is moved from one to another where that means something. */
export const CustomerBoard = ({ search }: { readonly search: ListSearch }) => {
  const { complain } = useTell()
  const { columns, move, fill } = useGroups(search.groupBy)
  const mayMove = useMay('customer.write') && (move !== undefined || fill !== undefined)
  const [dragged, setDragged] = useState<Dragged>()
  const change = useChangeCare()
  const refresh = useRefreshCustomers()
  const own = useOwnCellEdit(() => void refresh())
  const moveTo = ({ customer, from }: Dragged, to: GroupColumn) => {
    if (from.key === to.key || to.closed) return
    if (fill) own.save(customer, fill.field, fill.valueOf(to))
    if (!move) return
    change.mutate(move(customer, from, to), { onError: complain })
  }
  const drop = (to: GroupColumn) => {
    if (dragged) moveTo(dragged, to)
    setDragged(undefined)
  }
  return (
    <div className={styles['board']}>
      {columns.map((column) => (
        <Column
          key={column.key}
          column={column}
          search={search}
          onDrag={mayMove ? (customer) => setDragged({ customer, from: column }) : undefined}
          onDrop={mayMove && !column.closed ? () => drop(column) : undefined}
          moves={
            mayMove
              ? (customer) =>
                  columns
                    .filter(({ key, closed }) => key !== column.key && !closed)
                    .map((to) => ({
                      key: to.key || 'none',
                      label: to.title,
                      onClick: () => moveTo({ customer, from: column }, to),
                    }))
              : undefined
          }
        />
      ))}
      {own.conflict && (
        <ValueConflictDialog
          field={own.conflict.field}
          conflict={own.conflict}
          linked={own.conflict.linked}
          resolve={own.resolve}
        />
      )}
    </div>
  )
}
