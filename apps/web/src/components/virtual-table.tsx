import { useVirtualizer } from '@tanstack/react-virtual'
import { Checkbox } from 'antd'
import { useEffect, useMemo, useRef, useState, type KeyboardEvent, type ReactNode } from 'react'
import { HeaderCell, type ColumnLayout } from './table-head.tsx'
import { isBand, itemsOf, type Band } from './table-items.ts'
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
  /** Lets the reader move columns and make them wider or narrower. */
  readonly layout?: ColumnLayout | undefined
  /** What stands between rows. */
  readonly bands?: readonly Band[] | undefined
  /** One cell for everything, for phones. */
  readonly phoneRow?: ((row: Row) => ReactNode) | undefined
}

/** Between columns and at both ends, as in the style sheet. */
const gap = 16
/** Of the column with the boxes by which rows are chosen. */
const boxWidth = 20

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

const noBands: readonly Band[] = []

/** How wide each column is: as the reader made it, or a share of the room. */
const tracksOf = <Row,>(columns: readonly Column<Row>[], widths: ColumnLayout['widths']) => ({
  tracks: columns.map(({ key, width, grow }) =>
    widths[key] === undefined ? `minmax(${width}px, ${grow}fr)` : `${widths[key]}px`,
  ),
  least: columns.reduce((sum, { key, width }) => sum + (widths[key] ?? width) + gap, 0),
})

/**
 * A table of any length: only the rows in view are in the document. Arrow keys move through rows and cells, Enter opens the
 * row, or the editor of a cell that has one; Space chooses the row.
 */
export const VirtualTable = <Row,>(props: VirtualTableProps<Row>) => {
  const { rows, columns, rowKey, rowHeight, active, onActive, onOpen, onEnd, phoneRow, selection, layout } = props
  const { bands = noBands } = props
  const items = useMemo(() => itemsOf(rows, bands), [rows, bands])
  const [preview, setPreview] = useState<{ readonly key: string; readonly width: number }>()
  const scroller = useRef<HTMLDivElement>(null)
  // The cell of the active row that the keyboard is on; -1 for the row as a whole.
  const [cell, setCell] = useState(-1)
  const virtualizer = useVirtualizer({
    count: items.length,
    getScrollElement: () => scroller.current,
    estimateSize: (at) => {
      const item = items[at]
      return item !== undefined && isBand(item) ? item.height : rowHeight
    },
    overscan: 12,
    getItemKey: (at) => {
      const item = items[at]
      if (item === undefined) return at
      // A customer can stand in several groups.
      return isBand(item) ? `band ${item.key}` : `${item.band} ${rowKey(item.row)}`
    },
    ...(phoneRow ? {} : { scrollPaddingStart: 36 }),
  })
  const shown = virtualizer.getVirtualItems()
  const last = shown.at(-1)?.index ?? 0
  useEffect(() => {
    if (rows.length > 0 && last >= items.length - 20) onEnd?.()
  }, [last, rows.length, items.length, onEnd])
  useEffect(() => virtualizer.measure(), [virtualizer, rowHeight, bands])
  const activeItem = active < 0 ? -1 : items.findIndex((item) => !isBand(item) && item.index === active)
  useEffect(() => {
    if (activeItem >= 0) virtualizer.scrollToIndex(activeItem, { align: 'auto' })
  }, [virtualizer, activeItem])

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
  const widths = preview ? { ...layout?.widths, [preview.key]: preview.width } : (layout?.widths ?? {})
  const { tracks, least } = tracksOf(columns, widths)
  const template = {
    gridTemplateColumns: [...(selection ? [`${boxWidth}px`] : []), ...tracks].join(' '),
    minWidth: least + gap + (selection ? boxWidth + gap : 0),
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
            {columns.map((column, at) => (
              <HeaderCell
                key={column.key}
                column={column}
                at={at}
                count={columns.length}
                layout={layout}
                onPreview={(width) => setPreview(width === undefined ? undefined : { key: column.key, width })}
              />
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
          {shown.map((place) => {
            const item = items[place.index]
            if (item === undefined) return null
            const position = { height: place.size, transform: `translateY(${place.start}px)` }
            if (isBand(item))
              return (
                <div
                  key={place.key}
                  role="row"
                  aria-rowindex={place.index + 2}
                  className={styles['band']}
                  style={position}
                >
                  <div role="cell" className={styles['bandCell']}>
                    {item.content}
                  </div>
                </div>
              )
            const { row, index } = item
            return (
              // Rows open by Enter through the table above; the link in the first cell is the accessible way in.
              // oxlint-disable-next-line jsx-a11y/click-events-have-key-events
              <div
                key={place.key}
                role="row"
                aria-rowindex={place.index + 2}
                className={styles['row']}
                data-choosing={selection !== undefined}
                data-active={index === active}
                {...(selection && { 'aria-selected': selection.has(rowKey(row)) })}
                style={{ ...(phoneRow ? {} : template), ...position }}
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
                      data-here={index === active && at === cell}
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
