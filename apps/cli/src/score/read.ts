import { readTarget, type RawColumn, type Target } from '@candor/scoring'
import { usageError } from '../errors.ts'
import type { Progress } from '../io.ts'
import { tableRemedy } from '../tables/accepted.ts'
import { columnsSentence, openTable, requiredColumn, rowsIn } from '../tables/file.ts'
import type { ReadOptions } from './options.ts'

/** Leads whose outcome is known. */
export type Leads = {
  readonly name: string
  readonly encoding: string
  /** Rows of the file, and those of them that have no outcome. */
  readonly rows: number
  readonly withoutOutcome: number
  readonly target: Target & { readonly column: string }
  /** All columns but the target and those left out, for the rows that have an outcome. */
  readonly columns: readonly RawColumn[]
  readonly leftOut: readonly string[]
}

/** Reads a file of leads. @throws USAGE, SCORE_NO_COLUMN, what an import refuses, and what the outcome is refused for */
export const readLeads = async (options: ReadOptions, cwd: string, progress: Progress): Promise<Leads> => {
  const file = await openTable(options.file, cwd, {
    formats: ['delimited', 'xlsx', 'json'],
    remedy: tableRemedy,
    encoding: options.encoding,
  })
  const { columns } = file.layout
  if (options.target === undefined) {
    throw usageError(`--target is not given: which column of ${file.name} says who converted?`, columnsSentence(file))
  }
  const targetAt = requiredColumn(file, options.target, '--target', 'SCORE_NO_COLUMN')
  const leftOut = new Set(options.without.map((name) => requiredColumn(file, name, '--without', 'SCORE_NO_COLUMN')))
  const cells: string[][] = columns.map(() => [])
  let rows = 0
  for await (const row of rowsIn(file)) {
    for (const [at, own] of cells.entries()) own.push(row[at] ?? '')
    rows += 1
    if (rows % 1000 === 0) progress.show(`reading ${file.name}: ${rows} rows`)
  }
  const target = readTarget(columns[targetAt]!, cells[targetAt]!, options.positive)
  return {
    name: file.name,
    encoding: file.layout.encoding,
    rows,
    withoutOutcome: rows - target.rows.length,
    target: { ...target, column: columns[targetAt]! },
    columns: columns.flatMap((name, at) =>
      at === targetAt || leftOut.has(at) ? [] : [{ name, cells: Array.from(target.rows, (row) => cells[at]![row]!) }],
    ),
    leftOut: Array.from(leftOut, (at) => columns[at]!),
  }
}
