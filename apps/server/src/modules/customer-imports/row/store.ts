import type { CustomerProfile, CustomerRowOutcome, CustomerRowReason, CustomerRowWarning } from '@candor/api'
import { subjectKeys, type SubjectKey } from '../../../platform/crypto/index.ts'
import { bytesArray, plainArray, textArray, type Tx } from '../../../platform/db/index.ts'
import type { OwnChanges } from '../needs.ts'

/** What became of a row, ready to be kept. */
export type RowResult = {
  readonly row: number
  readonly outcome: CustomerRowOutcome
  readonly reason: CustomerRowReason | null
  readonly column: string | null
  readonly warnings: readonly CustomerRowWarning[]
  readonly cells: readonly string[]
  readonly customerId: string | null
  readonly version: number | null
  /** What the customer must be like after the row, as a hash. */
  readonly fingerprint: string | null
  /** The profile before the row changed it. */
  readonly before: CustomerProfile | null
  /** What the row changed of fields of the company’s own. */
  readonly own?: OwnChanges
}

/** What stands encrypted in a row. */
type Sealed = {
  readonly cells: readonly string[]
  readonly fingerprint: string | null
  readonly own?: OwnChanges
}

/** Where cells and earlier profile of a row are stored. */
export const rowPlace = (importId: string, row: number, column: 'cells' | 'before') => ({
  table: 'customer_import_row',
  column,
  id: `${importId}/${row}`,
})

const insertRows = `
  insert into customer_import_row
    (organisation_id, import_id, row, outcome, reason, column_name, warnings, customer_id, version, cells, before)
  select $1::uuid, $2::uuid, row, outcome, reason, column_name, warnings::jsonb, customer_id, version, cells, before
    from unnest($3::int4[], $4::text[], $5::text[], $6::text[], $7::text[], $8::uuid[], $9::int4[], $10::bytea[], $11::bytea[])
      as r (row, outcome, reason, column_name, warnings, customer_id, version, cells, before)`

/** Keeps what became of rows. Cells of a customer's row are under the customer's key, so that erasing one erases both. */
export const storeRows = async (tx: Tx, importId: string, rows: readonly RowResult[]): Promise<void> => {
  if (rows.length === 0) return
  const ids = new Set(rows.map(({ customerId }) => customerId ?? tx.organisationId))
  const keys = await subjectKeys(tx, ids)
  const keyOf = ({ customerId }: RowResult): SubjectKey => keys.get(customerId ?? tx.organisationId)!
  await tx.rows({
    name: 'customer-import-rows',
    text: insertRows,
    values: [
      tx.organisationId,
      importId,
      plainArray(rows.map(({ row }) => row)),
      plainArray(rows.map(({ outcome }) => outcome)),
      plainArray(rows.map(({ reason }) => reason)),
      textArray(rows.map(({ column }) => column)),
      textArray(rows.map(({ warnings }) => (warnings.length === 0 ? null : JSON.stringify(warnings)))),
      plainArray(rows.map(({ customerId }) => customerId)),
      plainArray(rows.map(({ version }) => version)),
      bytesArray(
        rows.map((each) =>
          keyOf(each).encrypt(
            rowPlace(importId, each.row, 'cells'),
            JSON.stringify({
              cells: each.cells,
              fingerprint: each.fingerprint,
              ...(each.own && { own: each.own }),
            } satisfies Sealed),
          ),
        ),
      ),
      bytesArray(
        rows.map((each) =>
          each.before === null
            ? null
            : keyOf(each).encrypt(rowPlace(importId, each.row, 'before'), JSON.stringify(each.before)),
        ),
      ),
    ],
  })
}

/** A row as it is stored, still closed. */
type Stored = {
  readonly row: number
  readonly outcome: CustomerRowOutcome
  readonly reason: CustomerRowReason | null
  readonly column: string | null
  readonly warnings: CustomerRowWarning[] | null
  readonly customerId: string | null
  readonly version: number | null
  readonly cells: Buffer
  readonly before: Buffer | null
  readonly undone: 'removed' | 'restored' | 'kept' | null
  readonly isErased: boolean
}

/** A row of an import, opened. */
export type OpenedRow = Omit<RowResult, 'before'> & {
  readonly before: CustomerProfile | null
  readonly undone: Stored['undone']
}

const opened = (importId: string, stored: Stored, key: SubjectKey | undefined): OpenedRow => {
  const { cells, before, isErased, warnings, ...row } = stored
  if (isErased || key === undefined) return { ...row, warnings: [], cells: [], fingerprint: null, before: null }
  const open = (column: 'cells' | 'before', sealed: Buffer): unknown =>
    JSON.parse(key.decrypt(rowPlace(importId, row.row, column), sealed).toString())
  return {
    ...row,
    ...(open('cells', cells) as Sealed),
    warnings: warnings ?? [],
    before: before === null ? null : (open('before', before) as CustomerProfile),
  }
}

const columns = `r.row, r.outcome, r.reason, r.column_name as "column", r.warnings, r.customer_id as "customerId", r.version,
  r.cells, r.before, r.undone, (r.customer_id is not null and k.wrapped is null) as "isErased"`

/**
 * Rows of an import in their order, opened. Of a customer who was erased nothing is left but that there was a row.
 * @param where further conditions, with values from $4 on
 */
export const openRows = async (
  tx: Tx,
  importId: string,
  limit: number,
  where: string,
  values: readonly unknown[],
): Promise<OpenedRow[]> => {
  const rows = await tx.rows<Stored>({
    text: `select ${columns} from customer_import_row r
             left join subject_key k on k.organisation_id = $1 and k.subject_id = r.customer_id
            where r.organisation_id = $1 and r.import_id = $2 and ${where} order by r.row limit $3`,
    values: [tx.organisationId, importId, limit, ...values],
  })
  const keys = await subjectKeys(
    tx,
    new Set(rows.filter(({ isErased }) => !isErased).map(({ customerId }) => customerId ?? tx.organisationId)),
  )
  return rows.map((row) => opened(importId, row, keys.get(row.customerId ?? tx.organisationId)))
}
