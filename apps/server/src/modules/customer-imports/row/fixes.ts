import { subjectKey } from '../../../platform/crypto/index.ts'
import type { Tx } from '../../../platform/db/index.ts'

/** Corrected cells by column. */
export type Fix = Readonly<Record<string, string>>

/** Most rows that can be corrected before an import; beyond that the file itself is better corrected. */
export const mostFixes = 10_000

/** Where the corrected cells of a row are stored. */
export const fixPlace = (importId: string, row: number) => ({
  table: 'customer_import_fix',
  column: 'cells',
  id: `${importId}/${row}`,
})

/** Corrections of an import by row. */
export const readFixes = async (tx: Tx, importId: string): Promise<Map<number, Fix>> => {
  const rows = await tx.rows<{ row: number; cells: Buffer }>({
    text: 'select row, cells from customer_import_fix where organisation_id = $1 and import_id = $2 limit $3',
    values: [tx.organisationId, importId, mostFixes],
  })
  if (rows.length === 0) return new Map()
  const key = await subjectKey(tx, tx.organisationId)
  return new Map(
    rows.map(({ row, cells }) => [row, JSON.parse(key.decrypt(fixPlace(importId, row), cells).toString()) as Fix]),
  )
}

/** Keeps corrections of a row; those made before stay unless they are made again. */
export const keepFix = async (tx: Tx, importId: string, row: number, fix: Fix): Promise<void> => {
  const key = await subjectKey(tx, tx.organisationId)
  const earlier = await tx.maybe<{ cells: Buffer }>({
    text: 'select cells from customer_import_fix where organisation_id = $1 and import_id = $2 and row = $3 for update',
    values: [tx.organisationId, importId, row],
  })
  const before = earlier ? (JSON.parse(key.decrypt(fixPlace(importId, row), earlier.cells).toString()) as Fix) : {}
  await tx.rows({
    text: `insert into customer_import_fix (organisation_id, import_id, row, cells) values ($1, $2, $3, $4)
           on conflict (organisation_id, import_id, row) do update set cells = excluded.cells`,
    values: [
      tx.organisationId,
      importId,
      row,
      key.encrypt(fixPlace(importId, row), JSON.stringify({ ...before, ...fix })),
    ],
  })
}

/** A row with its corrections laid over. */
export const fixedRow = (columns: readonly string[], row: readonly string[], fix: Fix | undefined): readonly string[] =>
  fix === undefined ? row : columns.map((column, at) => fix[column] ?? row[at] ?? '')
