import type { Content } from './content.ts'
import { recordsOf } from './delimited/records.ts'
import { tableText } from './inspect.ts'
import { jsonRows } from './json/rows.ts'
import type { Layout, ReadLimits } from './layout.ts'
import { cardRows } from './vcard/rows.ts'
import { workbookRows } from './xlsx/rows.ts'

async function* withoutFirst(rows: AsyncIterable<string[]>, isFirstLeftOut: boolean): AsyncGenerator<string[]> {
  let toSkip = isFirstLeftOut
  for await (const row of rows) {
    if (toSkip) toSkip = false
    else yield row
  }
}

/**
 * The rows of a file below its header, in order; never more than a small part of it is in memory (of a workbook also
 * its shared texts). Cells stand in the order of the layout's columns. A row of a delimited table may have fewer or
 * more cells than there are columns.
 * @param path the stored file
 * @param layout what {@link inspectFile} found
 * @throws the faults of {@link TabularError}
 */
export const rowsOf = (path: string, layout: Layout, limits: ReadLimits): AsyncGenerator<string[]> => {
  const { isCompressed, isMixed } = layout
  const content: Content = { path, isCompressed, maximumSize: limits.maximumSize, isMixed }
  if (layout.format === 'xlsx') return workbookRows(path, layout, limits)
  if (layout.format === 'vcard') return cardRows(content, layout)
  if (layout.format === 'json') return jsonRows(content, layout)
  const records = recordsOf(tableText(content, layout), layout.delimiter, limits.longestRow, layout.isUnquoted)
  return withoutFirst(records, layout.hasHeader)
}
