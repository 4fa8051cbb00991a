import { useRef, useState, type KeyboardEvent, type PointerEvent } from 'react'
import type { Column } from './virtual-table.tsx'
import styles from './virtual-table.module.css'

/** Where columns stand and how wide they are, as the reader wants it. */
export interface ColumnLayout {
  /** In pixels; a column without one shares the room that is left. */
  readonly widths: Readonly<Partial<Record<string, number>>>
  readonly narrowest: number
  readonly widest: number
  /** Without a width the column shares the room again. */
  readonly onResize: (key: string, width: number | undefined) => void
  /** Puts a column in the place that another one has. */
  readonly onMove: (key: string, to: number) => void
  /** Says what the handle of a column is for. */
  readonly label: (column: string) => string
}

interface HeaderCellProps<Row> {
  readonly column: Column<Row>
  readonly at: number
  readonly count: number
  readonly layout: ColumnLayout | undefined
  /** Shows a width while it is dragged. */
  readonly onPreview: (width: number | undefined) => void
}

const step = 16
const dragType = 'application/x-column'

/** Drag it, or use the arrow keys: alone they change the width, with Shift they move the column. */
const Handle = <Row,>({ column, at, count, layout, onPreview }: HeaderCellProps<Row> & { layout: ColumnLayout }) => {
  const { widths, narrowest, widest, onResize, onMove, label } = layout
  const handle = useRef<HTMLSpanElement>(null)
  const drag = useRef<{ readonly from: number; readonly width: number }>(undefined)
  const now = () =>
    widths[column.key] ?? handle.current?.closest('[role=columnheader]')?.getBoundingClientRect().width ?? column.width
  const bounded = (width: number) => Math.round(Math.min(Math.max(width, narrowest), widest))
  const dragged = ({ clientX }: PointerEvent): number | undefined =>
    drag.current && bounded(drag.current.width + clientX - drag.current.from)
  const onKeyDown = (event: KeyboardEvent) => {
    const by = { ArrowLeft: -1, ArrowRight: 1 }[event.key]
    if (by !== undefined && event.shiftKey) {
      if (at + by >= 0 && at + by < count) onMove(column.key, at + by)
    } else if (by !== undefined) onResize(column.key, bounded(now() + by * step))
    else if (event.key === 'Home' || event.key === 'Delete') onResize(column.key, undefined)
    else return
    event.preventDefault()
    event.stopPropagation()
  }
  const end = (event: PointerEvent) => {
    const width = dragged(event)
    if (drag.current && event.clientX !== drag.current.from) onResize(column.key, width)
    drag.current = undefined
    onPreview(undefined)
  }
  const name = typeof column.header === 'string' ? column.header : column.key
  return (
    // The separator of a splitter is a control (ARIA: window splitter).
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions
    <span
      ref={handle}
      role="separator"
      aria-orientation="vertical"
      aria-label={label(name)}
      title={label(name)}
      aria-valuemin={narrowest}
      aria-valuemax={widest}
      aria-valuenow={Math.round(widths[column.key] ?? column.width)}
      // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
      tabIndex={0}
      className={styles['handle']}
      onKeyDown={onKeyDown}
      onDoubleClick={() => onResize(column.key, undefined)}
      onMouseDown={(event) => event.preventDefault()}
      onPointerDown={(event) => {
        event.currentTarget.setPointerCapture(event.pointerId)
        event.currentTarget.focus()
        drag.current = { from: event.clientX, width: now() }
      }}
      onPointerMove={(event) => drag.current && onPreview(dragged(event))}
      onPointerUp={end}
      onPointerCancel={() => {
        drag.current = undefined
        onPreview(undefined)
      }}
    />
  )
}

/** The head of a column: a click sorts, dragging moves it, its handle makes it wider or narrower. */
export const HeaderCell = <Row,>(props: HeaderCellProps<Row>) => {
  const { column, at, layout } = props
  const [over, setOver] = useState(false)
  return (
    <div
      role="columnheader"
      className={styles['head']}
      data-align={column.align}
      data-over={over}
      aria-sort={column.sort?.state}
      draggable={layout !== undefined}
      onDragStart={(event) => {
        event.dataTransfer.setData(dragType, column.key)
        event.dataTransfer.effectAllowed = 'move'
      }}
      onDragOver={(event) => {
        if (!layout || !event.dataTransfer.types.includes(dragType)) return
        event.preventDefault()
        setOver(true)
      }}
      onDragLeave={() => setOver(false)}
      onDrop={(event) => {
        setOver(false)
        const key = event.dataTransfer.getData(dragType)
        if (!layout || key === '') return
        event.preventDefault()
        layout.onMove(key, at)
      }}
    >
      {column.sort ? (
        <button type="button" className={styles['sort']} data-state={column.sort.state} onClick={column.sort.onSort}>
          {column.header}
          <span className={styles['arrow']} aria-hidden>
            {column.sort.state === 'ascending' ? '↑' : '↓'}
          </span>
        </button>
      ) : (
        <span className={styles['headText']}>{column.header}</span>
      )}
      {layout && <Handle {...props} layout={layout} />}
    </div>
  )
}
