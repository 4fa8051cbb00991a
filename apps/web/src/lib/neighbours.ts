/** The order of the list a person came from, so that "next" and "previous" on a record follow it. */
let order: readonly string[] = []

export const rememberOrder = (ids: readonly string[]): void => {
  order = ids
}

/** The records before and after one in the list it was opened from. */
export const neighboursOf = (
  id: string,
): { readonly previous: string | undefined; readonly next: string | undefined } => {
  const index = order.indexOf(id)
  return index < 0 ? { previous: undefined, next: undefined } : { previous: order[index - 1], next: order[index + 1] }
}
