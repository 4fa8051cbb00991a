import {
  byWeight,
  evaluateGroups,
  evaluateLinks,
  explain,
  levelCount,
  levelNames,
  perhapsPairs,
  samePairs,
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
  /** How right it was; null where no truth is known, or nothing was found or to be found. */
  readonly precision: number | null
  readonly recall: number | null
  readonly f1: number | null
  /** The counts behind it. */
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
export const pairsFrom = (result: MatchResult): FoundPair[] =>
  [...samePairs(result), ...perhapsPairs(result)].sort(byWeight)

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

/** Groups of several records, and the pairs within them. */
const groupsIn = (groups: NonNullable<MatchResult['decision']['groups']>): { count: number; pairs: number } => {
  let [count, pairs] = [0, 0]
  for (let record = 0; record < groups.records; record += 1) {
    const size = groups.size(record)
    if (groups.of(record) !== record || size === 1) continue
    count += 1
    pairs += (size * (size - 1)) / 2
  }
  return { count, pairs }
}

const countOf = (pairs: Iterable<unknown>): number => {
  let count = 0
  for (const _ of pairs) count += 1
  return count
}

/**
 * Puts the report together.
 * @param found all pairs, where they are to be listed or were written
 * @param out the file that all pairs were written to; then none is listed
 */
export const reportOf = (
  result: MatchResult,
  input: Input,
  found: readonly FoundPair[],
  seconds: number,
  out: string | null,
): Report => {
  const { decision, knowledge } = result
  const shown = out === null ? found.slice(0, mostListed) : []
  const groups = decision.groups === undefined ? undefined : groupsIn(decision.groups)
  const evaluation = truthOf(result, input)
  return {
    files: input.files,
    records: input.table.size,
    columns: columnsOf(result),
    unpairedColumns: input.unpaired,
    pairsPossible: result.possible,
    pairsCompared: result.compared,
    pairsFound: groups?.pairs ?? decision.links.length,
    pairsPerhaps: countOf(perhapsPairs(result)),
    groups: groups?.count ?? null,
    threshold: decision.threshold,
    thresholdBits: rounded(Math.log2(decision.threshold / (1 - decision.threshold)) - knowledge.priorBits, 2),
    precision: evaluation?.precision ?? null,
    recall: evaluation?.recall ?? null,
    f1: evaluation?.f1 ?? null,
    truth: evaluation,
    seconds: rounded(seconds, 3),
    pairs: shown.map((pair) => listed(result, input.ids, pair)),
    pairsLeftOut: out === null ? found.length - shown.length : 0,
    out,
  }
}
