import { z } from 'zod'
import { csvLine, csvMark } from '@candor/tabular'
import type { ImportField, RowOutcome, RowReason } from '@candor/api'
import type { Database, Tx } from '../../platform/db/index.ts'
import type { Language } from '../../platform/errors.ts'
import { decodeCursor, pageOf } from '../../platform/http/page.ts'
import { explain, explainUnchanged } from './messages.ts'
import { keptColumns, readerOf } from './options.ts'
import { isRefusal } from './row/row-reader.ts'
import type { ImportRun } from './run.ts'

/** A row with what became of it. */
export type ReportRow = {
  readonly row: number
  readonly outcome: RowOutcome
  readonly reason: RowReason | null
  readonly message: string | null
  readonly values: string[]
}

type StoredRow = Omit<ReportRow, 'message'>

const columns = 'r.row, r.reason, r.values'

/** The outcome of a row of its own, or else that of its document. */
const outcome = `coalesce(r.outcome, d.outcome, 'pending') as outcome`
const documents = `left join import_document d on d.organisation_id = r.organisation_id and d.import_id = r.import_id
  and d.document = r.document`

/** Makes the function that says in words what became of a row. */
const explainer = (run: ImportRun, language: Language) => {
  const names = keptColumns(run)
  const read = run.options === null ? undefined : readerOf(names, run.options)
  return ({ outcome, reason, values, row }: StoredRow): ReportRow => {
    const common = { row, outcome, reason, values }
    if (outcome === 'unchanged') return { ...common, message: explainUnchanged(language) }
    if (reason === null) return { ...common, message: null }
    const again = read?.(values)
    const field: ImportField | null = again !== undefined && isRefusal(again) ? again.field : null
    const column = field === null ? -1 : names.indexOf(run.options?.mapping[field] ?? '')
    return { ...common, message: explain(reason, field, values[column] ?? '', language) }
  }
}

export type RowsQuery = {
  readonly cursor?: string | undefined
  readonly limit: number
  readonly reason?: RowReason | undefined
  readonly outcome?: RowOutcome | undefined
}

const conditionOf = ({ reason, outcome }: RowsQuery): { text: string; values: unknown[] } => {
  if (outcome === 'accepted') return { text: `r.outcome is null and d.outcome = 'accepted'`, values: [] }
  if (outcome === 'pending') return { text: 'r.outcome is null and d.outcome is null', values: [] }
  const conditions = ['r.outcome is not null']
  const values: unknown[] = []
  if (reason !== undefined) conditions.push(`r.reason = $${values.push(reason) + 4}`)
  if (outcome !== undefined) conditions.push(`r.outcome = $${values.push(outcome) + 4}`)
  return { text: conditions.join(' and '), values }
}

/**
 * Rows that were not simply accepted (or those with the outcome asked for), in the order of the file.
 * @throws HTTP_CURSOR_INVALID
 */
export const reportedRows = async (tx: Tx, run: ImportRun, query: RowsQuery, language: Language) => {
  const after = decodeCursor(z.tuple([z.number().int().min(0).max(2_147_483_647)]), query.cursor)?.[0] ?? 0
  const { text, values } = conditionOf(query)
  const rows = await tx.rows<StoredRow>({
    text: `select ${columns}, ${outcome} from import_row r ${documents}
            where r.organisation_id = $1 and r.import_id = $2 and r.row > $3 and ${text} order by r.row limit $4`,
    values: [tx.organisationId, run.id, after, query.limit + 1, ...values],
  })
  return pageOf(rows, query.limit, ({ row }) => [row], explainer(run, language))
}

const stretch = 5000

/**
 * The whole report as CSV (RFC 4180, UTF-8 with a mark, so that spreadsheet programs read it right): every row of the
 * file with outcome, reason and explanation. Read piece by piece, so its length does not matter.
 */
export async function* reportCsv(
  db: Database,
  organisationId: string,
  run: ImportRun,
  language: Language,
): AsyncGenerator<string> {
  const toReport = explainer(run, language)
  yield `${csvMark}${csvLine(['row', 'outcome', 'reason', 'message', ...keptColumns(run)])}`
  for (let after = 0; ;) {
    const from = after
    const rows = await db.inOrganisation(organisationId, async (tx) =>
      tx.rows<StoredRow>({
        name: 'import-report',
        text: `select ${columns}, ${outcome} from import_row r ${documents}
                where r.organisation_id = $1 and r.import_id = $2 and r.row > $3 and r.row <= $3::int4 + $4::int4
                order by r.row`,
        values: [organisationId, run.id, from, stretch],
      }),
    )
    if (rows.length === 0) return
    yield rows
      .map(toReport)
      .map(({ row, outcome, reason, message, values }) =>
        csvLine([String(row), outcome, reason ?? '', message ?? '', ...values]),
      )
      .join('')
    after += stretch
  }
}
