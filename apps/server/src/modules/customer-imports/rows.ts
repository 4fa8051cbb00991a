import { z } from 'zod'
import type { CustomerImportRow, CustomerRowOutcome, CustomerRowReason } from '@candor/api'
import { csvLine, csvMark } from '@candor/tabular'
import type { Database, Tx } from '../../platform/db/index.ts'
import type { Language } from '../../platform/errors.ts'
import { decodeCursor, pageOf } from '../../platform/http/page.ts'
import { platformErrors } from '../../platform/platform-errors.ts'
import { customerImportErrors } from './errors.ts'
import { carryOut, countRows, purpose } from './job/batch.ts'
import { decide } from './job/decide.ts'
import { explain } from './messages.ts'
import type { CustomerImportsNeeds } from './needs.ts'
import { fixedRow, keepFix, type Fix } from './row/fixes.ts'
import { rowReader } from './row/reader.ts'
import { openRows, storeRows, type OpenedRow } from './row/store.ts'
import { changeRun, findRun, lockRun, type CustomerImportRun } from './run.ts'

const shownRow = (
  { row, outcome, reason, warnings, customerId, undone, cells }: OpenedRow,
  language: Language,
): CustomerImportRow => ({
  row,
  outcome,
  reason,
  message: reason === null ? null : explain(reason, language),
  warnings: [...warnings],
  customerId,
  undone,
  cells: [...cells],
})

/** What is asked of the rows of an import. */
export type RowsQuery = {
  readonly cursor?: string | undefined
  readonly limit: number
  readonly outcome?: CustomerRowOutcome | undefined
  readonly reason?: CustomerRowReason | undefined
}

/** Rows of an import in the order of the file. @throws NOT_FOUND, HTTP_CURSOR_INVALID */
export const listRows = async (
  tx: Tx,
  id: string,
  { cursor, limit, outcome, reason }: RowsQuery,
  language: Language,
) => {
  await findRun(tx, id)
  const after = decodeCursor(z.tuple([z.number().int().min(0).max(2_147_483_647)]), cursor)?.[0] ?? 0
  const conditions = ['r.row > $4']
  const values: unknown[] = [after]
  if (outcome !== undefined) conditions.push(`r.outcome = $${values.push(outcome) + 3}`)
  if (reason !== undefined) conditions.push(`r.reason = $${values.push(reason) + 3}`)
  const rows = await openRows(tx, id, limit + 1, conditions.join(' and '), values)
  return pageOf(
    rows,
    limit,
    ({ row }) => [row],
    (row) => shownRow(row, language),
  )
}

/**
 * Corrects a row. Before the import the correction waits for it; afterwards a row that was not taken is imported at once.
 * @throws NOT_FOUND, CUSTOMER_IMPORT_STATE, CUSTOMER_IMPORT_COLUMN_UNKNOWN, CUSTOMER_IMPORT_ROW_FIXED
 */
export const fixRow = async (
  tx: Tx,
  needs: CustomerImportsNeeds,
  id: string,
  row: number,
  fix: Fix,
  actor: string,
  language: Language,
): Promise<CustomerImportRow> => {
  const run = await lockRun(tx, id)
  const { columns } = run.layout
  const unknown = Object.keys(fix).find((column) => !columns.includes(column))
  if (unknown !== undefined) {
    throw customerImportErrors.CUSTOMER_IMPORT_COLUMN_UNKNOWN(`the file has no column ${JSON.stringify(unknown)}`)
  }
  const [stored] = await openRows(tx, id, 1, 'r.row = $4', [row])
  if (run.state === 'uploaded' || (run.state === 'completed' && run.isTrial)) {
    await keepFix(tx, id, row, fix)
    const cells = fixedRow(columns, stored?.cells ?? [], fix)
    const base = { row, reason: null, message: null, warnings: [], customerId: null, undone: null }
    return { ...base, outcome: null, cells: [...cells] }
  }
  if (run.state !== 'completed' && run.state !== 'cancelled') {
    throw customerImportErrors.CUSTOMER_IMPORT_STATE(`the import ${id} is ${run.state}`)
  }
  if (stored === undefined) throw platformErrors.NOT_FOUND(`there is no row ${row} in the import ${id}`)
  if (stored.outcome !== 'failed' && stored.outcome !== 'skipped') {
    throw customerImportErrors.CUSTOMER_IMPORT_ROW_FIXED(`row ${row} was ${stored.outcome}`)
  }
  return importAgain(tx, needs, run, stored, fix, actor, language)
}

const importAgain = async (
  tx: Tx,
  needs: CustomerImportsNeeds,
  run: CustomerImportRun,
  stored: OpenedRow,
  fix: Fix,
  actor: string,
  language: Language,
): Promise<CustomerImportRow> => {
  const options = run.options!
  const read = rowReader(run.layout, options, run.source?.dates ?? [])
  const standard = read(fixedRow(run.layout.columns, stored.cells, fix))
  const decisions = await decide(tx, needs, [{ ...standard, row: stored.row }], options)
  const results = await carryOut(tx, needs, decisions, { actor, purpose })
  await tx.rows({
    text: 'delete from customer_import_row where organisation_id = $1 and import_id = $2 and row = $3',
    values: [tx.organisationId, run.id, stored.row],
  })
  await storeRows(tx, run.id, results)
  const without = await changeRun(tx, run.id, countRows(run, [stored], -1))
  await changeRun(tx, run.id, countRows(without, results))
  const [now] = await openRows(tx, run.id, 1, 'r.row = $4', [stored.row])
  return shownRow(now!, language)
}

const stretch = 2000

/**
 * The whole report as CSV (RFC 4180, UTF-8 with a mark): every row of the file with all its columns, what became of it
 * and which customer it is now. Read piece by piece, so its length does not matter.
 */
export async function* reportCsv(
  db: Database,
  organisationId: string,
  run: CustomerImportRun,
  language: Language,
): AsyncGenerator<string> {
  const head = ['row', 'outcome', 'reason', 'message', 'warnings', 'customer', 'undone']
  yield `${csvMark}${csvLine([...head, ...run.layout.columns])}`
  for (let after = 0; ;) {
    const from = after
    const rows = await db.inOrganisation(organisationId, async (tx) =>
      openRows(tx, run.id, stretch, 'r.row > $4', [from]),
    )
    if (rows.length === 0) return
    yield rows
      .map(({ row, outcome, reason, warnings, customerId, undone, cells }) =>
        csvLine([
          String(row),
          outcome,
          reason ?? '',
          reason === null ? '' : explain(reason, language),
          warnings.map(({ code, column }) => `${code}: ${column}`).join('; '),
          customerId ?? '',
          undone ?? '',
          ...cells,
        ]),
      )
      .join('')
    after = rows.at(-1)!.row
  }
}
