import { randomFrom, shuffle } from '../random.ts'

/**
 * Parts texts into folds that have each label equally often (stratified), always the same way for the same seed.
 * @returns by text: its fold
 */
export const foldsOf = (labels: Int32Array, folds: number, seed: number): Int32Array => {
  const random = randomFrom(seed)
  const order = Int32Array.from(labels.keys())
  shuffle(order, random)
  const next = new Map<number, number>()
  const fold = new Int32Array(labels.length)
  // Labels begin at different folds; else the small ones would all crowd the first.
  for (const text of order) {
    const label = labels[text]!
    const turn = next.get(label) ?? Math.floor(random() * folds)
    fold[text] = turn
    next.set(label, (turn + 1) % folds)
  }
  return fold
}
