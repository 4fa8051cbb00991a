import type { CustomerImportOptions } from '@candor/api'
import type { Tx } from '../../../platform/db/index.ts'
import type { Authorship, ChangeOutcome, CustomerImportsNeeds } from '../needs.ts'
import { editOf } from '../row/merge.ts'
import { warningsOf } from '../row/standard.ts'
import { storeRows, type RowResult } from '../row/store.ts'
import { changeRun, lockRun, type CustomerImportRun } from '../run.ts'
import { decide, fingerprintOf, type Decision, type NumberedRow } from './decide.ts'
import type { Turn } from './lane.ts'
import { inTurns } from './turns.ts'

/** Why the data is used: customers are kept to fulfil the contract with them. */
export const purpose = 'service-contract'

type Create = Extract<Decision, { do: 'create' }>
type Update = Extract<Decision, { do: 'update' }>

const nothing = {
  reason: null,
  column: null,
  customerId: null,
  version: null,
  fingerprint: null,
  before: null,
} as const

const kept = (row: NumberedRow) => ({ row: row.row, warnings: row.warnings, cells: row.cells })

const createAll = async (
  tx: Tx,
  needs: CustomerImportsNeeds,
  decisions: readonly Create[],
  by: Authorship,
): Promise<RowResult[]> => {
  const drafts = decisions.map(({ row, profile, isStandard }) => ({ reference: row.reference, profile, isStandard }))
  // Two rows with one reference: the first of them is taken.
  const seen = new Set<string>()
  const firsts = drafts.filter(({ reference }) => {
    if (reference === null || !seen.has(reference)) {
      if (reference !== null) seen.add(reference)
      return true
    }
    return false
  })
  const made = await needs.createCustomers(tx, firsts, by)
  const queue = [...made]
  const byDraft = new Map<(typeof drafts)[number], (typeof made)[number]>()
  // Those that were passed over because their reference exists are missing; the others keep their order.
  for (const draft of firsts) {
    if (queue[0]?.reference === draft.reference) {
      byDraft.set(draft, queue.shift()!)
    }
  }
  return decisions.map(({ row }, at): RowResult => {
    const customer = byDraft.get(drafts[at]!)
    if (customer === undefined) return { ...kept(row), ...nothing, outcome: 'skipped', reason: 'ALREADY_THERE' }
    return {
      ...kept(row),
      ...nothing,
      outcome: 'created',
      customerId: customer.id,
      version: 1,
      fingerprint: fingerprintOf(customer.profile),
    }
  })
}

const resultOf = ({ row, id }: Update, outcome: ChangeOutcome | undefined): RowResult => {
  if (outcome?.outcome === 'changed') {
    const { before, after, version } = outcome
    const fingerprint = fingerprintOf(after)
    return { ...kept(row), ...nothing, outcome: 'updated', customerId: id, version, fingerprint, before }
  }
  if (outcome?.outcome === 'unchanged') {
    const { profile, version } = outcome
    return {
      ...kept(row),
      ...nothing,
      outcome: 'unchanged',
      customerId: id,
      version,
      fingerprint: fingerprintOf(profile),
    }
  }
  return { ...kept(row), ...nothing, outcome: 'skipped', reason: 'NOT_THERE' }
}

const updateAll = async (
  tx: Tx,
  needs: CustomerImportsNeeds,
  decisions: readonly Update[],
  by: Authorship,
): Promise<RowResult[]> => {
  const results: RowResult[] = []
  const binned = [...new Set(decisions.filter(({ isBinned }) => isBinned).map(({ id }) => id))]
  if (binned.length > 0) await needs.moveToBin(tx, binned, false, by)
  // Two rows of a batch can lead to one customer by different addresses: each has its turn.
  for (const turn of inTurns(decisions, ({ id }) => id)) {
    const changes = new Map(turn.map(({ id, row }) => [id, { edit: editOf(row.profile) }]))
    const outcomes = await needs.updateCustomers(tx, changes, by)
    results.push(...turn.map((decision) => resultOf(decision, outcomes.get(decision.id))))
  }
  return results
}

/** What trying would say, without doing it. */
const foretold = (decision: Decision): RowResult => {
  const { row } = decision
  if (decision.do === 'create') return { ...kept(row), ...nothing, outcome: 'created' }
  if (decision.do === 'update') return { ...kept(row), ...nothing, outcome: 'updated' }
  return {
    ...kept(row),
    ...nothing,
    outcome: decision.do === 'fail' ? 'failed' : 'skipped',
    reason: decision.reason,
    column: decision.column,
  }
}

/** Says of cells that do not fit their fields that they were left out. */
const withFaults = (result: RowResult, row: NumberedRow, faults: readonly string[]): RowResult =>
  faults.length === 0 ? result : { ...result, warnings: [...result.warnings, ...warningsOf(row, faults)] }

