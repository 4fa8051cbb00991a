import { columnNames } from '../header.ts'
import type { Layout, ReadLimits } from '../layout.ts'
import { Archive } from './archive.ts'
import { sheetRows } from './sheet.ts'
import { readWorkbook } from './workbook.ts'

const isSame = (first: readonly string[], columns: readonly string[]): boolean =>
  first.length === columns.length && columnNames(first).every((name, at) => name === columns[at])

/**
 * The rows of a workbook's table. A sheet holds 1,048,576 rows; a table that is longer goes on in the next sheets under
 * the same header.
 */
export async function* workbookRows(path: string, layout: Layout, limits: ReadLimits): AsyncGenerator<string[]> {
  const { columns, hasHeader, sheet: chosen } = layout
  const archive = await Archive.open(path, limits.maximumSize)
  try {
    const workbook = await readWorkbook(archive)
    const from = workbook.sheets.findIndex(({ name }) => name === chosen)
    for (const [at, { file }] of workbook.sheets.slice(Math.max(from, 0)).entries()) {
      let isFirst = true
      for await (const row of sheetRows(archive, workbook, file)) {
        if (isFirst) {
          isFirst = false
          if (at > 0 && !(hasHeader && isSame(row, columns))) return
          if (hasHeader) continue
        }
        while (row.length < columns.length) row.push('')
        yield row
      }
      if (!hasHeader) return
    }
  } finally {
    archive.close()
  }
}
