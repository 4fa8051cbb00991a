import { createHash } from 'node:crypto'
import type { CustomerImportOptions, CustomerProfile } from '@candor/api'
import { uploadRows, type Layout } from '../../../platform/uploads/tables.ts'
import { fixedRow, type Fix } from '../row/fixes.ts'
import { rowReader } from '../row/reader.ts'
import { nameOf } from '../row/standard.ts'
import type { Source } from '../run.ts'
import { keyOf, type NumberedRow } from './decide.ts'

/** Most rows of one batch, which is one transaction. */
export const batchLength = 500

/** What there is to be read; nothing but plain data, since a thread may be told to do it. */
export type BatchTask = {
  readonly path: string
  readonly layout: Layout
  readonly limits: { readonly maximumSize: number; readonly longestRow?: number }
  readonly options: CustomerImportOptions
  readonly dates: Source['dates']
  readonly isTrial: boolean
  /** Corrections by row. */
  readonly fixes: ReadonlyMap<number, Fix>
  /** Rows that are done: all up to one, and some after it. */
  readonly done: { readonly upTo: number; readonly also: ReadonlySet<number> }
}

/** A key in the size of a number, for finding the same one twice in a trial, which makes no customers to find. */
const shortHash = (key: string): number => createHash('sha256').update(key.toLowerCase()).digest().readUIntBE(0, 6)

/** Tells whether an earlier row has the key of a row already. */
const repetition = ({ key }: CustomerImportOptions): ((row: NumberedRow) => boolean) => {
  const seen = new Set<number>()
  return (row) => {
    const value = row.refusal === undefined ? keyOf(row, key) : null
    if (value === null) return false
    const hash = shortHash(value)
    const isRepeated = seen.has(hash)
    seen.add(hash)
    return isRepeated
  }
}

async function* numberedRows(
  { path, layout, limits, options, dates, isTrial, fixes, done }: BatchTask,
  standardProfile: (profile: CustomerProfile) => CustomerProfile,
): AsyncGenerator<NumberedRow> {
  const read = rowReader(layout, options, dates)
  const isRepeated = repetition(options)
  const mayMake = !isTrial && options.mode !== 'update'
  let row = 0
  for await (const cells of uploadRows(path, layout, limits)) {
    row += 1
    const isDone = row <= done.upTo || done.also.has(row)
    if (isDone && !isTrial) continue
    const numbered: NumberedRow = { ...read(fixedRow(layout.columns, cells, fixes.get(row))), row }
    if (isTrial && isRepeated(numbered) && options.mode === 'create') {
      if (!isDone) yield { ...numbered, refusal: { reason: 'ALREADY_THERE', column: null } }
    } else if (!isDone) {
      const { profile, refusal } = numbered
      yield mayMake && refusal === undefined
        ? { ...numbered, standard: standardProfile({ ...profile, name: nameOf(numbered) }) }
        : numbered
    }
  }
}

/**
 * The rows of a file that are left to be done, in batches in which no key comes twice: a row whose customer an earlier row
 * makes finds that customer, since its batch comes later.
 * @throws the codes of `fileErrors`
 */
export async function* readBatches(
  task: BatchTask,
  standardProfile: (profile: CustomerProfile) => CustomerProfile,
): AsyncGenerator<NumberedRow[]> {
  const { key } = task.options
  let batch: NumberedRow[] = []
  const keys = new Set<string>()
  for await (const row of numberedRows(task, standardProfile)) {
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
