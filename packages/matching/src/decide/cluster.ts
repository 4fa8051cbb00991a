import { Groups } from './union.ts'

/** Edges to cluster: pairs with their weights. */
export type Edges = {
  readonly first: Int32Array
  readonly second: Int32Array
  /** Bits above the threshold; edges below it are not taken. */
  readonly surplus: Float32Array
}

/** Pairs between two groups that are looked at before they are joined. */
const mostLooks = 64
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
    const [left, right] = [groups.members(a), groups.members(b)]
    const step = Math.max(1, Math.floor((left.length * right.length) / mostLooks))
    let [sum, looks] = [0, 0]
    for (let at = 0; at < left.length * right.length; at += step) {
      const bits = surplusOf(left[at % left.length]!, right[Math.floor(at / left.length)]!)
      sum += Math.max(-loudest, Math.min(loudest, bits))
      looks += 1
    }
    return sum / looks >= 0
  }
  for (const place of strongest(edges)) {
    const [a, b] = [groups.of(edges.first[place]!), groups.of(edges.second[place]!)]
    if (a === b) continue
    if ((groups.size(a) === 1 && groups.size(b) === 1) || speaks(a, b)) groups.join(a, b)
  }
  return groups
}
