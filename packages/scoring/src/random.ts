/** Numbers in [0, 1), always the same for the same seed (mulberry32), so that a result can be repeated. */
export const randomFrom = (seed: number): (() => number) => {
  let state = seed | 0
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296
  }
}

/** Puts numbers into a random order, in place (Fisher–Yates). */
export const shuffle = (numbers: Int32Array, random: () => number): void => {
  for (let at = numbers.length - 1; at > 0; at -= 1) {
    const other = Math.floor(random() * (at + 1))
    const kept = numbers[at]!
    numbers[at] = numbers[other]!
    numbers[other] = kept
  }
}
