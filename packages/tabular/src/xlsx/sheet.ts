import type { Archive } from './archive.ts'
import { columnOf, dateText, numberText } from './cell.ts'
import type { Workbook } from './workbook.ts'
import { attributeOf, xmlReader } from './xml.ts'

/** Most columns of a sheet that are looked at. */
const mostColumns = 16_384

type Cell = { column: number; kind: string; isDate: boolean; text: string }

const shown = ({ kind, isDate, text }: Cell, { texts, calendar }: Workbook): string => {
  if (kind === 's') return texts[Number(text)] ?? ''
  if (kind === 'b') return text === '1' ? 'true' : 'false'
  if (kind === 'inlineStr' || kind === 'str') return text
  // What a formula could not work out is no value.
  if (kind === 'e' || text === '') return ''
  if (kind === 'd') return text.replace(/T00:00:00(?:\.0+)?$/, '').replace('T', ' ')
  return isDate && Number.isFinite(Number(text)) ? dateText(Number(text), calendar) : numberText(text)
}

/** The rows of one sheet that hold anything; cells to the right that are empty are left out. */
export async function* sheetRows(archive: Archive, workbook: Workbook, file: string): AsyncGenerator<string[]> {
  let rows: string[][] = []
  let row: string[] = []
  let cell: Cell | undefined
  let isValue = false
  const read = xmlReader({
    open: (name, attributes) => {
      if (name === 'row') row = []
      else if (name === 'c') {
        const address = attributeOf(attributes, 'r')
        const style = attributeOf(attributes, 's')
        cell = {
          column: address === undefined ? row.length : columnOf(address),
          kind: attributeOf(attributes, 't') ?? 'n',
          isDate: style !== undefined && workbook.dates[Number(style)] === true,
          text: '',
        }
      } else if (name === 'v' || name === 't') isValue = cell !== undefined
    },
    close: (name) => {
      if (name === 'v' || name === 't') isValue = false
      else if (name === 'c' && cell !== undefined) {
        if (cell.column >= 0 && cell.column < mostColumns) {
          while (row.length < cell.column) row.push('')
          row[cell.column] = shown(cell, workbook)
        }
        cell = undefined
      } else if (name === 'row') {
        while (row.length > 0 && row.at(-1) === '') row.pop()
        if (row.length > 0) rows.push(row)
      }
    },
    text: (piece) => {
      if (isValue && cell !== undefined) cell.text += piece
    },
  })
  for await (const piece of archive.text(file)) {
    read(piece)
    if (rows.length === 0) continue
    yield* rows
    rows = []
  }
}
