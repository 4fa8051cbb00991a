const longest = 256
const takenA = new Uint8Array(longest)
const takenB = new Uint8Array(longest)

/** Common characters at most half the longer text apart, and half of those that stand in another order. */
const jaro = (a: string, b: string): number => {
  const lengthA = Math.min(a.length, longest)
  const lengthB = Math.min(b.length, longest)
  if (lengthA === 0 || lengthB === 0) return 0
  const reach = Math.max(0, (Math.max(lengthA, lengthB) >> 1) - 1)
  takenA.fill(0, 0, lengthA)
  takenB.fill(0, 0, lengthB)
  let common = 0
  for (let i = 0; i < lengthA; i += 1) {
    const code = a.charCodeAt(i)
    const end = Math.min(i + reach + 1, lengthB)
    for (let j = Math.max(0, i - reach); j < end; j += 1) {
      if (takenB[j] === 0 && b.charCodeAt(j) === code) {
        takenA[i] = 1
        takenB[j] = 1
        common += 1
        break
      }
    }
  }
  if (common === 0) return 0
  let outOfOrder = 0
  let j = 0
  for (let i = 0; i < lengthA; i += 1) {
    if (takenA[i] === 0) continue
    while (takenB[j] === 0) j += 1
    if (a.charCodeAt(i) !== b.charCodeAt(j)) outOfOrder += 1
    j += 1
  }
  return (common / lengthA + common / lengthB + (common - outOfOrder / 2) / common) / 3
}

/**
 * Similarity of two short texts between 0 and 1, made for names (W. E. Winkler, "String Comparator Metrics and Enhanced
 * Decision Rules in the Fellegi–Sunter Model", 1990): Jaro's measure, raised for a common beginning of up to four
 * characters. Compares UTF-16 units; only the first 256 count.
 */
export const jaroWinkler = (a: string, b: string): number => {
  if (a === b) return 1
  const base = jaro(a, b)
  if (base < 0.7) return base
  let prefix = 0
  const most = Math.min(4, a.length, b.length)
  while (prefix < most && a.charCodeAt(prefix) === b.charCodeAt(prefix)) prefix += 1
  return base + prefix * 0.1 * (1 - base)
}
