import { createHash } from 'node:crypto'
import type { CustomerImportOptions } from '@candor/api'
import { uploadRows } from '../../../platform/uploads/tables.ts'
import { fixedRow, readFixes } from '../row/fixes.ts'
import { rowReader } from '../row/reader.ts'
import { changeRun, lockRun, type CustomerImportRun } from '../run.ts'
import { readingOf } from '../upload.ts'
import { importBatch } from './batch.ts'
import type { StepContext } from './context.ts'
import { keyOf, type NumberedRow } from './decide.ts'

/** Most rows of one transaction. */
const batchLength = 500

/** A key in the size of a number, for finding the same one twice in a trial, which makes no customers to find. */
const shortHash = (key: string): number => createHash('sha256').update(key.toLowerCase()).digest().readUIntBE(0, 6)

/**
 * The rows of the file in batches in which no key comes twice: a row whose customer an earlier row makes finds that
 * customer, since its batch comes later.
 */
export async function* batchesOf(
  rows: AsyncIterable<NumberedRow>,
  key: CustomerImportOptions['key'],
): AsyncGenerator<NumberedRow[]> {
  let batch: NumberedRow[] = []
  const keys = new Set<string>()
  for await (const row of rows) {
    const value = row.refusal === undefined ? (row.customerId ?? keyOf(row, key)?.toLowerCase()) : undefined
    if (batch.length === batchLength || (value !== undefined && keys.has(value))) {
      yield batch
      batch = []
      keys.clear()
    }
    if (value !== undefined) keys.add(value)
    batch.push(row)
  }
  if (batch.length > 0) yield batch
}

async function* numberedRows(run: CustomerImportRun, context: StepContext): AsyncGenerator<NumberedRow> {
  const { path, limits, inOrganisation } = context
  const options = run.options as CustomerImportOptions
  const fixes = await inOrganisation(async (tx) => readFixes(tx, run.id))
  const read = rowReader(run.layout, options, run.source?.dates ?? [])
  const seen = new Set<number>()
  let row = 0
  for await (const cells of uploadRows(path, run.layout, readingOf(limits))) {
    row += 1
    if (row <= run.rowsDone && !run.isTrial) continue
    const standard = read(fixedRow(run.layout.columns, cells, fixes.get(row)))
    const numbered: NumberedRow = { ...standard, row }
    const key = run.isTrial && standard.refusal === undefined ? keyOf(standard, options.key) : null
    const isRepeated = key !== null && seen.has(shortHash(key))
    if (key !== null) seen.add(shortHash(key))
    if (row <= run.rowsDone) continue
    yield isRepeated && options.mode === 'create'
      ? { ...numbered, refusal: { reason: 'ALREADY_THERE', column: null } }
      : numbered
  }
}

/** Second step: every row becomes a customer, changes one, or gets its reason why not, in committed batches. */
export const writeRows = async (run: CustomerImportRun, context: StepContext): Promise<void> => {
  const { needs, inOrganisation, throwIfStopped, tellProgress } = context
  const { key } = run.options as CustomerImportOptions
  // One batch is stored while the next one is read.
  let storing: Promise<boolean> = Promise.resolve(true)
  const store = async (batch: readonly NumberedRow[]): Promise<boolean> => {
    const isRunning = await inOrganisation(async (tx) => {
      const current = await lockRun(tx, run.id)
      if (current.state !== 'running') return false
      if (current.rowsDone !== batch[0]!.row - 1) throw new Error('another run of this import has gone on')
      await importBatch(tx, needs, current, batch)
      return true
    })
    await tellProgress()
    return isRunning
  }
  for await (const batch of batchesOf(numberedRows(run, context), key)) {
    if (!(await storing)) return
    throwIfStopped()
    storing = store(batch)
    storing.catch(() => undefined)
  }
  if (!(await storing)) return
  throwIfStopped()
  await inOrganisation(async (tx) => {
    const current = await lockRun(tx, run.id)
    if (current.state !== 'running') return
    const isDone = current.isTrial
    await changeRun(tx, run.id, {
      phase: isDone ? 'done' : 'verifying',
      place: 0,
      tally: null,
      ...(isDone && { state: 'completed', finished_at: new Date() }),
    })
  })
}
