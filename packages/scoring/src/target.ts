import { ScoringError } from './errors.ts'
import { isMissing } from './table/cell.ts'

/** What a column of outcomes says. */
export type Target = {
  /** The value that stands for converted, and the other one. */
  readonly positive: string
  readonly negative: string
  /** The rows that have an outcome, and the outcome of each: 1 converted, 0 not. */
  readonly rows: Int32Array
  readonly outcomes: Uint8Array
}

const yes =
  /^(?:1|1\.0|yes|y|true|t|won|converted|success|closed won|purchased|bought|是|成交|已成交|转化|已转化|购买|赢单|成功)$/i
/** Converted rows, and others, without which nothing can be learnt. */
const least = 10

/**
 * Reads a column of outcomes: two values, of which one means converted.
 * @param wanted the value that means it, where somebody says so; otherwise yes, 1, true …, or else the rarer one
 * @throws SCORING_TARGET_NOT_TWO, SCORING_TOO_FEW_CONVERTED
 */
export const readTarget = (name: string, cells: readonly string[], wanted: string | undefined): Target => {
  const counts = new Map<string, number>()
  for (const cell of cells) {
    const value = cell.trim()
    if (!isMissing(value)) counts.set(value, (counts.get(value) ?? 0) + 1)
  }
  const values = Array.from(counts).toSorted((a, b) => a[1] - b[1] || (a[0] < b[0] ? -1 : 1))
  const shown = values
    .toReversed()
    .slice(0, 8)
    .map(([value, count]) => `"${value.slice(0, 40)}" (${count})`)
    .join(', ')
  const isChosen = wanted !== undefined && counts.has(wanted.trim())
  if ((wanted !== undefined && !isChosen) || values.length < 2 || (values.length > 2 && !isChosen)) {
    throw new ScoringError(
      'SCORING_TARGET_NOT_TWO',
      `The column "${name}" must say of each row whether it converted; it has ${values.length === 0 ? 'no values' : `these values: ${shown}${values.length > 8 ? ', …' : ''}`}.`,
      'Name a column with two values, or say by --positive which value means converted; all others then mean that it did not.',
    )
  }
  const positive = isChosen ? wanted.trim() : (values.find(([value]) => yes.test(value)) ?? values[0]!)[0]
  const rows = Int32Array.from(cells.keys()).filter((row) => !isMissing(cells[row]!))
  const outcomes = Uint8Array.from(rows, (row) => (cells[row]!.trim() === positive ? 1 : 0))
  const converted = outcomes.reduce((sum, one) => sum + one, 0)
  if (converted < least || rows.length - converted < least) {
    throw new ScoringError(
      'SCORING_TOO_FEW_CONVERTED',
      `Of ${rows.length} rows with an outcome ${converted} converted ("${name}" is "${positive}"); at least ${least} must have and ${least} must not.`,
      'Give more rows, or look whether --positive is right.',
    )
  }
  const negative = values.length === 2 ? values.find(([value]) => value !== positive)![0] : `not ${positive}`
  return { positive, negative, rows, outcomes }
}
