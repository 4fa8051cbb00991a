/** Probability from bits of evidence and bits of odds before it. */
export const probabilityOf = (bits: number, priorBits: number): number => 1 / (1 + 2 ** -(bits + priorBits))

const rounds = 50

/**
 * The odds, in bits, that two random records are the same: those under which as many matches are expected as the weights
 * of the compared pairs then say there are.
 * @param weights bits of the pairs that were kept; all others count as certainly different
 * @param possible all pairs there are
 * @param expected matches to begin with
 */
export const priorFrom = (weights: Float32Array, possible: number, expected: number): number => {
  const oddsOf = (matches: number): number => {
    const share = Math.min(0.5, Math.max(matches, 0.5) / possible)
    return Math.log2(share / (1 - share))
  }
  let prior = oddsOf(expected)
  for (let round = 0; round < rounds; round += 1) {
    let matches = 0
    for (const bits of weights) matches += probabilityOf(bits, prior)
    const next = oddsOf(matches)
    if (Math.abs(next - prior) < 1e-3) return next
    prior = next
  }
  return prior
}
