import { randomFrom, shuffle } from './random.ts'

/** Parts rows into folds with the converted ones spread evenly. @returns by row: its fold */
export const foldsOf = (target: Uint8Array, folds: number, seed: number): Int32Array => {
  const order = Int32Array.from(target.keys())
  shuffle(order, randomFrom(seed))
  const next = [0, 0]
  const fold = new Int32Array(target.length)
  for (const row of order) {
    const side = target[row]!
    fold[row] = next[side]! % folds
    next[side]! += 1
  }
  return fold
}
