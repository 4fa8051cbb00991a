import { information, type Column } from '../column/column.ts'
import { addCosts, affordable, blocksOf, crowding, type Blocks, type Extent } from './blocks.ts'
import { bothNames, passesOf } from './keys.ts'
import { neighbours } from './neighbours.ts'
import { joined, type Pass } from './pass.ts'

/** Comparisons that blocking may lead to. */
export const comparisonBudget = (size: number): number => Math.max(200_000, size * 40)

/** No block may be larger than this, however many comparisons are left. */
const largestBlock = 2000
/** Share of records in too large blocks from which on a pass is joined with others. */
const crowded = 0.05
/** Most crowded passes that are joined with each other: 8 give 28 pairs. */
const mostJoined = 8
/** Columns in whose alphabetical order neighbours are compared. */
const mostOrdered = 3

const affordableWith = (passes: readonly Pass[], extent: Extent, budget: number): number => {
  const sums = new Float64Array(largestBlock + 2)
  for (const pass of passes) addCosts(pass, extent, sums)
  return affordable(sums, budget)
}

const pairsOf = (passes: readonly Pass[]): Pass[] =>
  passes.flatMap((first, at) =>
    passes
      .slice(at + 1)
      .filter((second) => second.columns[0] !== first.columns[0])
      .map((second) => joined(first, second)),
  )

/**
 * Decides how candidates are found, so that the number of comparisons stays bounded whatever the data look like: each
 * column alone; columns whose values are too common two by two; and neighbours in alphabetical order. Then blocks are
 * taken from the smallest on until the budget is spent.
 */
export const planBlocks = (columns: readonly Column[], extent: Extent, budget: number): Blocks[] => {
  const byColumn = columns.map((column, place) => passesOf(column, place))
  const alone = [...byColumn.flat(), ...bothNames(columns)]
  const most = affordableWith(alone, extent, budget / 2)
  const byInformation = columns
    .map((column, place) => ({ column, place, bits: information(column) }))
    .sort((a, b) => b.bits - a.bits || a.place - b.place)
  // What sounds alike is wider than what is the same, so it is the better half of a key.
  const tooCommon = byInformation
    .map(({ place }) => byColumn[place]!.findLast(({ slots }) => slots === 1))
    .filter((pass) => pass !== undefined)
    .filter((pass) => crowding(pass, most) > crowded)
    .slice(0, mostJoined)
  const [first, second] = byInformation
  const inOrder = byInformation
    .filter(({ column: { type } }) => type !== 'number')
    .slice(0, mostOrdered)
    .map(({ place, column }) => neighbours(place, column, (place === first?.place ? second : first)?.column))
  const passes = [...alone, ...pairsOf(tooCommon), ...inOrder]
  const limit = affordableWith(passes, extent, budget)
  return passes.map((pass) => blocksOf(pass, extent, limit)).filter(({ members }) => members.length > 0)
}
