import { TabularError } from '../errors.ts'
import { columnNames, isHeader } from '../header.ts'
import type { InspectOptions } from '../inspect.ts'
import type { Layout } from '../layout.ts'
import { Archive } from './archive.ts'
import { sheetRows } from './sheet.ts'
import { readWorkbook, type Workbook } from './workbook.ts'

const firstRows = async (archive: Archive, workbook: Workbook, file: string): Promise<string[][]> => {
  const rows: string[][] = []
  for await (const row of sheetRows(archive, workbook, file)) {
    rows.push(row)
    if (rows.length === 6) break
  }
  return rows
}

/** The sheet asked for, or else the first that holds a table. */
const chosenSheet = async (archive: Archive, workbook: Workbook, wanted: string | undefined) => {
  for (const sheet of workbook.sheets) {
    if (wanted !== undefined && sheet.name !== wanted) continue
    const rows = await firstRows(archive, workbook, sheet.file)
    if (rows.length > 1 || (wanted !== undefined && rows.length > 0)) return { sheet, rows }
  }
  throw new TabularError('NO_ROWS', wanted === undefined ? 'no sheet holds rows' : `the sheet ${wanted} holds no rows`)
}

/** Finds the table of a workbook. @throws BINARY_FILE, DAMAGED_ARCHIVE, FILE_TOO_LARGE, MALFORMED, NO_ROWS */
export const inspectWorkbook = async (path: string, options: InspectOptions): Promise<Layout> => {
  const archive = await Archive.open(path, options.maximumSize)
  try {
    const workbook = await readWorkbook(archive)
    const { sheet, rows } = await chosenSheet(archive, workbook, options.sheet)
    const [first = [], ...next] = rows
    const hasHeader = options.hasHeader ?? isHeader(first, next)
    const width = Math.max(...rows.map(({ length }) => length))
    const header = Array.from({ length: hasHeader ? first.length : width }, (_, at) =>
      hasHeader ? (first[at] ?? '') : '',
    )
    return {
      format: 'xlsx',
      isCompressed: false,
      encoding: 'utf-8',
      delimiter: '',
      skippedLines: 0,
      hasHeader,
      contentSize: archive.size,
      columns: columnNames(header),
      sheet: sheet.name,
      sheets: workbook.sheets.map(({ name }) => name),
    }
  } finally {
    archive.close()
  }
}
