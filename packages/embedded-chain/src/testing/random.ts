/** Repeatable random numbers (mulberry32): a failing test can be run again with its seed. */
export const createRandom = (seed: number) => {
  let state = seed
  /** An integer from 0 up to, not including, `limit`. */
  const below = (limit: number): number => {
    state = (state + 0x6d_2b_79_f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) % limit
  }
  return {
    below,
    /** One of the values. */
    pick: <T>(values: readonly T[]): T => values[below(values.length)] as T,
    bytes: (length: number): Uint8Array => Uint8Array.from({ length }, () => below(256)),
    chance: (outOf: number): boolean => below(outOf) === 0,
  }
}

export type Random = ReturnType<typeof createRandom>
