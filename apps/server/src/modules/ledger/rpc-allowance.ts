/** Callers remembered at a time; when there are more, all begin again. */
const maxCallers = 100_000

/**
 * Makes a counter that lets each caller do something so many times in a window of time.
 *
 * @param limit times in a window
 * @param window milliseconds
 * @returns takes a caller; says whether they may, and counts it
 */
export const createAllowance = (limit: number, window: number, now: () => number = Date.now) => {
  let start = now()
  const used = new Map<string, number>()
  return (caller: string): boolean => {
    if (now() - start >= window || used.size >= maxCallers) {
      used.clear()
      start = now()
    }
    const count = (used.get(caller) ?? 0) + 1
    used.set(caller, count)
    return count <= limit
  }
}
