/**
 * Puts things in an order of names. What the order does not know keeps its place behind the one before which it usually
 * follows.
 */
export const inOrder = <Thing extends { readonly name: string }>(
  things: readonly Thing[],
  order: readonly string[],
): Thing[] => {
  const sorted = order.flatMap((name) => things.find((thing) => thing.name === name) ?? [])
  for (const [at, thing] of things.entries()) {
    if (sorted.includes(thing)) continue
    const before = things.slice(0, at).findLast((other) => sorted.includes(other))
    sorted.splice(before ? sorted.indexOf(before) + 1 : 0, 0, thing)
  }
  return sorted
}
