const longest = 256
let before = new Int16Array(longest + 1)
let previous = new Int16Array(longest + 1)
let current = new Int16Array(longest + 1)

/**
 * How many characters must be put in, taken out, changed or swapped with their neighbour to make one text of the other
 * (Damerau–Levenshtein, restricted: no part is edited twice). Compares UTF-16 units; only the first 256 count.
 * @param most beyond this the exact number does not matter, and `most + 1` is answered
 */
export const editDistance = (a: string, b: string, most: number): number => {
  if (a === b) return 0
  const lengthA = Math.min(a.length, longest)
  const lengthB = Math.min(b.length, longest)
  if (Math.abs(lengthA - lengthB) > most) return most + 1
  if (lengthA === 0 || lengthB === 0) return Math.max(lengthA, lengthB)
  for (let j = 0; j <= lengthB; j += 1) previous[j] = j
  for (let i = 1; i <= lengthA; i += 1) {
    const code = a.charCodeAt(i - 1)
    const first = Math.max(1, i - most)
    const last = Math.min(lengthB, i + most)
    current[first - 1] = first === 1 ? i : most + 1
    let least = current[first - 1]!
    for (let j = first; j <= last; j += 1) {
      const other = b.charCodeAt(j - 1)
      let cost = previous[j - 1]! + (code === other ? 0 : 1)
      // Outside the band nothing was computed in the line above.
      if (j < i + most) cost = Math.min(cost, previous[j]! + 1)
      cost = Math.min(cost, current[j - 1]! + 1)
      if (i > 1 && j > 1 && code === b.charCodeAt(j - 2) && a.charCodeAt(i - 2) === other) {
        cost = Math.min(cost, before[j - 2]! + 1)
      }
      current[j] = cost
      if (cost < least) least = cost
    }
    if (least > most) return most + 1
    const spare = before
    before = previous
    previous = current
    current = spare
  }
  return Math.min(previous[lengthB]!, most + 1)
}
