import type { CustomerImportOptions } from '@candor/api'
import { uploadRows } from '../../../platform/uploads/tables.ts'
import { ColumnCounter, dateColumns, DateOrders } from '../row/figures.ts'
import { fixedRow, readFixes } from '../row/fixes.ts'
import { expectedOrder } from '../row/reader.ts'
import { changeRun, lockRun, type CustomerImportRun, type Source } from '../run.ts'
import { readingOf } from '../upload.ts'
import type { StepContext } from './context.ts'

/** Rows by which columns of dates are told. */
const sampled = 500

/** Rows between two looks at whether somebody wants it to stop. */
const stretch = 5000

/**
 * First step: reads the whole file, changes nothing, and finds out what no single row tells: how many rows there are, in
 * which order each column writes its dates, how often each column is filled and what it adds up to. A file that turns
 * out to be no table ends the import here.
 */
export const readSource = async (run: CustomerImportRun, context: StepContext): Promise<void> => {
  const { path, limits, inOrganisation, throwIfStopped, needs } = context
  const { columns } = run.layout
  const options = run.options as CustomerImportOptions
  const fixes = await inOrganisation(async (tx) => readFixes(tx, run.id))
  const figures = new ColumnCounter(columns)
  const sample: (readonly string[])[] = []
  let orders: DateOrders | undefined
  const begin = (): DateOrders => {
    const made = new DateOrders(columns, dateColumns(columns, sample), expectedOrder(options.region))
    for (const row of sample) made.add(row)
    return made
  }
  for await (const cells of uploadRows(path, run.layout, readingOf(limits))) {
    const row = fixedRow(columns, cells, fixes.get(figures.rows + 1))
    figures.add(row)
    if (orders !== undefined) orders.add(row)
    else if (sample.push(row) === sampled) orders = begin()
    if (figures.rows % stretch === 0) throwIfStopped()
  }
  const dates = (orders ?? begin()).result()
  const source: Source = { rows: figures.rows, columns: figures.figures(), dates }
  await inOrganisation(async (tx) => {
    const current = await lockRun(tx, run.id)
    if (current.state !== 'running' || current.phase !== 'reading') return
    await changeRun(tx, run.id, {
      phase: 'writing',
      source,
      rows_total: source.rows,
      customers_before: await needs.countCustomers(tx),
      failures: 0,
    })
  })
}
