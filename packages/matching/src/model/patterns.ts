import { highOf, lowOf } from '../pairs/comparison.ts'

/** Numbers the distinct outcomes of comparisons: a level for each column. */
export class Patterns {
  readonly #places = new Map<number, number>()
  readonly #width: number
  readonly #levels: number[] = []

  /** @param width columns */
  constructor(width: number) {
    this.#width = width
  }

  get size(): number {
    return this.#places.size
  }

  /** The number of a pattern. */
  place(levels: Uint8Array): number {
    const key = highOf(levels) * 2 ** 24 + lowOf(levels)
    const known = this.#places.get(key)
    if (known !== undefined) return known
    const place = this.#places.size
    this.#places.set(key, place)
    for (let column = 0; column < this.#width; column += 1) this.#levels.push(levels[column]!)
    return place
  }

  /** Levels of pattern `p` from `p * width` on. */
  levels(): Uint8Array {
    return Uint8Array.from(this.#levels)
  }
}
