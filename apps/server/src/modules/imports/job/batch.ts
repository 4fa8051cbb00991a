import type { RowReason } from '@candor/api'
import type { Tx } from '../../../platform/db/index.ts'
import type { MerchantReader } from '../merchants.ts'
import type { ImportsNeeds, NewOrder } from '../needs.ts'
import { isRefusal, type RowReader } from '../row/row-reader.ts'
import { addReasons, lockRun, type ImportRun, type SettledOptions } from '../run.ts'
import {
  compareWithStored,
  draftOrders,
  type AssignedRow,
  type Draft,
  type DraftOrder,
  type ExistingOrders,
} from './documents.ts'

/** Why the data is used: orders are kept to fulfil the contract with the customer. */
const purpose = 'service-contract'

/** Documents per transaction. */
export const batchLength = 250

type StoredDocument = { readonly position: number; readonly document: string }
type Outcome = 'accepted' | 'unchanged' | 'conflict' | 'rejected'

type Decision = {
  readonly document: StoredDocument
  readonly rows: readonly AssignedRow[]
  readonly outcome: Outcome
  readonly reason: RowReason | null
  readonly orders: readonly NewOrder[]
}

/** What every batch of an import uses. */
export type BatchContext = {
  readonly needs: ImportsNeeds
  readonly options: SettledOptions
  readonly read: RowReader
  readonly merchantOf: MerchantReader
}

// The statements of a batch have no names: in a fresh database the tables grow faster than a kept plan notices.

const nextDocuments = async (tx: Tx, importId: string, after: number): Promise<StoredDocument[]> =>
  tx.rows<StoredDocument>({
    text: `select position, document from import_document
            where organisation_id = $1 and import_id = $2 and position > $3 order by position limit $4`,
    values: [tx.organisationId, importId, after, batchLength],
  })

const rowsOf = async (tx: Tx, importId: string, documents: readonly StoredDocument[]) =>
  tx.rows<{ document: string; line: string }>({
    text: `select document, array_to_string(values, E'\\x1f') as line from import_row
            where organisation_id = $1 and import_id = $2 and document = any($3::text[]) and outcome is null order by row`,
    values: [tx.organisationId, importId, documents.map(({ document }) => document)],
  })

const assign = ({ read, merchantOf }: BatchContext, values: readonly string[]): AssignedRow => {
  const row = read(values)
  const merchantId = isRefusal(row) ? undefined : merchantOf(row)
  // Both were found when the row was read, under the same options and rules.
  if (isRefusal(row) || merchantId === undefined) throw new Error('a row that was accepted cannot be read any more')
  return { ...row, merchantId }
}

/** Orders that exist under the numbers of a batch: by number, then by merchant. */
type Existing = ReadonlyMap<string, ExistingOrders>

const isTaken = ({ number, merchantId }: DraftOrder, existing: Existing, { options }: BatchContext): boolean => {
  const stored = existing.get(number)
  return options.merchant.by === 'productFamily' ? stored !== undefined : stored?.has(merchantId) === true
}

/**
 * Finds the customers of the drafts and creates those that do not exist, but not for a number that is taken: such an
 * order is unchanged or refused.
 * @returns id by reference, and how many are new
 */
const resolveCustomers = async (
  tx: Tx,
  context: BatchContext,
  run: ImportRun,
  drafts: readonly DraftOrder[],
  existing: Existing,
): Promise<{ ids: ReadonlyMap<string, string>; created: number }> => {
  const { needs } = context
  const references = [...new Set(drafts.map(({ customerReference }) => customerReference))]
  const ids = new Map(await needs.customerIdsByReference(tx, references))
  const fresh = drafts.filter((draft) => !ids.has(draft.customerReference) && !isTaken(draft, existing, context))
  const countries = new Map(fresh.toReversed().map(({ customerReference, country }) => [customerReference, country]))
  const missing = [...new Set(fresh.map(({ customerReference }) => customerReference))]
  if (missing.length === 0) return { ids, created: 0 }
  const profiles = missing.map((reference) => {
    const country = countries.get(reference)
    return { reference, profile: { name: reference, ...(country && { country }) } }
  })
  const created = await needs.createCustomers(tx, profiles, { actor: run.createdBy, purpose })
  for (const { id, reference } of created) if (reference !== null) ids.set(reference, id)
  // Somebody else may have created one of them while we waited for the reference.
  const late = missing.filter((reference) => !ids.has(reference))
  if (late.length > 0)
    for (const [reference, id] of await needs.customerIdsByReference(tx, late)) ids.set(reference, id)
  return { ids, created: created.length }
}

const existingByNumber = async (tx: Tx, { needs }: BatchContext, drafts: readonly DraftOrder[]): Promise<Existing> => {
  const numbers = [...new Set(drafts.map(({ number }) => number))]
  const byNumber = new Map<string, Map<string, Buffer>>()
  for (const { number, merchantId, contentHash } of await needs.ordersByNumber(tx, numbers)) {
    const merchants = byNumber.get(number) ?? new Map<string, Buffer>()
    byNumber.set(number, merchants.set(merchantId, contentHash))
  }
  return byNumber
}

type Drafted = { readonly document: StoredDocument; readonly rows: readonly AssignedRow[]; readonly draft: Draft }

/** Documents that come next, read and understood; nothing about them is decided yet. */
export type PreparedBatch = { readonly after: number; readonly drafted: readonly Drafted[] }

/**
 * Reads the documents that follow a position, and what their rows say. What is read does not change while the import
 * goes on, so it can be done while the batch before is stored.
 */
