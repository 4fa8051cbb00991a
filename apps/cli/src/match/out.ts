import type { FoundPair, MatchResult } from '@candor/matching'
import { writeWhole } from '../tables/write.ts'
import { listed } from './report.ts'

const cell = (value: string | number): string => {
  const text = String(value)
  // A spreadsheet would run what begins like a formula.
  const safe = /^[=+\-@\t\r]/.test(text) && !/^[-+]?\d+(?:\.\d+)?$/.test(text) ? `'${text}` : text
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}

function* lines(result: MatchResult, ids: readonly string[], found: readonly FoundPair[]): Generator<string> {
  yield 'first,second,decision,probability,weight,explanation\n'
  for (const pair of found) {
    const {
      ids: [first, second],
      decision,
      probability,
      weight,
      explanation,
    } = listed(result, ids, pair)
    yield `${[first, second, decision, probability, weight, explanation].map(cell).join(',')}\n`
  }
}

/**
 * Writes all pairs as CSV. The file is there whole or not at all, also when the command is ended meanwhile.
 * @returns the path as it was given
 */
export const writePairs = async (
  path: string,
  cwd: string,
  result: MatchResult,
  ids: readonly string[],
  found: readonly FoundPair[],
): Promise<string> => {
  await writeWhole(path, cwd, lines(result, ids, found), 'MATCH_CANNOT_WRITE')
  return path
}
