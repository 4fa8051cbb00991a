import type { ReactNode } from 'react'

/** Something across the whole table between its rows, such as the head of a group. */
export interface Band {
  readonly key: string
  /** Position of the row that it stands before; as many as there are rows for the end. */
  readonly before: number
  /** In pixels. */
  readonly height: number
  readonly content: ReactNode
}

/** A row with its position among the rows, and the band that it stands under. */
export interface RowItem<Row> {
  readonly row: Row
  readonly index: number
  readonly band: string
}

export type TableItem<Row> = RowItem<Row> | Band

export const isBand = <Row>(item: TableItem<Row>): item is Band => 'content' in item

/** Rows and bands in the order in which they are shown. @param bands by their position */
export const itemsOf = <Row>(rows: readonly Row[], bands: readonly Band[]): TableItem<Row>[] => {
  const items: TableItem<Row>[] = []
  let next = 0
  let current = ''
  const addBands = (index: number) => {
    for (let band = bands[next]; band !== undefined && band.before <= index; band = bands[next]) {
      items.push(band)
      current = band.key
      next += 1
    }
  }
  rows.forEach((row, index) => {
    addBands(index)
    items.push({ row, index, band: current })
  })
  addBands(rows.length)
  return items
}