/** Fills fields of the company’s own after the profiles; what does not fit is a remark of its row. */
const fillOwn = async (
  tx: Tx,
  needs: CustomerImportsNeeds,
  decisions: readonly Decision[],
  results: readonly RowResult[],
  by: Authorship,
): Promise<RowResult[]> => {
  const rows = new Map(decisions.flatMap(({ row }) => (row.own === undefined ? [] : [[row.row, row] as const])))
  const filled = new Map<number, RowResult>()
  const wanted = results.filter(({ row, customerId }) => customerId !== null && rows.has(row))
  // Two rows of a batch can lead to one customer: each has its turn.
  for (const turn of inTurns(wanted, ({ customerId }) => customerId!)) {
    const texts = turn.map(({ row, customerId }) => ({ id: customerId!, texts: rows.get(row)!.own! }))
    const outcomes = await needs.ownFields.fill(tx, texts, by)
    for (const result of turn) {
      const { faults, changed } = outcomes.get(result.customerId!) ?? { faults: [], changed: {} }
      const isChanged = Object.keys(changed).length > 0
      const own = isChanged && {
        own: changed,
        ...(result.outcome === 'unchanged' && { outcome: 'updated' as const }),
      }
      filled.set(result.row, withFaults({ ...result, ...own }, rows.get(result.row)!, faults))
    }
  }
  return results.map((result) => filled.get(result.row) ?? result)
}

/** What trying would say of all rows, with the cells that would not fit their fields. */
const foretoldAll = async (
  tx: Tx,
  needs: CustomerImportsNeeds,
  decisions: readonly Decision[],
): Promise<RowResult[]> => {
  const filling = decisions.filter((decision) => decision.do === 'create' || decision.do === 'update')
  const rows = filling.flatMap(({ row }) => (row.own === undefined ? [] : [row]))
  if (rows.length === 0) return decisions.map(foretold)
  const found = await needs.ownFields.read(
    tx,
    rows.map(({ own }) => own!),
  )
  const faults = new Map(rows.map(({ row }, at) => [row, found[at]?.faults ?? []]))
  return decisions.map((decision) => withFaults(foretold(decision), decision.row, faults.get(decision.row.row) ?? []))
}

/** Does with rows what was decided. @returns what became of each, in their order */
export const carryOut = async (
  tx: Tx,
  needs: CustomerImportsNeeds,
  decisions: readonly Decision[],
  by: Authorship,
): Promise<RowResult[]> => {
  const creates = decisions.filter((decision) => decision.do === 'create')
  const updates = decisions.filter((decision) => decision.do === 'update')
  const others = decisions.filter((decision) => decision.do === 'skip' || decision.do === 'fail')
  const results = [
    ...(creates.length > 0 ? await createAll(tx, needs, creates, by) : []),
    ...(updates.length > 0 ? await updateAll(tx, needs, updates, by) : []),
    ...others.map(foretold),
  ]
  return fillOwn(
    tx,
    needs,
    decisions,
    results.toSorted((a, b) => a.row - b.row),
    by,
  )
}

/** Adds what became of rows to the counts of an import. */
export const countRows = (run: CustomerImportRun, rows: readonly RowResult[], factor: 1 | -1 = 1) => {
  const of = (outcome: RowResult['outcome']): number =>
    run[outcome] + factor * rows.filter((row) => row.outcome === outcome).length
  const reasons = { ...run.reasons }
  for (const { reason } of rows) if (reason !== null) reasons[reason] = (reasons[reason] ?? 0) + factor
  return {
    created: of('created'),
    updated: of('updated'),
    unchanged: of('unchanged'),
    skipped: of('skipped'),
    failed: of('failed'),
    with_warnings: run.withWarnings + factor * rows.filter(({ warnings }) => warnings.length > 0).length,
    reasons,
  }
}

/** Decides what is to be done with rows, in its turn: what changes customers comes after all that the file says before. */
const decideInTurn = async (
  tx: Tx,
  needs: CustomerImportsNeeds,
  options: CustomerImportOptions,
  rows: readonly NumberedRow[],
  turn: Turn,
): Promise<Decision[]> => {
  const decisions = await decide(tx, needs, rows, options)
  if (decisions.some((decision) => decision.do === 'update')) {
    return (await turn.alone()) ? decide(tx, needs, rows, options) : decisions
  }
  turn.share()
  return decisions
}

/** States in which a batch that was begun is still brought to its end. */
const underWay = new Set(['running', 'pausing', 'cancelling'])

/**
 * Deals with rows of an import in one transaction: customers, entries, figures, and what became of each row. Whatever
 * happens, a row is dealt with once: that it is done is part of the transaction.
 * @returns whether the import goes on
 */
export const importBatch = async (
  tx: Tx,
  needs: CustomerImportsNeeds,
  run: CustomerImportRun,
  rows: readonly NumberedRow[],
  turn: Turn,
): Promise<boolean> => {
  const decisions = await decideInTurn(tx, needs, run.options as CustomerImportOptions, rows, turn)
  const results = run.isTrial
    ? await foretoldAll(tx, needs, decisions)
    : await carryOut(tx, needs, decisions, { actor: run.createdBy, purpose })
  // Of a trial only what a person should look at is kept.
  await storeRows(
    tx,
    run.id,
    run.isTrial
      ? results.filter(({ outcome, warnings }) => outcome === 'skipped' || outcome === 'failed' || warnings.length > 0)
      : results,
  )
  // Last, so that batches side by side wait for one another as briefly as can be.
  const current = await lockRun(tx, run.id)
  const isNext = !run.isTrial || current.rowsDone === rows[0]!.row - 1
  if (!underWay.has(current.state) || current.phase !== 'writing' || !isNext) {
    throw new Error('another run of this import has gone on')
  }
  await changeRun(tx, run.id, {
    ...countRows(current, results),
    rows_done: current.rowsDone + rows.length,
    failures: 0,
  })
  return current.state === 'running'
}
