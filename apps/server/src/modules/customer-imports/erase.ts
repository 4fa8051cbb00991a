import { subjectKey } from '../../platform/crypto/index.ts'
import { emptyRows } from '../../platform/db/erase-rows.ts'
import type { Tx } from '../../platform/db/index.ts'
import { partPlace, type ExportedCustomer } from './export/collect.ts'
import { customerImportErrors } from './errors.ts'
import { fixPlace } from './row/fixes.ts'
import { rowPlace } from './row/store.ts'

/** Whom an erasure concerns. */
type Person = {
  readonly records: readonly string[]
  /** What names the person, in lower case. */
  readonly texts: readonly string[]
}

const batch = 1000
const cellText = (cell: unknown): string => (typeof cell === 'string' ? cell.trim().toLowerCase() : '')

/** @throws CUSTOMER_IMPORT_RUNNING while a file waits or is taken in: it may hold the person once more */
export const refuseDuringImports = async (tx: Tx): Promise<void> => {
  const open = await tx.maybe<{ id: string }>({
    text: `select id from customer_import
            where organisation_id = $1 and state not in ('completed', 'failed', 'cancelled', 'undone') limit 1`,
    values: [tx.organisationId],
  })
  if (open !== undefined) throw customerImportErrors.CUSTOMER_IMPORT_RUNNING(`import ${open.id} has not ended`)
}

/** Rows of nobody's, and corrections, stand under the organisation's key: those that name the person are deleted. */
const eraseNamed = async (tx: Tx, { texts }: Person, of: 'customer_import_row' | 'customer_import_fix') => {
  const key = await subjectKey(tx, tx.organisationId)
  const isRow = of === 'customer_import_row'
  let [count, afterImport, afterRow] = [0, '00000000-0000-0000-0000-000000000000', 0]
  for (;;) {
    const rows = await tx.rows<{ importId: string; row: number; cells: Buffer }>({
      text: `select import_id as "importId", row, cells from ${of}
              where organisation_id = $1 and (import_id, row) > ($2, $3) ${isRow ? 'and customer_id is null' : ''}
              order by import_id, row limit $4`,
      values: [tx.organisationId, afterImport, afterRow, batch],
    })
    const named = rows.filter(({ importId, row, cells }) => {
      const place = isRow ? rowPlace(importId, row, 'cells') : fixPlace(importId, row)
      const opened = JSON.parse(key.decrypt(place, cells).toString()) as { cells?: string[] } | Record<string, string>
      const values = isRow ? ((opened as { cells?: string[] }).cells ?? []) : Object.values(opened)
      return values.some((cell) => texts.includes(cellText(cell)))
    })
    for (const { importId, row } of named) {
      await tx.rows({
        text: `delete from ${of} where organisation_id = $1 and import_id = $2 and row = $3`,
        values: [tx.organisationId, importId, row],
      })
    }
    count += named.length
    const last = rows.at(-1)
    if (last === undefined || rows.length < batch) return count
    ;[afterImport, afterRow] = [last.importId, last.row]
  }
}

/** Exports that still wait to be loaded down hold customers under the organisation's key: this one is taken out. */
const eraseExported = async (tx: Tx, { records }: Person): Promise<number> => {
  const key = await subjectKey(tx, tx.organisationId)
  // Held, so that an export that is under way goes on after the erasure, and then without the customer.
  const parts = await tx.rows<{ exportId: string; part: number }>({
    text: `with held as (select id from data_export where organisation_id = $1 order by id for no key update)
           select p.export_id as "exportId", p.part from held
             join data_export_part p on p.organisation_id = $1 and p.export_id = held.id order by 1, 2`,
    values: [tx.organisationId],
  })
  let count = 0
  for (const { exportId, part } of parts) {
    const { content } = await tx.one<{ content: Buffer }>({
      text: 'select content from data_export_part where organisation_id = $1 and export_id = $2 and part = $3',
      values: [tx.organisationId, exportId, part],
    })
    const place = partPlace(exportId, part)
    const customers = JSON.parse(key.decrypt(place, content).toString()) as ExportedCustomer[]
    const others = customers.filter(({ id }) => !records.includes(id))
    if (others.length === customers.length) continue
    count += customers.length - others.length
    await tx.rows({
      text: `update data_export_part set content = $4 where organisation_id = $1 and export_id = $2 and part = $3`,
      values: [tx.organisationId, exportId, part, key.encrypt(place, JSON.stringify(others))],
    })
  }
  return count
}

/** Empties the rows of imports that made or changed a customer, and everything under the organisation's key that names them. */
export const eraseImported = async (tx: Tx, person: Person): Promise<number> =>
  (await emptyRows(
    tx,
    'customer_import_row',
    'customer_id',
    person.records,
    `cells = '', before = null, warnings = null`,
    `cells = ''`,
  )) +
  (await eraseNamed(tx, person, 'customer_import_row')) +
  (await eraseNamed(tx, person, 'customer_import_fix')) +
  (await eraseExported(tx, person))
