import { Groups } from './union.ts'

/** Edges to cluster: pairs with their weights. */
export type Edges = {
  readonly first: Int32Array
  readonly second: Int32Array
  /** Bits above the threshold; edges below it are not taken. */
  readonly surplus: Float32Array
}

/** Members of each of two groups that are looked at, pair by pair, before the groups are joined. */
const mostMembers = 8
/** Bits that one pair can speak for or against joining two groups, so that no single one decides against many. */
const loudest = 8

/** Places of the edges above the threshold, the heaviest first. */
const strongest = ({ surplus }: Edges): Uint32Array => {
  let count = 0
  for (const bits of surplus) if (bits >= 0) count += 1
  const order = new Uint32Array(count)
  let at = 0
  surplus.forEach((bits, place) => {
    if (bits >= 0) order[at++] = place
  })
  return order.sort((a, b) => surplus[b]! - surplus[a]! || a - b)
}

/**
 * Groups records that are the same. The strongest pairs are joined first; two groups are joined only if their members,
 * looked at pair by pair, speak for it on average: A like B and B like C does not make A like C (no chaining).
 * @param size records
 * @param surplusOf bits above the threshold of any pair, compared or not
 */
export const cluster = (size: number, edges: Edges, surplusOf: (i: number, j: number) => number): Groups => {
  const groups = new Groups(size)
  const speaks = (a: number, b: number): boolean => {
    const [left, right] = [groups.members(a, mostMembers), groups.members(b, mostMembers)]
    let sum = 0
    for (const i of left) {
      for (const j of right) sum += Math.max(-loudest, Math.min(loudest, surplusOf(i, j)))
    }
    return sum >= 0
  }
  /** Pairs of groups that were kept apart, and how many records they had: while that stays, they need not be asked again. */
  const apart = new Map<number, number>()
  for (const place of strongest(edges)) {
    const [a, b] = [groups.of(edges.first[place]!), groups.of(edges.second[place]!)]
    if (a === b) continue
    const both = Math.min(a, b) * size + Math.max(a, b)
    const records = groups.size(a) + groups.size(b)
    if (records > 2 && apart.get(both) === records) continue
    if (records === 2 || speaks(a, b)) groups.join(a, b)
    else apart.set(both, records)
  }
  return groups
}
