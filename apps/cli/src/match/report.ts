import {
  byWeight,
  evaluateGroups,
  evaluateLinks,
  explain,
  foundPairs,
  levelCount,
  levelNames,
  type ColumnType,
  type Evaluation,
  type FoundPair,
  type LevelName,
  type MatchResult,
} from '@candor/matching'
import type { Input } from './read.ts'
import { explanation, type ListedPair } from './words.ts'

/** What a level of likeness means in a column: how often among the same, how often by chance, and what it weighs. */
type LevelReport = { readonly m: number; readonly u: number; readonly bits: number }

/** What `--json` prints. Shares and probabilities between 0 and 1, weights in bits. */
export type Report = {
  readonly files: Input['files']
  readonly records: number
  readonly columns: readonly {
    readonly name: string
    readonly type: ColumnType
    readonly levels: Readonly<Record<LevelName, LevelReport>> | null
  }[]
  readonly unpairedColumns: readonly string[]
  readonly pairsPossible: number
  readonly pairsCompared: number
  readonly pairsFound: number
  readonly pairsPerhaps: number
  /** Groups of records that are the same; null when two files are linked. */
  readonly groups: number | null
  readonly threshold: number
  readonly thresholdBits: number
  readonly truth: Evaluation | null
  readonly seconds: number
  readonly pairs: readonly ListedPair[]
  readonly pairsLeftOut: number
  readonly out: string | null
}

/** Pairs that are listed; a file takes them all. */
const mostListed = 100

const rounded = (value: number, digits: number): number => Number(value.toFixed(digits))

const columnsOf = ({ uses, comparison, knowledge: { model } }: MatchResult): Report['columns'] =>
  uses.map(({ name, type, isUsed }) => {
    const column = comparison.columns.findIndex((candidate) => candidate.name === name)
    if (!isUsed || column < 0) return { name, type, levels: null }
    const levelReport = (level: number): LevelReport => {
      const at = column * levelCount + level
      return {
        m: Number(model.m[at]!.toPrecision(4)),
        u: Number(model.u[at]!.toPrecision(4)),
        bits: rounded(model.weights[at]!, 2),
      }
    }
    const levels = Object.fromEntries(levelNames.map((level, at) => [level, levelReport(at)])) as Record<
      LevelName,
      LevelReport
    >
    return { name, type, levels }
  })

/** All pairs found and those worth a look, the strongest first. */
export const pairsFrom = (result: MatchResult): FoundPair[] => Array.from(foundPairs(result)).sort(byWeight)

/** A pair with its ids and its explanation. */
export const listed = (result: MatchResult, ids: readonly string[], pair: FoundPair): ListedPair => {
  const evidence = explain(result, pair.first, pair.second).map(({ column, level, bits, rarity }) => ({
    column,
    level,
    bits: rounded(bits, 2),
    rarity: rounded(rarity, 2),
  }))
  return {
    ids: [ids[pair.first]!, ids[pair.second]!],
    weight: rounded(pair.weight, 3),
    probability: rounded(pair.probability, 6),
    decision: pair.decision,
    explanation: explanation(evidence),
    evidence,
  }
}

const truthOf = (result: MatchResult, { truth, table }: Input): Evaluation | null => {
  if (truth === undefined) return null
  const { groups, links, pairs } = result.decision
  if (groups !== undefined) return evaluateGroups(groups, truth)
  return evaluateLinks(
    table,
    Array.from(links, (at) => [pairs.first[at]!, pairs.second[at]!] as const),
    truth,
  )
}

const groupsIn = ({ decision: { groups } }: MatchResult): number | null => {
  if (groups === undefined) return null
  let count = 0
  for (let record = 0; record < groups.records; record += 1) {
    if (groups.of(record) === record && groups.size(record) > 1) count += 1
  }
  return count
}

/**
 * Puts the report together.
 * @param out the file that all pairs were written to; then none is listed. With a truth none is listed either.
 */
export const reportOf = (
  result: MatchResult,
  input: Input,
  found: readonly FoundPair[],
  seconds: number,
  out: string | null,
): Report => {
  const { decision, knowledge } = result
  const lists = out === null && input.truth === undefined
  const shown = lists ? found.slice(0, mostListed) : []
  const same = found.reduce((count, { decision: is }) => count + (is === 'same' ? 1 : 0), 0)
  return {
    files: input.files,
    records: input.table.size,
    columns: columnsOf(result),
    unpairedColumns: input.unpaired,
    pairsPossible: result.possible,
    pairsCompared: result.compared,
    pairsFound: same,
    pairsPerhaps: found.length - same,
    groups: groupsIn(result),
    threshold: decision.threshold,
    thresholdBits: rounded(Math.log2(decision.threshold / (1 - decision.threshold)) - knowledge.priorBits, 2),
    truth: truthOf(result, input),
    seconds: rounded(seconds, 3),
    pairs: shown.map((pair) => listed(result, input.ids, pair)),
    pairsLeftOut: lists ? found.length - shown.length : 0,
    out,
  }
}
