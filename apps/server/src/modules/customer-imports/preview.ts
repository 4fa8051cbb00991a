import type { CustomerImportOptions, CustomerImportPreview } from '@candor/api'
import type { Tx } from '../../platform/db/index.ts'
import type { Language } from '../../platform/errors.ts'
import { uploadRows, type Layout } from '../../platform/uploads/tables.ts'
import { explain } from './messages.ts'
import type { CustomerImportsNeeds } from './needs.ts'
import { homeRegion, rememberedOptions, settledOptions } from './options.ts'
import { dateColumns, DateOrders } from './row/figures.ts'
import { fixedRow, readFixes } from './row/fixes.ts'
import { systemOf } from './row/guess.ts'
import { expectedOrder, rowReader } from './row/reader.ts'
import { nameOf, warningsOf } from './row/standard.ts'
import type { CustomerImportRun } from './run.ts'

/** Rows that a person is shown, and rows that guesses are based on. */
const shownRows = 20
const sampledRows = 500

/** The first rows of a file below its header. */
export const firstRows = async (path: string, layout: Layout, maximumSize: number): Promise<string[][]> => {
  const rows: string[][] = []
  for await (const row of uploadRows(path, layout, { maximumSize, longestRow: 8 * 1024 * 1024 })) {
    rows.push(row)
    if (rows.length === sampledRows) break
  }
  return rows
}

type Given = { readonly [Name in keyof CustomerImportOptions]?: CustomerImportOptions[Name] | undefined }

/** What an import would make of the first rows of its file. */
export const previewOf = async (
  tx: Tx,
  needs: CustomerImportsNeeds,
  { id }: Pick<CustomerImportRun, 'id'>,
  layout: Layout,
  sample: readonly string[][],
  given: Given,
  { language, role }: { readonly language: Language; readonly role: string },
): Promise<CustomerImportPreview> => {
  const remembered = await rememberedOptions(tx, layout)
  const options = settledOptions(
    given,
    remembered,
    layout,
    sample,
    await homeRegion(tx),
    await needs.ownFields.toImport(tx, role),
  )
  const orders = new DateOrders(layout.columns, dateColumns(layout.columns, sample), expectedOrder(options.region))
  for (const row of sample) orders.add(row)
  const dates = orders.result()
  const read = rowReader(layout, options, dates)
  const fixes = await readFixes(tx, id)
  const rows = sample.slice(0, shownRows).map((cells, at) => read(fixedRow(layout.columns, cells, fixes.get(at + 1))))
  const own = await needs.ownFields.read(
    tx,
    rows.map((row) => row.own ?? {}),
  )
  return {
    id,
    format: layout.format,
    encoding: layout.encoding,
    delimiter: layout.delimiter,
    hasHeader: layout.hasHeader,
    sheets: [...(layout.sheets ?? [])],
    columns: [...layout.columns],
    system: layout.format === 'vcard' ? 'vcard' : systemOf(layout.columns),
    isRemembered: remembered !== undefined && given.mapping === undefined,
    options,
    dates: [...dates],
    rows: rows.map((row, at) => {
      const { refusal } = row
      const { values = {}, faults = [] } = own[at] ?? {}
      return {
        row: at + 1,
        reason: refusal?.reason ?? null,
        message: refusal ? explain(refusal.reason, language) : null,
        warnings: [...row.warnings, ...warningsOf(row, faults)],
        custom: values,
        cells: row.cells.map((cell) => cell.slice(0, 1000)),
        reference: row.reference,
        profile: refusal ? row.profile : needs.standardProfile({ ...row.profile, name: nameOf(row) }),
      }
    }),
  }
}
