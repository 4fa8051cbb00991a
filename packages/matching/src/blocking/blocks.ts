import type { Pass } from './pass.ts'

/** Two tables one after the other, or one. */
export type Extent = { readonly size: number; readonly split?: number }

/** Records by key of one pass; keys that nobody else has, or too many, have no members. */
export type Blocks = {
  readonly pass: Pass
  /** Members of key `k` are `members[start[k]]` to before `members[start[k + 1]]`, ascending. */
  readonly start: Int32Array
  readonly members: Int32Array
}

/** Members by key; with two tables those of the first and all. */
const sizesOf = ({ keys, slots, distinct }: Pass, split: number): { all: Int32Array; first: Int32Array } => {
  const [all, first] = [new Int32Array(distinct), new Int32Array(distinct)]
  keys.forEach((key, at) => {
    if (key === 0) return
    all[key]! += 1
    if (at < split * slots) first[key]! += 1
  })
  return { all, first }
}

/** Pairs that a block leads to. */
const pairsIn = (all: number, first: number, isLinking: boolean): number =>
  isLinking ? first * (all - first) : (all * (all - 1)) / 2

/** Pairs that the blocks of a pass lead to, by the number of members of the block, added to `sums`. */
export const addCosts = (pass: Pass, { size, split }: Extent, sums: Float64Array): void => {
  const { all, first } = sizesOf(pass, split ?? size)
  for (let key = 1; key < all.length; key += 1) {
    const members = Math.min(all[key]!, sums.length - 1)
    sums[members]! += pairsIn(all[key]!, first[key]!, split !== undefined)
  }
}

/** The largest block that can be afforded, taking the smallest first. */
export const affordable = (sums: Float64Array, budget: number): number => {
  let spent = 0
  for (let members = 2; members < sums.length - 1; members += 1) {
    spent += sums[members]!
    if (spent > budget) return members - 1
  }
  return sums.length - 2
}

/** Share of the records with a key whose block has more than `most` members. */
export const crowding = (pass: Pass, most: number): number => {
  const { all } = sizesOf(pass, 0)
  let [crowded, keyed] = [0, 0]
  for (let key = 1; key < all.length; key += 1) {
    keyed += all[key]!
    if (all[key]! > most) crowded += all[key]!
  }
  return keyed === 0 ? 0 : crowded / keyed
}

/** Sorts the records of a pass by key, leaving out blocks with more than `most` members. */
export const blocksOf = (pass: Pass, { size, split }: Extent, most: number): Blocks => {
  const { all, first } = sizesOf(pass, split ?? size)
  const start = new Int32Array(pass.distinct + 1)
  for (let key = 1; key < pass.distinct; key += 1) {
    const isUsed = all[key]! <= most && pairsIn(all[key]!, first[key]!, split !== undefined) > 0
    start[key + 1] = start[key]! + (isUsed ? all[key]! : 0)
  }
  const next = start.slice()
  const members = new Int32Array(start[pass.distinct]!)
  pass.keys.forEach((key, at) => {
    if (key > 0 && start[key + 1]! > start[key]!) members[next[key]!++] = Math.floor(at / pass.slots)
  })
  return { pass, start, members }
}
