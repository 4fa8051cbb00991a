import { useVirtualizer } from '@tanstack/react-virtual'
import { Checkbox } from 'antd'
import { useEffect, useRef, useState, type KeyboardEvent, type ReactNode } from 'react'
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

/** Rows that are chosen, by their keys. */
export interface RowSelection<Row> {
  readonly has: (key: string) => boolean
  /** Chooses or leaves out; with `range` everything since the last one. */
  readonly toggle: (key: string, range: boolean) => void
  readonly all: boolean
  readonly some: boolean
  readonly toggleAll: () => void
  readonly allLabel: string
  readonly rowLabel: (row: Row) => string
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
  /** Puts a box before each row. */
  readonly selection?: RowSelection<Row> | undefined
  /** One cell for everything, for phones. */
  readonly phoneRow?: ((row: Row) => ReactNode) | undefined
}

/** Between columns and at both ends, as in the style sheet. */
const gap = 16
/** Of the column with the boxes by which rows are chosen. */
const boxWidth = 20

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

interface SelectCellProps<Row> {
  readonly row: Row
  readonly rowId: string
  readonly selection: RowSelection<Row>
}

const SelectCell = <Row,>({ row, rowId, selection }: SelectCellProps<Row>) => (
  // A click beside the box still means the box, not the row behind it.
  // oxlint-disable-next-line jsx-a11y/click-events-have-key-events
  <div role="cell" className={styles['cell']} onClick={(event) => event.stopPropagation()}>
    <Checkbox
      aria-label={selection.rowLabel(row)}
      checked={selection.has(rowId)}
      onChange={({ nativeEvent }) => selection.toggle(rowId, nativeEvent instanceof MouseEvent && nativeEvent.shiftKey)}
    />
  </div>
)

/**
 * A table of any length: only the rows in view are in the document. Arrow keys move through rows and cells, Enter opens the
 * row, or the editor of a cell that has one; Space chooses the row.
 */
export const VirtualTable = <Row,>(props: VirtualTableProps<Row>) => {
  const { rows, columns, rowKey, rowHeight, active, onActive, onOpen, onEnd, phoneRow } = props
  const selection = phoneRow ? undefined : props.selection
  const scroller = useRef<HTMLDivElement>(null)
  // The cell of the active row that the keyboard is on; -1 for the row as a whole.
  const [cell, setCell] = useState(-1)
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
    const sideways = phoneRow ? undefined : { ArrowRight: 1, ArrowLeft: -1 }[event.key]
    if (event.target === scroller.current && sideways !== undefined && row !== undefined)
      setCell(Math.min(Math.max(cell + sideways, -1), columns.length - 1))
    else if (step !== undefined) onActive(Math.min(Math.max(active + step, 0), rows.length - 1))
    else if (event.key === ' ' && event.target === scroller.current && row !== undefined && selection)
      selection.toggle(rowKey(row), event.shiftKey)
    else if (['Enter', 'F2'].includes(event.key) && event.target === scroller.current && row !== undefined) {
      const editor = scroller.current?.querySelector<HTMLElement>(`[data-active=true] [data-cell="${cell}"] button`)
      if (editor) editor.click()
      else if (event.key === 'Enter') onOpen(row)
    } else return
    event.preventDefault()
  }
  const template = {
    gridTemplateColumns: [
      ...(selection ? [`${boxWidth}px`] : []),
      ...columns.map(({ width, grow }) => `minmax(${width}px, ${grow}fr)`),
    ].join(' '),
    minWidth: columns.reduce((sum, { width }) => sum + width + gap, selection ? gap + boxWidth + gap : gap),
  }
  return (
    // The box scrolls, so the keyboard has to reach it.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex, jsx-a11y/no-static-element-interactions
    <div
      ref={scroller}
      className={styles['box']}
      data-list
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
            {selection && (
              <div role="columnheader" className={styles['head']}>
                <Checkbox
                  aria-label={selection.allLabel}
                  checked={selection.all}
                  indeterminate={selection.some && !selection.all}
                  onChange={selection.toggleAll}
                />
              </div>
            )}
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
                {...(selection && { 'aria-selected': selection.has(rowKey(row)) })}
                style={{ ...(phoneRow ? {} : template), height: rowHeight, transform: `translateY(${item.start}px)` }}
                onClick={() => onOpen(row)}
              >
                {selection && <SelectCell row={row} rowId={rowKey(row)} selection={selection} />}
                {phoneRow ? (
                  <div role="cell" className={styles['phoneCell']}>
                    {phoneRow(row)}
                  </div>
                ) : (
                  columns.map((column, at) => (
                    <div
                      key={column.key}
                      role="cell"
                      className={styles['cell']}
                      data-align={column.align}
                      data-cell={at}
                      data-here={item.index === active && at === cell}
                    >
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
