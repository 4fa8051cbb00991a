import type { FoundPair } from '@candor/matching'

/** The strongest so many pairs of however many there are, in bounded memory. */
export const strongestPairs = (
  pairs: Iterable<FoundPair>,
  most: number,
): { readonly pairs: FoundPair[]; readonly leftOut: number } => {
  const byWeight = (a: FoundPair, b: FoundPair): number => b.weight - a.weight
  let kept: FoundPair[] = []
  let leftOut = 0
  for (const pair of pairs) {
    kept.push(pair)
    if (kept.length < 2 * most) continue
    kept = kept.sort(byWeight).slice(0, most)
    leftOut += most
  }
  kept.sort(byWeight)
  leftOut += Math.max(0, kept.length - most)
  return { pairs: kept.slice(0, most), leftOut }
}
