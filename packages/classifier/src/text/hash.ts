/** Hashes of 32 bits, built sign by sign: begin, add, finish (FNV-1a's step, the last step of MurmurHash3). */
export const hashBegin = (kind: number): number => Math.imul(kind + 1, 0x9e3779b1)

export const hashAdd = (hash: number, value: number): number => Math.imul(hash ^ value, 0x01000193) ^ (hash >>> 15)

export const hashFinish = (hash: number): number => {
  const once = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b)
  const twice = Math.imul(once ^ (once >>> 13), 0xc2b2ae35)
  return twice ^ (twice >>> 16)
}
