import type { Example } from '@candor/classifier'
import { CliError, exitCodes, usageError } from '../errors.ts'
import type { Progress } from '../io.ts'
import { tableRemedy } from '../tables/accepted.ts'
import { columnsSentence, openTable, requiredColumn, rowsIn, type TableFile } from '../tables/file.ts'
import type { ReadOptions } from './options.ts'

/** Why a row was not used. */
export const skipReasons = ['emptyText', 'emptyLabel', 'unknownLabel'] as const
export type SkipReason = (typeof skipReasons)[number]
export type Skipped = Readonly<Record<SkipReason, number>>

/** A row of a file; one that is skipped has no say. */
export type LabelledRow = Example & { readonly skipped: SkipReason | undefined }

/** A file of texts and labels. */
export type LabelledFile = {
  readonly name: string
  readonly encoding: string
  readonly rows: readonly LabelledRow[]
}

/** Longest label that is kept; what is longer is no label. */
const longestLabel = 300

const named = (file: TableFile, name: string | undefined, option: '--text' | '--label'): number => {
  if (name !== undefined) return requiredColumn(file, name, option, 'CLASSIFY_NO_COLUMN')
  throw usageError(
    `${option} is not given: which column of ${file.name} holds the ${option.slice(2)}s?`,
    columnsSentence(file),
  )
}

const reasonFor = (text: string, label: string): SkipReason | undefined => {
  if (text.trim() === '') return 'emptyText'
  return label === '' ? 'emptyLabel' : undefined
}

/** Reads a file of texts and labels. @throws CLASSIFY_NO_COLUMN, USAGE, CLASSIFY_NO_ROWS, and what an import refuses */
export const readLabelled = async (
  path: string,
  cwd: string,
  { text, label, encoding }: Pick<ReadOptions, 'text' | 'label' | 'encoding'>,
  progress: Progress,
): Promise<LabelledFile> => {
  const file = await openTable(path, cwd, { formats: ['delimited', 'xlsx', 'json'], remedy: tableRemedy, encoding })
  const [textAt, labelAt] = [named(file, text, '--text'), named(file, label, '--label')]
  const rows: LabelledRow[] = []
  for await (const cells of rowsIn(file)) {
    const own = { text: cells[textAt] ?? '', label: (cells[labelAt] ?? '').trim().slice(0, longestLabel) }
    rows.push({ ...own, skipped: reasonFor(own.text, own.label) })
    if (rows.length % 1000 === 0) progress.show(`reading ${file.name}: ${rows.length} rows`)
  }
  if (!rows.some(({ skipped }) => skipped === undefined)) {
    throw new CliError(
      'CLASSIFY_NO_ROWS',
      `${file.name} has no row with both a text and a label (${rows.length} rows looked at).`,
      columnsSentence(file),
      exitCodes.finding,
    )
  }
  return { name: file.name, encoding: file.layout.encoding, rows }
}

/** Marks rows whose label is none of these: nobody can have learnt it. */
export const withoutUnknown = (file: LabelledFile, known: readonly string[]): LabelledFile => {
  const labels = new Set(known)
  return {
    ...file,
    rows: file.rows.map((row) =>
      row.skipped === undefined && !labels.has(row.label) ? { ...row, skipped: 'unknownLabel' } : row,
    ),
  }
}

/** The rows that count. */
export const usedRows = ({ rows }: LabelledFile): LabelledRow[] => rows.filter(({ skipped }) => skipped === undefined)

/** How many rows were skipped, by reason. */
export const skippedIn = ({ rows }: LabelledFile): Skipped => {
  const counts = { emptyText: 0, emptyLabel: 0, unknownLabel: 0 }
  for (const { skipped } of rows) if (skipped !== undefined) counts[skipped] += 1
  return counts
}
