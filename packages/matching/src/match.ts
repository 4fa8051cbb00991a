import type { DateOrder } from '@candor/contact/date/order'
import type { Blocks } from './blocking/blocks.ts'
import { Candidates } from './blocking/candidates.ts'
import { comparisonBudget, planBlocks } from './blocking/plan.ts'
import type { ColumnType } from './column/type.ts'
import { decide, type Decision } from './decide/decide.ts'
import type { Linking } from './decide/link.ts'
import { MatchingError } from './errors.ts'
import { learnModel, type Knowledge } from './model/knowledge.ts'
import { Comparison, highOf, lowOf } from './pairs/comparison.ts'
import { PairList } from './pairs/pair-list.ts'
import { Weigher } from './pairs/weigh.ts'
import { pauseWith, type Pause, type Stage } from './pause.ts'
import { prepareColumns, type ColumnUse } from './prepare.ts'
import type { Table } from './table/table.ts'

/** How to match. Nothing needs to be given. */
export type MatchOptions = {
  /** What columns hold, by name, where the guess is not wanted. */
  readonly types?: ReadonlyMap<string, ColumnType>
  /** Probability from which on a pair counts as the same; chosen from the data unless given. */
  readonly threshold?: number
  /** With two tables: how many records of one may stand for one of the other; `auto` unless given. */
  readonly linking?: Linking
  /** What 02/03/2024 means when a column of dates does not tell; DMY unless given. */
  readonly dateOrder?: DateOrder
  /** The same data with the same seed give the same result; 1 unless given. */
  readonly seed?: number
  readonly signal?: AbortSignal
  readonly onProgress?: (stage: Stage, done: number, of: number) => void
}

/** What was found. */
export type MatchResult = {
  readonly uses: readonly ColumnUse[]
  readonly comparison: Comparison
  readonly knowledge: Knowledge
  readonly decision: Decision
  /** Pairs that were compared, and that there are. */
  readonly compared: number
  readonly possible: number
}

/** Bits under the even chance at which a pair is still kept, since the second look at the model may raise it. */
const slack = 8

/** Compares all candidates and keeps the pairs that may be matches. */
const compareAll = async (
  table: Table,
  blocks: readonly Blocks[],
  comparison: Comparison,
  { model, priorBits }: Knowledge,
  pause: Pause,
): Promise<{ pairs: PairList; compared: number }> => {
  const pairs = new PairList()
  const candidates = new Candidates(blocks, table)
  const weigher = new Weigher(comparison, model)
  const floor = -priorBits - slack
  const records = table.split ?? table.size
  let compared = 0
  for (let record = 0; record < records; record += 1) {
    if (record % 64 === 0) await pause('comparing', record, records)
    const count = candidates.behind(record)
    compared += count
    for (let at = 0; at < count; at += 1) {
      const other = candidates.found[at]!
      if (weigher.weigh(record, other, floor) === -Infinity) continue
      pairs.add(record, other, lowOf(comparison.levels), highOf(comparison.levels))
    }
  }
  return { pairs, compared }
}

/**
 * Finds records that are the same, within a table or between two.
 *
 * The columns' types are guessed; candidates are found by blocking; a Fellegi–Sunter model (I. P. Fellegi, A. B. Sunter,
 * "A Theory for Record Linkage", 1969) is learnt from the data without any examples; all candidates are weighed; pairs over
 * the threshold are put into groups, or into links between the two tables.
 * @throws MatchingError when there is nothing to compare, or when the signal ends it
 */
export const match = async (table: Table, options: MatchOptions = {}): Promise<MatchResult> => {
  const { types = new Map(), linking = 'auto', dateOrder = 'DMY', seed = 1 } = options
  const second = table.size - (table.split ?? 0)
  if (table.size < 2 || second < 1 || table.split === 0) {
    throw new MatchingError(
      'MATCH_TOO_FEW_RECORDS',
      'There is no pair of records to compare.',
      'Give a table with more records.',
    )
  }
  const pause = pauseWith(options.onProgress, options.signal)
  const { columns, uses } = await prepareColumns(table, types, dateOrder, pause)
  const comparison = new Comparison(columns)
  await pause('blocking', 0, 1)
  const blocks = planBlocks(columns, table, comparisonBudget(table.size))
  await pause('blocking', 1, 1)
  const possible = table.split === undefined ? (table.size * (table.size - 1)) / 2 : table.split * second
  const first = await learnModel(comparison, blocks, table, possible, seed, pause)
  const { pairs, compared } = await compareAll(table, blocks, comparison, first, pause)
  const { knowledge, decision } = await decide({
    table,
    comparison,
    first,
    pairs,
    possible,
    linking,
    seed,
    pause,
    ...options,
  })
  return { uses, comparison, knowledge, decision, compared, possible }
}
