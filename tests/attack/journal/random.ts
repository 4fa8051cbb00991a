/** A fixed sequence of pseudo-random numbers (xorshift32): what failed once can be repeated. */
export type Random = {
  /** A whole number from 0 up to, not including, `below`. */
  readonly upTo: (below: number) => number
  readonly pick: <T>(items: readonly T[]) => T
}

export const randomFrom = (seed: number): Random => {
  let state = seed | 0
  const upTo = (below: number): number => {
    state ^= state << 13
    state ^= state >>> 17
    state ^= state << 5
    return (state >>> 0) % below
  }
  return { upTo, pick: (items) => items[upTo(items.length)]! }
}
