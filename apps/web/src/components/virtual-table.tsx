import { useVirtualizer } from '@tanstack/react-virtual'
import { useEffect, useRef, type KeyboardEvent, type ReactNode } from 'react'
import styles from './virtual-table.module.css'

export interface Column<Row> {
  readonly key: string
  readonly header: ReactNode
  /** Narrowest width in pixels. */
  readonly width: number
  /** Share of the room that is left. */
  readonly grow: number
  readonly align?: 'start' | 'end'
  /** Set when a click on the header sorts by this column. */
  readonly sort?: { readonly state: 'ascending' | 'descending' | 'none'; readonly onSort: () => void }
  readonly cell: (row: Row) => ReactNode
}

interface VirtualTableProps<Row> {
  readonly label: string
  readonly rows: readonly Row[]
  readonly columns: readonly Column<Row>[]
  readonly rowKey: (row: Row) => string
  readonly rowHeight: number
  /** Rows in all, where known; otherwise more may follow. */
  readonly total?: number | undefined
  readonly active: number
  readonly onActive: (index: number) => void
  readonly onOpen: (row: Row) => void
  readonly onEnd?: (() => void) | undefined
  readonly busy?: boolean
  readonly footer?: ReactNode
  /** One cell for everything, for phones. */
  readonly phoneRow?: ((row: Row) => ReactNode) | undefined
}

/** Between columns and at both ends, as in the style sheet. */
const gap = 16

const HeaderCell = <Row,>({ column }: { readonly column: Column<Row> }) => (
  <div role="columnheader" className={styles['head']} data-align={column.align} aria-sort={column.sort?.state}>
    {column.sort ? (
      <button type="button" className={styles['sort']} data-state={column.sort.state} onClick={column.sort.onSort}>
        {column.header}
        <span className={styles['arrow']} aria-hidden>
          {column.sort.state === 'ascending' ? '↑' : '↓'}
        </span>
      </button>
    ) : (
      column.header
    )}
  </div>
)

/** A table of any length: only the rows in view are in the document. Arrow keys move, Enter opens. */
export const VirtualTable = <Row,>(props: VirtualTableProps<Row>) => {
  const { rows, columns, rowKey, rowHeight, active, onActive, onOpen, onEnd, phoneRow } = props
  const scroller = useRef<HTMLDivElement>(null)
  const virtualizer = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    overscan: 12,
    getItemKey: (index) => {
      const row = rows[index]
      return row === undefined ? index : rowKey(row)
    },
    ...(phoneRow ? {} : { scrollPaddingStart: 36 }),
  })
  const shown = virtualizer.getVirtualItems()
  const last = shown.at(-1)?.index ?? 0
  useEffect(() => {
    if (rows.length > 0 && last >= rows.length - 20) onEnd?.()
  }, [last, rows.length, onEnd])
  useEffect(() => virtualizer.measure(), [virtualizer, rowHeight])
  useEffect(() => {
    if (active >= 0 && active < rows.length) virtualizer.scrollToIndex(active, { align: 'auto' })
  }, [virtualizer, active, rows.length])

  const onKeyDown = (event: KeyboardEvent) => {
    const step = { ArrowDown: 1, ArrowUp: -1, PageDown: 10, PageUp: -10 }[event.key]
    const row = rows[active]
    if (step !== undefined) onActive(Math.min(Math.max(active + step, 0), rows.length - 1))
    else if (event.key === 'Enter' && event.target === scroller.current && row !== undefined) onOpen(row)
    else return
    event.preventDefault()
  }
  const template = {
    gridTemplateColumns: columns.map(({ width, grow }) => `minmax(${width}px, ${grow}fr)`).join(' '),
    minWidth: columns.reduce((sum, { width }) => sum + width + gap, gap),
  }
  return (
    // The box scrolls, so the keyboard has to reach it.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex, jsx-a11y/no-static-element-interactions
    <div
      ref={scroller}
      className={styles['box']}
      data-phone={phoneRow !== undefined}
      tabIndex={0}
      onKeyDown={onKeyDown}
    >
      <div role="table" aria-label={props.label} aria-rowcount={props.total ?? -1} aria-busy={props.busy}>
        <div
          role="rowgroup"
          className={phoneRow ? 'visually-hidden' : styles['headGroup']}
          style={{ minWidth: template.minWidth }}
        >
          <div role="row" aria-rowindex={1} className={styles['row']} style={template}>
            {columns.map((column) => (
              <HeaderCell key={column.key} column={column} />
            ))}
          </div>
        </div>
        <div
          role="rowgroup"
          className={styles['body']}
          style={{
            height: virtualizer.getTotalSize(),
            ...(phoneRow ? {} : { minWidth: template.minWidth }),
          }}
        >
          {shown.map((item) => {
            const row = rows[item.index]
            if (row === undefined) return null
            return (
              // Rows open by Enter through the table above; the link in the first cell is the accessible way in.
              // oxlint-disable-next-line jsx-a11y/click-events-have-key-events
              <div
                key={item.key}
                role="row"
                aria-rowindex={item.index + 2}
                className={styles['row']}
                data-active={item.index === active}
                style={{ ...(phoneRow ? {} : template), height: rowHeight, transform: `translateY(${item.start}px)` }}
                onClick={() => onOpen(row)}
              >
                {phoneRow ? (
                  <div role="cell" className={styles['phoneCell']}>
                    {phoneRow(row)}
                  </div>
                ) : (
                  columns.map((column) => (
                    <div key={column.key} role="cell" className={styles['cell']} data-align={column.align}>
                      {column.cell(row)}
                    </div>
                  ))
                )}
              </div>
            )
          })}
        </div>
      </div>
      {props.footer}
    </div>
  )
}
