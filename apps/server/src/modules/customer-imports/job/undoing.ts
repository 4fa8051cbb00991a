import { customerProfile, type CustomerProfile } from '@candor/api'
import type { JsonObject } from '@candor/journal'
import { plainArray, type Tx } from '../../../platform/db/index.ts'
import type { Authorship, CustomerImportsNeeds, ProfileEdit } from '../needs.ts'
import { openRows, type OpenedRow } from '../row/store.ts'
import { changeRun, lockRun, type CustomerImportRun, type UndoTally } from '../run.ts'
import { purpose } from './batch.ts'
import type { StepContext } from './context.ts'
import { inTurns } from './turns.ts'

/** Rows per transaction. */
const stretch = 500

/** Fields that an import can have filled and that can be emptied again. */
const emptied = Object.keys(customerProfile.shape).filter((field) => field !== 'name' && field !== 'fictional')

/** An edit after which a profile is just as it was. */
const backTo = (before: CustomerProfile): ProfileEdit => ({
  name: before.name,
  ...(Object.fromEntries(
    emptied.map((field) => [field, before[field as keyof CustomerProfile] ?? null]),
  ) as ProfileEdit),
})

const undoRows = async (
  tx: Tx,
  needs: CustomerImportsNeeds,
  rows: readonly OpenedRow[],
  by: Authorship,
): Promise<{ row: number; undone: keyof UndoTally }[]> => {
  const made = rows.filter(({ outcome }) => outcome === 'created')
  const untouched = await needs.untouchedCustomers(
    tx,
    made.map(({ customerId }) => customerId!),
  )
  if (untouched.size > 0) await needs.moveToBin(tx, [...untouched], true, by)
  const changes = new Map(
    rows
      .filter(({ outcome, before }) => outcome === 'updated' && before !== null)
      .map(({ customerId, before, version }) => [customerId!, { edit: backTo(before!), version: version! }]),
  )
  const outcomes = await needs.updateCustomers(tx, changes, by)
  const filled = rows.filter(({ outcome, own }) => outcome === 'updated' && own !== undefined)
  // Of two rows of one customer the later one goes first.
  for (const turn of inTurns(filled.toReversed(), ({ customerId }) => customerId!)) {
    await needs.ownFields.takeBack(
      tx,
      turn.map(({ customerId, own }) => ({ id: customerId!, changed: own! })),
      by,
    )
  }
  return rows.map(({ row, outcome, customerId, version, before, own }) => {
    if (outcome === 'updated' && before === null && own !== undefined) return { row, undone: 'restored' }
    if (outcome === 'created') return { row, undone: untouched.has(customerId!) ? 'removed' : 'kept' }
    const isLast = changes.get(customerId!)?.version === version
    const restored = outcomes.get(customerId!)?.outcome
    return { row, undone: isLast && (restored === 'changed' || restored === 'unchanged') ? 'restored' : 'kept' }
  })
}

const undoBatch = async (tx: Tx, needs: CustomerImportsNeeds, run: CustomerImportRun): Promise<boolean> => {
  const tally = (run.tally as UndoTally | null) ?? { removed: 0, restored: 0, kept: 0 }
  const by = { actor: run.createdBy, purpose }
  const rows = await openRows(tx, run.id, stretch, `r.row > $4 and r.outcome in ('created', 'updated')`, [run.place])
  if (rows.length === 0) {
    await needs.record(tx, {
      subject: tx.organisationId,
      kind: 'customer-import.undone',
      ...by,
      body: { importId: run.id, fileName: run.fileName, ...tally } satisfies JsonObject,
    })
    await changeRun(tx, run.id, { state: 'undone', tally, failures: 0 })
    return false
  }
  const done = await undoRows(tx, needs, rows, by)
  await tx.rows({
    text: `update customer_import_row r set undone = u.undone from unnest($3::int4[], $4::text[]) as u (row, undone)
            where r.organisation_id = $1 and r.import_id = $2 and r.row = u.row`,
    values: [tx.organisationId, run.id, plainArray(done.map(({ row }) => row)), done.map(({ undone }) => undone)],
  })
  const count = (what: keyof UndoTally): number => done.filter(({ undone }) => undone === what).length
  const sums: UndoTally = {
    removed: tally.removed + count('removed'),
    restored: tally.restored + count('restored'),
    kept: tally.kept + count('kept'),
  }
  await changeRun(tx, run.id, { place: rows.at(-1)!.row, tally: sums, failures: 0 })
  return true
}

/**
 * Takes an import back: customers that it made go to the bin if nothing has happened with them since, those that it
 * changed get their earlier profile if nobody has changed it since; all others stay, and their rows say so.
 */
export const undoImport = async (run: CustomerImportRun, context: StepContext): Promise<void> => {
  const { needs, inOrganisation, throwIfStopped, tellProgress } = context
  for (let hasMore = true; hasMore;) {
    throwIfStopped()
    hasMore = await inOrganisation(async (tx) => {
      const current = await lockRun(tx, run.id)
      return current.state === 'undoing' && (await undoBatch(tx, needs, current))
    })
    await tellProgress()
  }
}
