import { information, type Column } from '../column/column.ts'
import { levelCount, levels } from '../compare/level.ts'
import { assumedAlike } from './assumed.ts'
import type { Views } from './views.ts'

/** As much as so many pairs. */
const assumedPairs = 10
/**
 * While learning, records that are the same do not differ in a column oftener than this. Otherwise, in a table where nobody
 * is twice, what is found is some other kinship: records that share a first name, or a street.
 */
const mostDifferent = 0.5
/** How far records that are the same must agree, or it is not sameness that was found. */
const leastAgreement = 0.4
const mostRounds = 200
const settled = 1e-4

/** What was learnt: `m` of column c, level l at `c * 8 + l`. */
export type Learnt = {
  readonly m: Float64Array
  /** Pairs of the same that it rests on. */
  readonly matches: number
  /** Whether the table told nothing believable, so that `m` is what is assumed of tables in general. */
  readonly isAssumed: boolean
}

/** A view with its patterns in a row. */
type ListedView = {
  readonly chosenBy: Uint8Array
  readonly patterns: Int32Array
  readonly counts: Float64Array
  /** Share of its pairs that are of the same. */
  share: number
}

/** Probability of a level among records that are the same, from counts and what was assumed. */
const normalised = (counts: Float64Array, columns: readonly Column[]): Float64Array => {
  const m = new Float64Array(counts.length)
  columns.forEach(({ words }, column) => {
    const base = column * levelCount
    const before = words === undefined ? assumedAlike.value : assumedAlike.words
    let total = assumedPairs
    for (let level = 1; level < levelCount; level += 1) total += counts[base + level]!
    for (let level = 1; level < levelCount; level += 1) {
      m[base + level] = (counts[base + level]! + assumedPairs * before[level]!) / total
    }
  })
  return m
}

/** Natural logarithm of `m ÷ u` by column and level, with the share of differences capped. */
const ratios = (m: Float64Array, u: Float64Array): Float64Array =>
  m.map((value, at) => {
    const level = at % levelCount
    if (level === levels.missing) return 0
    const differing = m[at - level + levels.different]!
    if (differing <= mostDifferent) return Math.log(value / u[at]!)
    const capped =
      level === levels.different ? mostDifferent : (value / (1 - differing)) * (1 - mostDifferent) || Number.MIN_VALUE
    return Math.log(capped / u[at]!)
  })

/** One round over a view: how many of its pairs are expected to be of the same, and with which levels. */
const expect = (
  { chosenBy, patterns, counts, share }: ListedView,
  levelsOf: Uint8Array,
  ratio: Float64Array,
  expected: Float64Array,
): { matched: number; total: number } => {
  const columns = chosenBy.length
  const odds = Math.log(share / (1 - share))
  let [total, matched] = [0, 0]
  for (let at = 0; at < patterns.length; at += 1) {
    const start = patterns[at]! * columns
    let logit = odds
    for (let column = 0; column < columns; column += 1) {
      if (chosenBy[column] === 0) logit += ratio[column * levelCount + levelsOf[start + column]!]!
    }
    const count = counts[at]!
    const weight = count / (1 + Math.exp(-logit))
    total += count
    matched += weight
    if (weight < 1e-6) continue
    for (let column = 0; column < columns; column += 1) {
      if (chosenBy[column] === 0) expected[column * levelCount + levelsOf[start + column]!]! += weight
    }
  }
  return { matched, total }
}

/** How far records that are the same agree, on average; columns that tell more of who a record is count more. */
const agreementOf = (m: Float64Array, columns: readonly Column[]): number => {
  let [sum, total] = [0, 0]
  columns.forEach((column, place) => {
    const bits = information(column)
    total += bits
    for (let level = levels.similar; level <= levels.swapped; level += 1) sum += bits * m[place * levelCount + level]!
  })
  return total === 0 ? 0 : sum / total
}

/**
 * Learns how often the levels of each column come up between records that are the same, by expectation maximisation
 * (Dempster, Laird, Rubin 1977; for linkage Winkler 1988). Each view has its own share of matches; a column is learnt only
 * from views that were not chosen by it, because there its agreement is no accident.
 * @param u how often levels come up by chance; stays as it is
 */
export const learn = ({ patterns, views }: Views, columns: readonly Column[], u: Float64Array): Learnt => {
  const levelsOf = patterns.levels()
  const listed: ListedView[] = views.map(({ chosenBy, counts }) => ({
    chosenBy,
    patterns: Int32Array.from(counts.keys()),
    counts: Float64Array.from(counts.values()),
    share: 0.1,
  }))
  let m = normalised(new Float64Array(columns.length * levelCount), columns)
  let matches = 0
  for (let round = 0; round < mostRounds; round += 1) {
    const ratio = ratios(m, u)
    const expected = new Float64Array(m.length)
    matches = 0
    for (const view of listed) {
      const { matched, total } = expect(view, levelsOf, ratio, expected)
      view.share = Math.min(0.999, Math.max(1e-6, matched / total))
      matches += matched
    }
    const next = normalised(expected, columns)
    let change = 0
    next.forEach((value, at) => (change = Math.max(change, Math.abs(value - m[at]!))))
    m = next
    if (change < settled) break
  }
  if (agreementOf(m, columns) >= leastAgreement) return { m, matches, isAssumed: false }
  return { m: normalised(new Float64Array(m.length), columns), matches: 0, isAssumed: true }
}