export const prepareBatch = async (
  tx: Tx,
  importId: string,
  after: number,
  context: BatchContext,
): Promise<PreparedBatch> => {
  const documents = await nextDocuments(tx, importId, after)
  if (documents.length === 0) return { after, drafted: [] }
  const rows = Map.groupBy(await rowsOf(tx, importId, documents), ({ document }) => document)
  const drafted = documents.map((document): Drafted => {
    const assigned = (rows.get(document.document) ?? []).map(({ line }) => assign(context, line.split('\u001f')))
    return { document, rows: assigned, draft: draftOrders(assigned, context.options.currency) }
  })
  return { after, drafted }
}

const decide = (
  { document, rows, draft }: Drafted,
  ids: ReadonlyMap<string, string>,
  existing: Existing,
  run: ImportRun,
  { needs, options }: BatchContext,
): Decision => {
  if (draft.orders === undefined) {
    const outcome = draft.reason === 'CUSTOMER_DIFFERS' ? 'conflict' : 'rejected'
    return { document, rows, outcome, reason: draft.reason, orders: [] }
  }
  const orders = draft.orders.map(({ customerReference, ...order }): NewOrder => ({
    ...order,
    // Without a customer only an order that is taken can be left, and its hash tells that it differs.
    customerId: ids.get(customerReference) ?? '',
    importId: run.id,
  }))
  const stored = existing.get(orders[0]?.number ?? '') ?? new Map<string, Buffer>()
  const found = compareWithStored(orders, stored, needs.contentHash, options.merchant)
  if (found === 'new') return { document, rows, outcome: 'accepted', reason: null, orders }
  if (found === 'unchanged') return { document, rows, outcome: 'unchanged', reason: null, orders: [] }
  return { document, rows, outcome: 'conflict', reason: 'ORDER_DIFFERS', orders: [] }
}

const markRows = async (tx: Tx, run: ImportRun, decisions: readonly Decision[]): Promise<void> => {
  const marked = decisions.filter(({ outcome }) => outcome !== 'accepted')
  if (marked.length === 0) return
  await tx.rows({
    text: `update import_row r set outcome = m.outcome, reason = m.reason
             from unnest($3::text[], $4::text[], $5::text[]) as m (document, outcome, reason)
            where r.organisation_id = $1 and r.import_id = $2 and r.document = m.document and r.outcome is null`,
    values: [
      tx.organisationId,
      run.id,
      marked.map(({ document }) => document.document),
      marked.map(({ outcome }) => outcome),
      marked.map(({ reason }) => reason),
    ],
  })
}

const markDocuments = async (tx: Tx, run: ImportRun, decisions: readonly Decision[]): Promise<void> => {
  await tx.rows({
    text: `update import_document d set outcome = m.outcome
             from unnest($3::int4[], $4::text[]) as m (position, outcome)
            where d.organisation_id = $1 and d.import_id = $2 and d.position = m.position`,
    values: [
      tx.organisationId,
      run.id,
      decisions.map(({ document }) => document.position),
      decisions.map(({ outcome }) => outcome),
    ],
  })
}

const updateRun = `
  update import_run
     set documents_done = documents_done + $3, rows_accepted = rows_accepted + $4, rows_unchanged = rows_unchanged + $5,
         rows_rejected = rows_rejected + $6, reasons = $7, orders_created = orders_created + $8,
         customers_created = customers_created + $9, accepted_total = accepted_total + $10::int8,
         purchases_created = purchases_created + $11, failures = 0
   where organisation_id = $1 and id = $2`

/**
 * Deals with the next documents of an import in one transaction: customers, orders, entries, figures, and what became of
 * each row. Whatever happens, a document is dealt with once: the place to go on from is part of the transaction.
 * @param prepared what is thought to come next; read again if the import is elsewhere
 * @returns whether there may be more
 */
export const importBatch = async (
  tx: Tx,
  importId: string,
  prepared: PreparedBatch,
  context: BatchContext,
): Promise<boolean> => {
  const { needs } = context
  const run = await lockRun(tx, importId)
  if (run.state !== 'running' || run.phase !== 'orders') return false
  const { drafted } =
    prepared.after === run.documentsDone ? prepared : await prepareBatch(tx, importId, run.documentsDone, context)
  if (drafted.length === 0) return false
  const drafts = drafted.flatMap(({ draft }) => draft.orders ?? [])
  await needs.lockMerchants(
    tx,
    drafts.map(({ merchantId }) => merchantId),
  )
  const existing = await existingByNumber(tx, context, drafts)
  const { ids, created } = await resolveCustomers(tx, context, run, drafts, existing)
  const decisions = drafted.map((each) => decide(each, ids, existing, run, context))
  const placed = await needs.placeOrders(
    tx,
    decisions.flatMap(({ orders }) => orders),
    { actor: run.createdBy, purpose },
  )
  const reasons = new Map<RowReason, number>()
  for (const { reason, rows } of decisions)
    if (reason !== null) reasons.set(reason, (reasons.get(reason) ?? 0) + rows.length)
  const rowsWith = (...outcomes: Outcome[]): number =>
    decisions.reduce((sum, { outcome, rows }) => sum + (outcomes.includes(outcome) ? rows.length : 0), 0)
  await Promise.all([
    markRows(tx, run, decisions),
    markDocuments(tx, run, decisions),
    tx.rows({
      name: 'import-run-batch',
      text: updateRun,
      values: [
        tx.organisationId,
        run.id,
        drafted.length,
        rowsWith('accepted'),
        rowsWith('unchanged'),
        rowsWith('conflict', 'rejected'),
        JSON.stringify(addReasons(run.reasons, reasons)),
        placed.length,
        created,
        placed.reduce((sum, { total }) => sum + BigInt(total), 0n).toString(),
        placed.filter(({ purchaseNumber }) => purchaseNumber !== null).length,
      ],
    }),
  ])
  return true
}
