import { CliError, usageError } from '../errors.ts'
import { columnPlace, type RecordFile } from './file.ts'

/** How it is known who is truly the same. */
export type TruthRule =
  | { readonly kind: 'column'; readonly places: readonly number[] }
  | { readonly kind: 'pattern'; readonly pattern: RegExp }

/**
 * Understands a rule: the name of a column, or else a regular expression with a group, for the id.
 * A column that only one of two files has names the record of the other one by its id; its place is then -1 there.
 * @throws USAGE when it is neither
 */
export const truthRule = (rule: string, files: readonly RecordFile[]): TruthRule => {
  const places = files.map((file) => columnPlace(file, rule))
  if (places.some((place) => place >= 0)) return { kind: 'column', places }
  const remedy = String.raw`Give a column that says who is the same, or a regular expression over the id, such as "rec-(\d+)-".`
  let pattern: RegExp
  try {
    pattern = new RegExp(rule)
  } catch (error) {
    throw usageError(`--truth "${rule}" is no column, and no regular expression: ${(error as Error).message}.`, remedy)
  }
  // An alternative that always matches shows how many groups there are.
  const groups = (new RegExp(`${rule}|`).exec('')?.length ?? 1) - 1
  if (groups < 1)
    throw usageError(`--truth "${rule}" is no column, and as a regular expression it has no group.`, remedy)
  return { kind: 'pattern', pattern }
}

/**
 * Who a record truly is; nothing when the rule does not say.
 * @param at which file
 */
export const truthOf = (rule: TruthRule, at: number, cells: readonly string[], id: string): string | undefined => {
  if (rule.kind === 'pattern') return rule.pattern.exec(id)?.[1]
  const place = rule.places[at]!
  const value = (place < 0 ? id : (cells[place] ?? '')).trim()
  return value === '' ? undefined : value
}

/** Makes sure that the rule said something. @throws MATCH_NO_TRUTH */
export const requireTruth = (truth: readonly (string | undefined)[], rule: string): void => {
  if (truth.some((value) => value !== undefined)) return
  throw new CliError(
    'MATCH_NO_TRUTH',
    `--truth "${rule}" says nothing about any record.`,
    'Look at the ids in the file: the expression must match them, and its first group must be what the same records share.',
    2,
  )
}
