/**
 * Parts a list so that nobody comes twice in a part; who comes again has a later turn, in the order of the list.
 * @returns the parts, in which what comes first of each is first
 */
export const inTurns = <Item>(items: readonly Item[], whose: (item: Item) => string): Item[][] => {
  const turns: Item[][] = []
  const had = new Map<string, number>()
  for (const item of items) {
    const at = had.get(whose(item)) ?? 0
    had.set(whose(item), at + 1)
    const turn = turns[at]
    if (turn === undefined) turns.push([item])
    else turn.push(item)
  }
  return turns
}
