import type { RowReason } from '@candor/api'
import { plainArray, textArray, type Tx } from '../../../platform/db/index.ts'
import { fileErrors } from '../../../platform/uploads/errors.ts'
import { uploadRows } from '../../../platform/uploads/tables.ts'
import { documentOf, type MerchantReader } from '../merchants.ts'
import { keptColumns, keptPlaces, readerOf } from '../options.ts'
import { keepable } from '../../../platform/uploads/characters.ts'
import { isRefusal, type OrderRow, type RowRefusal } from '../row/row-reader.ts'
import { addReasons, lockRun, type ImportRun, type SettledOptions } from '../run.ts'

/** Rows per transaction. */
const chunkLength = 5000

/** Highest row number that the database holds. */
const mostRows = 2_147_483_647

/** A row as it is kept. */
type KeptRow = {
  readonly document: string | null
  readonly reason: RowReason | null
  readonly values: readonly string[]
}

const separator = '\u001f'

const insertRows = `
  insert into import_row (organisation_id, import_id, row, document, outcome, reason, values)
  select $1::uuid, $2::uuid, $3::int4 + n::int4, document, case when reason is not null then 'rejected' end, reason,
         string_to_array(line, E'\\x1f')
    from unnest($4::text[], $5::text[], $6::text[]) with ordinality as r (document, reason, line, n)`

const keepRows = async (tx: Tx, run: ImportRun, rows: readonly KeptRow[]): Promise<void> => {
  const reasons = new Map<RowReason, number>()
  for (const { reason } of rows) if (reason !== null) reasons.set(reason, (reasons.get(reason) ?? 0) + 1)
  const refused = [...reasons.values()].reduce((sum, count) => sum + count, 0)
  await Promise.all([
    tx.rows({
      name: 'import-rows',
      text: insertRows,
      values: [
        tx.organisationId,
        run.id,
        run.rowsRead,
        textArray(rows.map(({ document }) => document)),
        plainArray(rows.map(({ reason }) => reason)),
        textArray(rows.map(({ values }) => values.join(separator))),
      ],
    }),
    tx.rows({
      name: 'import-run-read',
      text: `update import_run set rows_read = rows_read + $3, rows_rejected = rows_rejected + $4, reasons = $5, failures = 0
              where organisation_id = $1 and id = $2`,
      values: [tx.organisationId, run.id, rows.length, refused, JSON.stringify(addReasons(run.reasons, reasons))],
    }),
  ])
}

const groupRows = `
  insert into import_document (organisation_id, import_id, position, document)
  select $1::uuid, $2::uuid, row_number() over (order by first), document
    from (select document, min(row) as first from import_row
           where organisation_id = $1 and import_id = $2 and outcome is null group by document) as found`

/** Names the documents in the order in which they first appear, and ends the phase. */
const finishReading = async (tx: Tx, id: string): Promise<void> => {
  const run = await lockRun(tx, id)
  if (run.state !== 'running' || run.phase !== 'reading') return
  await tx.rows({ text: 'set local statement_timeout = 0' })
  await tx.rows({ text: groupRows, values: [tx.organisationId, id] })
  await tx.rows({
    text: `update import_run r set phase = 'orders', rows_total = rows_read, failures = 0,
             documents = (select count(*) from import_document d where d.organisation_id = $1 and d.import_id = $2)
            where r.organisation_id = $1 and r.id = $2`,
    values: [tx.organisationId, id],
  })
}

/** What {@link readRows} needs beside the import. */
export type ReadingContext = {
  readonly path: string
  readonly maximumSize: number
  readonly merchantOf: MerchantReader
  readonly inOrganisation: <T>(run: (tx: Tx) => Promise<T>) => Promise<T>
  /** Ends the phase at a point where nothing is half done. */
  readonly throwIfStopped: () => void
  readonly tellProgress: () => Promise<void>
}

/** Makes the function that turns a record of the file into the row that is kept. */
const rowKeeper = (run: ImportRun, options: SettledOptions, merchantOf: MerchantReader) => {
  const read = readerOf(keptColumns(run), options)
  const places = keptPlaces(run)
  const width = run.layout.columns.length
  return (record: readonly string[]): KeptRow => {
    const values = places.map((place) => record[place] ?? '')
    const row: OrderRow | RowRefusal =
      record.length === width ? read(values) : { reason: 'WRONG_COLUMN_COUNT', field: null }
    if (isRefusal(row)) {
      return { document: null, reason: row.reason, values: values.map((value) => keepable(value.slice(0, 1000))) }
    }
    const merchantId = merchantOf(row)
    if (merchantId === undefined) return { document: null, reason: 'UNKNOWN_MERCHANT', values }
    return { document: documentOf(row, merchantId, options.merchant), reason: null, values }
  }
}

/**
 * First phase: every row of the file becomes a row of `import_row`, refused or waiting, in committed chunks. Begun
 * again after an interruption it skips the rows that are there already.
 * @throws IMPORT_WRONG_ENCODING, IMPORT_MALFORMED, IMPORT_CELL_TOO_LARGE, IMPORT_DAMAGED_ARCHIVE, IMPORT_FILE_GONE: the
 *   file is no use, and no order was touched yet
 */
export const readRows = async (run: ImportRun, options: SettledOptions, context: ReadingContext): Promise<void> => {
  const { path, maximumSize, merchantOf, inOrganisation, throwIfStopped, tellProgress } = context
  const layout = { ...run.layout, encoding: options.encoding }
  const keep = rowKeeper(run, options, merchantOf)
  let toSkip = run.rowsRead
  let rows: KeptRow[] = []
  // One chunk is stored while the next one is read.
  let storing: Promise<void> = Promise.resolve()
  const store = async (chunk: readonly KeptRow[]): Promise<void> => {
    await inOrganisation(async (tx) => {
      const current = await lockRun(tx, run.id)
      if (current.state === 'running') await keepRows(tx, current, chunk)
    })
    await tellProgress()
  }
  const flush = async (): Promise<void> => {
    await storing
    throwIfStopped()
    storing = store(rows)
    storing.catch(() => undefined)
    rows = []
  }
  let count = 0
  for await (const record of uploadRows(path, layout, { maximumSize })) {
    count += 1
    if (toSkip > 0) {
      toSkip -= 1
      continue
    }
    if (count > mostRows) throw fileErrors.IMPORT_TOO_MANY_ROWS(`an import can take ${mostRows} rows`)
    rows.push(keep(record))
    if (rows.length === chunkLength) await flush()
  }
  if (rows.length > 0) await flush()
  await storing
  throwIfStopped()
  await inOrganisation(async (tx) => finishReading(tx, run.id))
}
