import type { CustomerImportOptions } from '@candor/api'
import type { Tx } from '../../../platform/db/index.ts'
import { CandorError } from '../../../platform/errors.ts'
import { readFixes } from '../row/fixes.ts'
import { changeRun, lockRun, type CustomerImportRun } from '../run.ts'
import { readingOf } from '../upload.ts'
import { importBatch } from './batch.ts'
import { readBatches, type BatchTask } from './batches.ts'
import type { StepContext } from './context.ts'
import { keysOf, type NumberedRow } from './decide.ts'
import { Lane, type Turn } from './lane.ts'
import { batchesFromThread } from './thread.ts'

/** Most transactions at the same time. */
const mostAtOnce = 3

/** Rows before the end of what is done in which there can be gaps: more than all batches under way can hold. */
const mayHaveGaps = 10_000

/** From how many rows on starting a thread is worth its while. */
const manyRows = 5_000

/** Which rows are done already. */
const doneRows = async (tx: Tx, run: CustomerImportRun): Promise<BatchTask['done']> => {
  if (run.isTrial) return { upTo: run.rowsDone, also: new Set() }
  const upTo = Math.max(0, run.rowsDone - mayHaveGaps)
  const stored = await tx.rows<{ row: number }>({
    text: 'select row from customer_import_row where organisation_id = $1 and import_id = $2 and row > $3',
    values: [tx.organisationId, run.id, upTo],
  })
  return { upTo, also: new Set(stored.map(({ row }) => row)) }
}

/** What is left of the file. */
const batchesOf = async (run: CustomerImportRun, context: StepContext): Promise<AsyncIterable<NumberedRow[]>> => {
  const { path, limits, inOrganisation, needs } = context
  const { id, layout, isTrial, source } = run
  const options = run.options as CustomerImportOptions
  const [fixes, done] = await inOrganisation(async (tx) => Promise.all([readFixes(tx, id), doneRows(tx, run)]))
  const dates = source?.dates ?? []
  const task: BatchTask = { path, layout, limits: readingOf(limits), options, dates, isTrial, fixes, done }
  const isLarge = (run.rowsTotal ?? 0) - run.rowsDone > manyRows
  return isLarge ? batchesFromThread(needs.readingThread, task) : readBatches(task, needs.standardProfile)
}

/** How often a batch is tried when another import makes the same customers at the same moment. */
const mostTries = 5

const storeBatch = async (
  run: CustomerImportRun,
  { needs, inOrganisation }: StepContext,
  batch: readonly NumberedRow[],
  turn: Turn,
): Promise<boolean> => {
  for (let tried = 1; ; tried += 1) {
    try {
      return await inOrganisation(async (tx) => importBatch(tx, needs, run, batch, turn))
    } catch (error) {
      const isTaken = error instanceof CandorError && error.code === 'CUSTOMER_REFERENCE_TAKEN'
      if (!isTaken || tried === mostTries) throw error
    }
  }
}

/** Begins to store every batch of the file. @returns false when it was not to be gone on with */
const storeBatches = async (run: CustomerImportRun, context: StepContext, lane: Lane): Promise<boolean> => {
  const { throwIfStopped, tellProgress } = context
  const { key } = run.options as CustomerImportOptions
  for await (const batch of await batchesOf(run, context)) {
    throwIfStopped()
    const keys = new Set(batch.flatMap((row) => keysOf(row, key)))
    const goesOn = await lane.enter(keys, async (turn) => {
      const hasMore = await storeBatch(run, context, batch, turn)
      await tellProgress()
      return hasMore
    })
    if (!goesOn) return false
  }
  return true
}

/** Second step: every row becomes a customer, changes one, or gets its reason why not, in committed batches. */
export const writeRows = async (run: CustomerImportRun, context: StepContext): Promise<void> => {
  const { inOrganisation, throwIfStopped } = context
  // A trial makes no customers, so that only the order of the file tells which row comes first.
  const lane = new Lane(run.isTrial ? 1 : mostAtOnce)
  let isWhole: boolean
  try {
    isWhole = await storeBatches(run, context, lane)
  } catch (error) {
    await lane.empty().catch(() => undefined)
    throw error
  }
  if (!(await lane.empty()) || !isWhole) return
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
