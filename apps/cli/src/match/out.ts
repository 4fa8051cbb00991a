import { createWriteStream } from 'node:fs'
import { rename, rm } from 'node:fs/promises'
import { resolve } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type { FoundPair, MatchResult } from '@candor/matching'
import { failure } from '../errors.ts'
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
  const target = resolve(cwd, path)
  const unfinished = `${target}.${process.pid}.part`
  try {
    await pipeline(Readable.from(lines(result, ids, found)), createWriteStream(unfinished, { mode: 0o600 }))
    await rename(unfinished, target)
  } catch (error) {
    await rm(unfinished, { force: true })
    throw failure(
      'MATCH_CANNOT_WRITE',
      `${path} cannot be written: ${(error as Error).message}.`,
      'Give another file with --out.',
      error,
    )
  }
  return path
}
